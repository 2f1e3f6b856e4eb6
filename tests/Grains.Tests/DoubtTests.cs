using Award.Grains;
using Award.Ledger.Verify;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>
/// What looks odd is asked about, and taken in once it is confirmed: by figures, amendments, imports and incidents. In 2001 every
/// county had 2 cases a head and a survey of 90; the province counts three deaths in accidents.
/// </summary>
public sealed class DoubtTests : IAsyncLifetime
{
    private const string Odd =
        """

        plausibility:
          figures:
            - {indicator: cases, last-year: {units: 3}, peers: {units: 4}}
            - {indicator: survey, last-year: {units: 8}}
          deaths:
            - {incidents: [accident], in-province: 3}
        """;

    private static readonly string[] Counties = ["990101", "990102", "990103", "990201", "990202"];
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private EmbeddedHost _host = null!;

    private IAwardYearGrain This => Year(_host.Grains, 2002);

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(_folder);
        await PublishAsync(_host.Grains);
        await Must(_host.Grains.GetGrain<IProvinceGrain>($"province/{Province}").PublishRulebookAsync(
            By("engine", "odd"), Rulebook.Replace("id: small", "id: odd", StringComparison.Ordinal) + Odd));
        await OpenAsync(2001);
        await Must(Year(_host.Grains, 2001).SubmitFiguresAsync(By("assessor", "2001"), [.. Table("2", "90")]));
        foreach (var (to, by) in new[] { ("review", "reviewer"), ("notice", "reviewer"), ("published", "publisher") })
        {
            await Must(Year(_host.Grains, 2001).MoveStageAsync(By(by, to), to, null));
        }

        await OpenAsync(2002);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Assert.Empty(LedgerVerifier.Verify(_folder).Findings);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_figure_that_looks_odd_is_taken_in_once_it_is_confirmed()
    {
        FigureRow[] rows = [new("990101", "residents", "1", null), new("990101", "cases", "9", null)];
        var asked = await Sheet(_host.Grains, 2002, "990101").SubmitFiguresAsync(By("assessor", "one"), rows);
        var refusal = Assert.Single(asked.Refusals);
        Assert.Equal(
            ("NeedsConfirmation", "/1/value", 1, "'cases' of 990101 would be 9; last year it was 2"),
            (refusal.Code, refusal.Path, refusal.Row, refusal.Message));
        Assert.Matches("^[0-9a-f]{64}$", asked.Affirm);
        Assert.Empty((await SheetAsync("990101")).Figures);

        var wrong = await Sheet(_host.Grains, 2002, "990101").SubmitFiguresAsync(
            By("assessor", "one") with { Affirms = new string('0', 64) }, rows);
        Assert.Equal(asked.Affirm, wrong.Affirm);
        var taken = await Must(Sheet(_host.Grains, 2002, "990101").SubmitFiguresAsync(
            By("assessor", "one") with { Affirms = asked.Affirm }, rows));
        var again = await Must(Sheet(_host.Grains, 2002, "990101").SubmitFiguresAsync(By("assessor", "one"), rows));
        Assert.Equal(taken.Receipt!.Hash, again.Receipt!.Hash);
        Assert.Equal("9", (await SheetAsync("990101")).Figures["cases"]);
    }

