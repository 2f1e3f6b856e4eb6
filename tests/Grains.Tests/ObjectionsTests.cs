using Award.Grains;
using Award.Ledger;
using Award.Ledger.People;
using Award.Ledger.Published;
using Award.Ledger.Verify;
using Award.Rules.Record;
using Microsoft.Extensions.DependencyInjection;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>From a list on notice to an objection, its answer and a new list; and who may not have a part in it.</summary>
public sealed class ObjectionsTests : IAsyncLifetime
{
    private const int Year = 2001;
    private static readonly ObjectionRow Wrong = new("the cases were counted twice", "cases", "page 4", "wang@example.org");
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private EmbeddedHost _host = null!;

    private IAwardYearGrain TheYear => SmallProvince.Year(_host.Grains, Year);

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(_folder, configure: services => services
            .AddSingleton<IObjectionTexts>(new ObjectionTexts(_folder))
            .Configure<ObjectionOptions>(limits => limits.MostOpen = 2));
        await PublishAsync(_host.Grains);
        await new SmallYears(_host.Grains).NoticeAsync(Year);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_list_on_notice_tells_outcomes_by_code_and_goes_with_the_year()
    {
        Assert.Equal(
            [
                "990100 not-designated", "990101 designated", "990102 not-designated", "990103 not-designated",
                "990200 designated", "990201 designated", "990202 designated",
            ],
            (await NoticeAsync())!.Rows.Select(r => $"{r.Code} {r.Outcome}"));
        await Must(TheYear.MoveStageAsync(By("reviewer", "back"), "review", "look again"));
        Assert.Null(await NoticeAsync());
        await Must(TheYear.MoveStageAsync(By("reviewer", "again"), "notice", null));
        Assert.NotNull(await NoticeAsync());
        await Must(TheYear.MoveStageAsync(By("publisher", "publish"), "published", null));
        Assert.Null(await NoticeAsync());
        Assert.Empty(LedgerVerifier.Verify(_folder).Findings);
    }

    [Fact]
    public async Task An_upheld_objection_is_one_command_that_amends_and_returns_the_year_to_review()
    {
        var id = (await Must(Sheet("990102").RaiseObjectionAsync(By("mayor", "o"), Wrong))).CreatedIds[0];
        var upheld = await Must(Sheet("990102").DecideObjectionAsync(
            By("second", "uphold"), id, new ObjectionAnswerRow(true, "so it is", [new CorrectionRow("cases", "2")])));

        Assert.Equal(["county/2001/990102", "year/990000/2001"], upheld.Receipt!.Streams.Select(s => s.Stream));
        Assert.Equal("review", (await TheYear.ViewAsync())!.Stage);
        Assert.Null(await NoticeAsync());

        // Whoever amended has submitted; whoever decided does not publish.
        Assert.Equal("SamePersonTwice", await RefusalOf(TheYear.MoveStageAsync(By("second", "n"), "notice", null)));
        await Must(TheYear.MoveStageAsync(By("reviewer", "n"), "notice", null));
        Assert.Equal("990102 designated", Row((await NoticeAsync())!, "990102"));
        Assert.Equal("SamePersonTwice", await RefusalOf(TheYear.MoveStageAsync(By("second", "p"), "published", null)));
        await Must(TheYear.MoveStageAsync(By("publisher", "p"), "published", null));
        Assert.Empty(LedgerVerifier.Verify(_folder).Findings);
    }

    [Fact]
    public async Task An_objection_without_an_answer_holds_the_publication()
    {
        var id = (await Must(Sheet("990102").RaisePublicObjectionAsync(By("nobody", "o"), Wrong))).CreatedIds[0];
        Assert.Equal("ObjectionUndecided", await RefusalOf(TheYear.MoveStageAsync(By("publisher", "p"), "published", null)));
        await Must(Sheet("990102").DecideObjectionAsync(By("second", "no"), id, new ObjectionAnswerRow(false, "counted once", [])));
        await Must(TheYear.MoveStageAsync(By("publisher", "p"), "published", null));
    }

