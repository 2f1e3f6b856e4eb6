using Award.Grains;
using Award.Ledger;
using Award.Ledger.Verify;
using Microsoft.Extensions.DependencyInjection;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests.Previews;

/// <summary>What a preview says, told by example; who sees what of it; and what it never does.</summary>
public sealed class PreviewTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private EmbeddedHost _host = null!;
    private InterruptedLedger _ledger = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(_folder, configure: services => services.AddSingleton<ILedger>(
            provider => _ledger = new InterruptedLedger((ILedger)provider.GetRequiredService<IPublished>())));
        await PublishAsync(_host.Grains);
        await OtherRulebooks.PublishAsync(_host.Grains);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// Designated four years in a row: a tripod in 2002, gold in 2004. Without 2002 the run begins anew in 2003:
    /// <code>
    /// 2001  1 plaque     1 plaque
    /// 2002  2 tripod     revoked
    /// 2003  3 tripod     1 plaque
    /// 2004  4 gold       2 tripod
    /// </code>
    /// </summary>
    [Fact]
    public async Task A_revocation_of_an_old_year_foretells_every_later_year_and_title()
    {
        await YearsAsync(2001, 2004);
        var id = await new SmallYears(_host.Grains).ProposeAsync("990201", 2002);
        var confirm = By("reviewer", "confirm");

        var foretold = await Streak("990201").DecideRevocationAsync(confirm with { Preview = true }, id, VetoStep.Confirm, null);
        Assert.Equal(
            [
                "2002 990201: published 95 2 designated 2 tripod -> published 95 2 revoked 0 ",
                "2003 990201: published 95 2 designated 3 tripod -> published 95 2 designated 1 plaque",
                "2004 990201: published 95 2 designated 4 gold -> published 95 2 designated 2 tripod",
                "lost 990201 gold 2004",
                "lost 990201 tripod 2002",
                "gained 990201 tripod 2004",
            ],
            NaiveAwards.Said(foretold.Preview!.Difference));
        await Must(Streak("990201").DecideRevocationAsync(
            confirm with { Confirms = foretold.Preview.Hash }, id, VetoStep.Confirm, null));
        Assert.Empty(LedgerVerifier.Verify(_folder).Findings);
    }

    [Fact]
    public async Task A_confirmed_preview_sent_again_answers_the_first_receipt_and_a_wrong_hash_writes_nothing()
    {
        await YearsAsync(2001, 2002);
        var id = await new SmallYears(_host.Grains).ProposeAsync("990201", 2001);
        var confirm = By("reviewer", "confirm");
        Task<WriteResult> Send(WriteRequest request) =>
            Streak("990201").DecideRevocationAsync(request, id, VetoStep.Confirm, null);

        var refused = await Send(confirm with { Confirms = ContentHash.None });
        Assert.Equal("PreviewOutdated", Assert.Single(refused.Refusals).Code);
        var foretold = (await Send(confirm with { Preview = true })).Preview!;
        var first = await Must(Send(confirm with { Confirms = foretold.Hash }));
        var again = await Must(Send(confirm with { Confirms = foretold.Hash }));
        Assert.Equal(first.Receipt!.Id, again.Receipt!.Id);
        var reused = await Send(confirm with { Confirms = foretold.Hash, BodyHash = ContentHash.None });
        Assert.Equal("IdempotencyKeyReused", Assert.Single(reused.Refusals).Code);
    }

    [Fact]
    public async Task A_caller_sees_their_own_regions_and_the_hash_is_of_these_alone()
    {
        await new SmallYears(_host.Grains).PublishAsync(2001);
        await Must(Year(_host.Grains, 2002).OpenAsync(
            By("publisher", "open"), new YearOpening(RulebookId, "embargoed", null, null, true)));
        await Must(Year(_host.Grains, 2002).MoveStageAsync(By("reviewer", "collect"), "collecting", null));
        await FiguresAsync(2002, "990101", "3");
        await FiguresAsync(2002, "990102", "4");

        // 990103 takes the first place from 990101: its own assessor is not told.
        var own = new CallerView("ann", ["Assessor"], ["990103"], [], null);
        var seen = await PreviewAsync(own, "2");
        Assert.Equal(
            ["2002 990103: working   not-designated   -> working 90 1 designated  "], NaiveAwards.Said(seen.Difference));
        Assert.Contains(
            NaiveAwards.Said((await PreviewAsync(CallerView.Unbounded("ann"), "2")).Difference),
            line => line.StartsWith("2002 990101", StringComparison.Ordinal));

        // Another world in which the embargoed others differ and its own place does not.
        await Must(Sheet(_host.Grains, 2002, "990101").AmendFigureAsync(
            By("assessor", "amend"), "cases", "5", "counted again", 1));
        Assert.Equal(seen.Hash, (await PreviewAsync(own, "2")).Hash);
    }

    [Fact]
    public async Task A_publication_foretells_its_own_year_and_the_open_one_that_looks_back_on_it()
    {
        await FilledAsync(2001, RulebookId);
        await FilledAsync(2002, "looking");
        await Must(Year(_host.Grains, 2001).MoveStageAsync(By("reviewer", "review"), "review", null));
        await Must(Year(_host.Grains, 2001).MoveStageAsync(By("reviewer", "notice"), "notice", null));
        var before = await NaiveAwards.OfAsync(_host.Ledger);
        Task<WriteResult> Publish(WriteRequest request) => Year(_host.Grains, 2001).MoveStageAsync(request, "published", null);

        var foretold = (await Publish(By("publisher", "publish") with { Preview = true })).Preview!;
        var said = NaiveAwards.Said(foretold.Difference);
        Assert.Contains("2001 990101: working 82.5 1 designated   -> published 82.5 1 designated 1 plaque", said);
        Assert.Contains("2002 990101: working 72.5 1 designated   -> working 82.5 1 designated  ", said);
        await Must(Publish(By("publisher", "publish") with { Confirms = foretold.Hash }));
        Assert.Equal(NaiveAwards.Difference(before, await NaiveAwards.OfAsync(_host.Ledger)), said);
    }

    /// <summary>An upheld objection writes to a sheet and to the year; its preview is of both, and what is said is not kept by one.</summary>
    [Fact]
    public async Task An_upheld_objection_foretells_what_its_amendment_moves()
    {
        await FilledAsync(2002, RulebookId);
        await Must(Year(_host.Grains, 2002).MoveStageAsync(By("reviewer", "review"), "review", null));
        await Must(Year(_host.Grains, 2002).MoveStageAsync(By("reviewer", "notice"), "notice", null));
        var sheet = Sheet(_host.Grains, 2002, "990101");
        var objection = new ObjectionRow("counted twice", null, null, null);
        Assert.Empty(NaiveAwards.Said((await sheet.RaiseObjectionAsync(
            By("objector", "object") with { Preview = true }, objection)).Preview!.Difference));
        Assert.Empty((await Year(_host.Grains, 2002).ObjectionsAsync(CallerView.Unbounded("a")))!);
        await Must(sheet.RaiseObjectionAsync(By("objector", "object"), objection));

        Task<WriteResult> Answer(WriteRequest request) => sheet.DecideObjectionAsync(
            request, "990101-o-1", new ObjectionAnswerRow(true, "it was", [new CorrectionRow("cases", "2")]));
        var same = await Answer(By("objector", "answer") with { Preview = true });
        Assert.Equal("SamePersonTwice", Assert.Single(same.Refusals).Code);
        var before = await NaiveAwards.OfAsync(_host.Ledger);
        var foretold = (await Answer(By("arbiter", "answer") with { Preview = true })).Preview!;
        Assert.Equal("notice", (await Year(_host.Grains, 2002).ViewAsync())!.Stage);
        Assert.Equal(
            ["2002 990101: working 82.5 1 designated   -> working 90 1 designated  "],
            NaiveAwards.Said(foretold.Difference).Where(line => line.StartsWith("2002 990101", StringComparison.Ordinal)));
        await Must(Answer(By("arbiter", "answer") with { Confirms = foretold.Hash }));
        Assert.Equal("review", (await Year(_host.Grains, 2002).ViewAsync())!.Stage);
        Assert.Equal(
            NaiveAwards.Difference(before, await NaiveAwards.OfAsync(_host.Ledger)), NaiveAwards.Said(foretold.Difference));
    }

    /// <summary>
    /// The difference is computed, found to be the one that was seen, and only then another region's figure comes in, so that the
    /// places are others. No stream that is appended to has moved: only the guards on what was read tell.
    /// </summary>
    [Fact]
    public async Task Nothing_slips_in_between_the_look_at_the_difference_and_the_append()
    {
        await FilledAsync(2002, RulebookId);
        Task<WriteResult> Send(WriteRequest request) => Sheet(_host.Grains, 2002, "990101")
            .AmendFigureAsync(request, "cases", "2", "counted again", 1);
        var amendment = By("assessor", "amend");
        var seen = (await Send(amendment with { Preview = true })).Preview!;

        _ledger.BeforeAppend = () => Must(Sheet(_host.Grains, 2002, "990102")
            .AmendFigureAsync(By("assessor", "other"), "cases", "1", "counted again", 1));
        var refused = await Send(amendment with { Confirms = seen.Hash });
        Assert.Equal("PreviewOutdated", Assert.Single(refused.Refusals).Code);

        var now = (await Send(amendment with { Preview = true })).Preview!;
        await Must(Send(amendment with { Confirms = now.Hash }));
    }

    [Fact]
    public async Task A_changed_rulebook_is_the_one_the_year_is_rated_asked_and_published_with()
    {
        await YearsAsync(2001, 2001);
        var year = Year(_host.Grains, 2002);
        await FilledAsync(2002, RulebookId);
        var table = _host.Grains.GetGrain<IStandingsGrain>($"standings/{Province}/2002");
        await table.TableAsync(CallerView.Unbounded("a"), "county", heal: true);
        var foretold = (await year.ChangeRulebookAsync(By("publisher", "k") with { Preview = true }, "clearing", "revised")).Preview!;
        Assert.Contains(
            "2002 990101: working 82.5 1 designated   -> working 72.5 1 designated  ", NaiveAwards.Said(foretold.Difference));
        await Must(year.ChangeRulebookAsync(By("publisher", "k") with { Confirms = foretold.Hash }, "clearing", "revised"));

        Assert.Equal(("clearing", true), (await year.ViewAsync()) is { } view ? (view.RulebookId, view.Demonstration) : default);
        var rows = (await table.TableAsync(CallerView.Unbounded("a"), "county", heal: true))!.Rows;
        Assert.All(rows, row => Assert.Equal("72.5", row.Score));
        var progress = (await year.ProgressAsync(CallerView.Unbounded("a")))!;
        Assert.All(progress.Regions, region => Assert.Equal(["cleared"], region.Missing));
        var survey = await Sheet(_host.Grains, 2002, "990101").AmendFigureAsync(By("assessor", "s"), "survey", "91", "late", 1);
        Assert.Equal("IndicatorUnknown", Assert.Single(survey.Refusals).Code);

        await Must(year.MoveStageAsync(By("reviewer", "review"), "review", null));
        await Must(year.MoveStageAsync(By("reviewer", "notice"), "notice", null));
        var late = await year.ChangeRulebookAsync(By("publisher", "late"), "strict", "revised");
        Assert.Equal("StageForbids", Assert.Single(late.Refusals).Code);
        await Must(year.MoveStageAsync(By("publisher", "publish"), "published", null));
        Assert.Empty(LedgerVerifier.Verify(_folder).Findings);
    }

    private async Task<PreviewView> PreviewAsync(CallerView caller, string cases)
    {
        var request = By("ann", "figures") with { Caller = caller, Preview = true };
        var result = await Sheet(_host.Grains, 2002, "990103").SubmitFiguresAsync(request, Figures("990103", cases));
        return result.Preview ?? throw new InvalidOperationException(result.Refusals[0].Message);
    }

    private Task FiguresAsync(int year, string code, string cases) => Must(Sheet(_host.Grains, year, code)
        .SubmitFiguresAsync(By("assessor", $"figures/{year}/{code}"), Figures(code, cases)));

    /// <summary>Opens the year and fills it: every county has 3 cases, and 90 in the survey.</summary>
    private async Task FilledAsync(int year, string rulebook)
    {
        var grain = Year(_host.Grains, year);
        await Must(grain.OpenAsync(
            By("publisher", $"open{year}"), new YearOpening(rulebook, "embargoed", null, null, false)));
        await Must(grain.MoveStageAsync(By("reviewer", $"collect{year}"), "collecting", null));
        foreach (var code in (string[])["990101", "990102", "990103", "990201", "990202"])
        {
            await FiguresAsync(year, code, "3");
        }

        await Must(grain.SubmitFiguresAsync(
            By("assessor", $"surveys{year}"), [new("990100", "survey", "90", null), new("990200", "survey", "90", null)]));
    }

    private static FigureRow[] Figures(string code, string cases) =>
    [
        new(code, "cases", cases, null), new(code, "residents", "1", null), new(code, "survey", "90", null),
    ];

    private IStreakGrain Streak(string unit) => _host.Grains.GetGrain<IStreakGrain>($"streak/{unit}");

    private async Task YearsAsync(int from, int to)
    {
        for (var year = from; year <= to; year++)
        {
            await new SmallYears(_host.Grains).PublishAsync(year);
        }
    }
}