    /// <summary>A confirmation names what looks odd, not what it is compared with, and nothing else that is odd.</summary>
    [Fact]
    public async Task A_confirmation_holds_while_the_peers_move_and_for_nothing_more()
    {
        await Must(This.SubmitFiguresAsync(By("assessor", "peers"), [.. Table("2", "90").Where(row => row.Region != "990101")]));
        FigureRow[] rows = [new("990101", "residents", "1", null), new("990101", "cases", "9", null)];
        var asked = await This.SubmitFiguresAsync(By("assessor", "two"), rows);
        Assert.Equal(
            ["/1/value last year it was 2", "/1/value its peers are around 2"],
            asked.Refusals.Select(r => $"{r.Path} {r.Message.Split("; ")[1]}"));
        var more = await This.SubmitFiguresAsync(
            By("assessor", "two") with { Affirms = asked.Affirm }, [.. rows, new("990101", "survey", "9", null)]);
        Assert.Equal(["/1/value", "/1/value", "/2/value"], more.Refusals.Select(r => r.Path));
        Assert.NotEqual(asked.Affirm, more.Affirm);

        foreach (var peer in (string[])["990102", "990103"])
        {
            await Must(Sheet(_host.Grains, 2002, peer).AmendFigureAsync(
                By("assessor", peer), "cases", "3", "counted again", (await SheetAsync(peer)).Version));
        }

        await Must(This.SubmitFiguresAsync(By("assessor", "two") with { Affirms = asked.Affirm }, rows));
    }

    [Fact]
    public async Task So_are_amendments_imports_and_incidents()
    {
        var dry = await This.CheckImportAsync(CallerView.Unbounded("assessor"), [.. Table("2", "99")]);
        Assert.Equal(7, dry.Warnings.Count);
        Assert.Empty(dry.Refusals);
        var import = await This.ImportFiguresAsync(By("assessor", "import"), [.. Table("2", "99")]);
        Assert.Equal(dry.Confirm, import.Affirm);
        Assert.Equal(dry.Warnings, import.Refusals);
        await Must(This.ImportFiguresAsync(By("assessor", "import") with { Affirms = dry.Confirm }, [.. Table("2", "99")]));

        var version = (await SheetAsync("990101")).Version;
        var amended = await Sheet(_host.Grains, 2002, "990101").AmendFigureAsync(
            By("assessor", "amend"), "survey", "9.9", "a point too far", version);
        Assert.Equal("NeedsConfirmation /value", Assert.Single(amended.Refusals.Select(r => $"{r.Code} {r.Path}")));

        IncidentRow[] incidents = [Accident("990101", 0), Accident("990202", 4)];
        var deaths = await This.RecordIncidentsAsync(By("assessor", "incidents"), incidents);
        Assert.Equal("NeedsConfirmation /1/deaths 1", Assert.Single(deaths.Refusals.Select(r => $"{r.Code} {r.Path} {r.Row}")));
        await Must(This.RecordIncidentsAsync(By("assessor", "incidents") with { Affirms = deaths.Affirm }, incidents));
        await Must(Sheet(_host.Grains, 2002, "990101").RecordIncidentsAsync(By("assessor", "harmless"), [Accident("990101", 0)]));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_first_and_confirming_does_not_help()
    {
        var wrong = await This.SubmitFiguresAsync(
            By("assessor", "wrong") with { Affirms = WriteRequest.Everything },
            [new("990101", "survey", "9", null), new("990101", "cases", "-1", null)]);
        Assert.Equal(["FigureOutOfRange"], wrong.Refusals.Select(r => r.Code));
        Assert.Null(wrong.Affirm);
    }

    private async Task OpenAsync(int year)
    {
        await Must(Year(_host.Grains, year).OpenAsync(
            By("publisher", $"open{year}"), new YearOpening("odd", "embargoed", null, null, true)));
        await Must(Year(_host.Grains, year).MoveStageAsync(By("reviewer", $"collect{year}"), "collecting", null));
    }

    private static IEnumerable<FigureRow> Table(string cases, string survey) =>
    [
        .. Counties.SelectMany(code => new FigureRow[]
        {
            new(code, "cases", cases, null), new(code, "residents", "1", null), new(code, "survey", survey, null),
        }),
        new("990100", "survey", survey, null),
        new("990200", "survey", survey, null),
    ];

    private static IncidentRow Accident(string region, int deaths) =>
        new(region, "accident", new DateOnly(2002, 5, 1), deaths, null, true);

    private async Task<SheetView> SheetAsync(string code) =>
        (await Sheet(_host.Grains, 2002, code).ViewAsync(CallerView.Unbounded("reviewer"))).Sheet!;
}