    [Fact]
    public async Task The_public_is_one_person_a_contact_and_a_region_takes_so_many_of_its_objections()
    {
        var sheet = Sheet("990101");
        var first = await Must(sheet.RaisePublicObjectionAsync(By("nobody", "one"), Wrong));
        var again = await Must(sheet.RaisePublicObjectionAsync(By("nobody", "one"), Wrong));
        Assert.Equal(first.Receipt!.Hash, again.Receipt!.Hash);
        Assert.Equal("IdempotencyKeyReused", await RefusalOf(sheet.RaisePublicObjectionAsync(
            By("nobody", "one") with { BodyHash = ContentHash.Of("other") }, Wrong)));
        await Must(sheet.RaisePublicObjectionAsync(By("nobody", "one"), Wrong with { Contact = "li@example.org" }));
        Assert.Equal("TooManyObjections", await RefusalOf(sheet.RaisePublicObjectionAsync(By("nobody", "two"), Wrong)));
        await Must(sheet.RaiseObjectionAsync(By("mayor", "o"), Wrong));
        await Must(Sheet("990201").RaisePublicObjectionAsync(By("nobody", "two"), Wrong));
    }

    [Fact]
    public async Task What_is_said_stands_beside_the_record_and_can_be_erased()
    {
        var id = (await Must(Sheet("990102").RaisePublicObjectionAsync(By("nobody", "o"), Wrong))).CreatedIds[0];
        var texts = _host.Services.GetRequiredService<IObjectionTexts>();
        var raised = (await _host.Ledger.ReadStreamAsync("county/2001/990102")).Select(e => e.Fact).OfType<ObjectionRaised>().Single();

        var shown = Assert.Single((await TheYear.ObjectionsAsync(CallerView.Unbounded("reviewer")))!);
        Assert.Equal((id, Wrong.Text, Wrong.Evidence), (shown.Id, shown.Text, shown.Evidence));
        Assert.True(texts.Erase(raised.Digest));
        Assert.Null(Assert.Single((await TheYear.ObjectionsAsync(CallerView.Unbounded("reviewer")))!).Text);
        Assert.Empty(LedgerVerifier.Verify(_folder).Findings);

        // A repeat answers what is on record, and brings nothing back.
        await Must(Sheet("990102").RaisePublicObjectionAsync(By("nobody", "o"), Wrong));
        Assert.Null(Assert.Single((await TheYear.ObjectionsAsync(CallerView.Unbounded("reviewer")))!).Text);
        foreach (var file in Directory.GetFiles(_folder, "*.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(Wrong.Contact!, System.Text.Encoding.UTF8.GetString(bytes.ToArray()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refused_objection_leaves_no_text()
    {
        await Must(TheYear.MoveStageAsync(By("reviewer", "back"), "review", "look again"));
        Assert.Equal("StageForbids", await RefusalOf(Sheet("990102").RaisePublicObjectionAsync(By("nobody", "o"), Wrong)));
        Assert.Equal("StageForbids", await RefusalOf(SmallProvince.Sheet(_host.Grains, 2050, "990102")
            .RaisePublicObjectionAsync(By("nobody", "o"), Wrong)));
        var people = Path.Combine(_folder, "people.db");
        Assert.DoesNotContain(
            Wrong.Text, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(people, TestContext.Current.CancellationToken)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_recused_from_a_city_has_no_part_in_what_lies_below_nor_in_its_revocations()
    {
        await Must(TheYear.DeclareRecusalAsync(By("second", "r"), "990200", "served there"));
        var id = (await Must(Sheet("990201").RaiseObjectionAsync(By("mayor", "o"), Wrong))).CreatedIds[0];
        var no = new ObjectionAnswerRow(false, "no", []);
        Assert.Equal("Recused", await RefusalOf(Sheet("990201").DecideObjectionAsync(By("second", "d"), id, no)));
        Assert.Equal("Recused", await RefusalOf(Sheet("990202").RaiseVetoAsync(By("second", "v"), "falsified", "seen")));
        Assert.Equal("Recused", await RefusalOf(Sheet("990200").SuspendAsync(By("second", "s"), "case")));
        await Must(Sheet("990101").SuspendAsync(By("second", "s2"), "case"));
        Assert.Equal("StageForbids", await RefusalOf(TheYear.WithdrawRecusalAsync(By("second", "w"), "990200-c-1", "over")));
        await Must(Sheet("990201").DecideObjectionAsync(By("reviewer", "d"), id, no));
        await Must(TheYear.MoveStageAsync(By("publisher", "p"), "published", null));

        var streak = _host.Grains.GetGrain<IStreakGrain>("streak/990201");
        Assert.Equal("Recused", await RefusalOf(streak.ProposeRevocationAsync(By("second", "rev"), Year, "found")));
        var revocation = (await Must(streak.ProposeRevocationAsync(By("publisher", "rev"), Year, "found"))).CreatedIds[0];
        await Must(TheYear.DeclareRecusalAsync(By("reviewer", "r"), "990201", "kin"));
        Assert.Equal("Recused", await RefusalOf(streak.DecideRevocationAsync(
            By("reviewer", "conf"), revocation, VetoStep.Confirm, null)));
        await Must(streak.DecideRevocationAsync(By("third", "conf"), revocation, VetoStep.Confirm, null));
        Assert.Empty(LedgerVerifier.Verify(_folder).Findings);
    }

    [Fact]
    public async Task Where_somebody_is_recused_others_write_beyond_their_dimension()
    {
        var year = SmallProvince.Year(_host.Grains, 2002);
        await Must(year.OpenAsync(By("publisher", "open"), new Award.Grains.YearOpening(RulebookId, "embargoed", null, null, true)));
        await Must(year.MoveStageAsync(By("reviewer", "collect"), "collecting", null));
        var life = new CallerView("lee", ["Assessor"], ["990000"], ["life"], null);
        FigureRow[] cases = [new("990101", "cases", "2", null)];
        var sheet = SmallProvince.Sheet(_host.Grains, 2002, "990101");
        var request = new WriteRequest(life, "k", ContentHash.Of("k"));

        Assert.Equal("DimensionForbids", await RefusalOf(sheet.SubmitFiguresAsync(request, cases)));
        Assert.Equal("DimensionForbids", await RefusalOf(year.SubmitFiguresAsync(request, cases)));
        var recusal = (await Must(year.DeclareRecusalAsync(By("order", "r"), "990101", "kin"))).CreatedIds[0];
        Assert.Equal("Recused", await RefusalOf(year.SubmitFiguresAsync(By("order", "k"), cases)));
        Assert.Equal(1, (await year.ProgressAsync(CallerView.Unbounded("x")))!.Regions.Single(r => r.Code == "990101").Recused);
        await Must(year.SubmitFiguresAsync(request, cases));

        Assert.Equal("NotYours", await RefusalOf(year.WithdrawRecusalAsync(By("lee", "w"), recusal, "over")));
        await Must(year.WithdrawRecusalAsync(By("order", "w"), recusal, "over"));
        Assert.Equal("DimensionForbids", await RefusalOf(sheet.SubmitFiguresAsync(
            request with { IdempotencyKey = "l" }, [new("990101", "residents", "1", null)])));
    }

    private IRegionYearGrain Sheet(string code) => SmallProvince.Sheet(_host.Grains, Year, code);

    private async Task<NoticeList?> NoticeAsync() => DocumentJson.Read<NoticeDocument>(
        (await _host.Ledger.FindAsync($"notice/{Province}/{Year}"))!.Bytes.Span).List;

    private static string Row(NoticeList list, string code) =>
        list.Rows.Where(r => r.Code == code).Select(r => $"{r.Code} {r.Outcome}").Single();

    private static async Task<string> RefusalOf(Task<WriteResult> write)
    {
        var result = await write;
        return result.Receipt is null ? result.Refusals[0].Code : "recorded";
    }
}
