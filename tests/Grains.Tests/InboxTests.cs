using Award.Grains;
using Award.Grains.Telling;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;
using CsCheck;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>
/// An inbox is a reading of the record: what lies in the caller's regions, in order, with no gap and no
/// repeat however it is paged.
/// </summary>
public sealed class InboxTests : IAsyncLifetime
{
    private static readonly string[] Cities = ["990100", "990200"];
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private EmbeddedHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(_folder);
        await PublishAsync(_host.Grains);
        await new SmallYears(_host.Grains).PublishAsync(2001);
        await new SmallYears(_host.Grains).PublishAsync(2002);
        await new SmallYears(_host.Grains).RevokeAsync("990201", 2001);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_city_is_told_what_happened_to_its_own_and_nothing_of_another()
    {
        Assert.Equal(
            [
                "990000 year-opened", "990000 stage-moved", "990102 incident-recorded", "990103 veto-raised",
                "990000 stage-moved", "990103 veto-confirmed", "990000 stage-moved", "990000 stage-moved",
                "990100 designation-lost", "990102 designation-lost", "990103 designation-lost",
            ],
            (await AllAsync(City("990100"), 2001)).Select(i => $"{i.Region} {i.Kind}"));
        Assert.Equal(
            [
                "990000 year-opened", "990000 stage-moved", "990000 stage-moved", "990000 stage-moved",
                "990000 stage-moved", "990201 revocation-proposed", "990201 revocation-confirmed",
            ],
            (await AllAsync(City("990200"), 2001)).Select(i => $"{i.Region} {i.Kind}"));
        Assert.Equal(
            ["990000", "990103"],
            (await AllAsync(City("990103"), null)).Select(i => i.Region).Distinct());
    }

    [Fact]
    public async Task A_designation_lost_names_every_reason_and_who_confirmed_the_veto()
    {
        var lost = (await AllAsync(City("990100"), 2001)).Where(i => i.Kind == Tellings.DesignationLost).ToList();

        Assert.All(lost, item => Assert.Equal("publisher", item.By));
        var vetoed = Assert.Single(lost.Single(i => i.Region == "990103").Reasons);
        Assert.Equal(("vetoed", "falsified", "reviewer"), (vetoed.Code, vetoed.Subject, vetoed.By));
        Assert.Equal("区990103 2001 年度：未获命名：一票否决：弄虚作假", lost.Single(i => i.Region == "990103").Zh);
        var below = Assert.Single(lost.Single(i => i.Region == "990102").Reasons);
        Assert.Equal(("below-pass-mark", "60", "55", null), (below.Code, below.Required, below.Actual, below.By));
    }

    [Fact]
    public async Task However_it_is_paged_there_is_no_gap_and_no_repeat()
    {
        var callers = new[]
        {
            City("990100"), City("990200"), City("990103"), City("990000"), City("100000"), City("990201", "990102"),
        };
        var whole = new List<IReadOnlyList<long>>();
        foreach (var caller in callers)
        {
            whole.Add([.. (await AllAsync(caller, null)).Select(i => i.Position)]);
        }

        await Gen.Select(Gen.Int[0, callers.Length - 1], Gen.Int[1, 9].Array[1, 6]).SampleAsync(
            async (which, limits) =>
            {
                var (seen, after, turn, more) = (new List<long>(), 0L, 0, true);
                while (more)
                {
                    var page = await Grain.ReadAsync(callers[which], after, limits[turn++ % limits.Length], null);
                    seen.AddRange(page.Items.Select(i => i.Position));
                    (after, more) = (page.Next, page.More);
                }

                return seen.SequenceEqual(whole[which]) && (await Grain.ReadAsync(callers[which], after, 1, null)).Items.Count == 0;
            },
            iter: 60);
    }

    [Fact]
    public async Task What_each_caller_sees_is_what_lies_in_their_regions()
    {
        var all = await AllAsync(City("990000"), null);
        foreach (var city in Cities)
        {
            var own = Regions.Where(r => r.Code.Value == city || r.Parent.Value == city).Select(r => r.Code.Value).ToHashSet();
            Assert.Equal(
                all.Where(i => own.Contains(i.Region) || i.Region == "990000").Select(i => i.Position),
                (await AllAsync(City(city), null)).Select(i => i.Position));
        }

        Assert.Empty((await Grain.ReadAsync(City("330600"), 0, 1000, null)).Items);
    }

    [Fact]
    public async Task What_came_since_is_read_on_from_where_it_ended()
    {
        var page = await Grain.ReadAsync(City("990200"), 0, 1000, null);
        Assert.Equal(await Grain.EndAsync(), page.Next);
        var revocation = await new SmallYears(_host.Grains).ProposeAsync("990202", 2002);

        var since = await Grain.ReadAsync(City("990200"), page.Next, 1000, null);
        var told = Assert.Single(since.Items);
        Assert.Equal(("revocation-proposed", revocation), (told.Kind, told.About["id"]));
    }

    /// <summary>
    /// Four cities read on from their cursors, page by page and each at its own pace, while three writers append. What they
    /// have seen in the end is what is read from the beginning at once.
    /// </summary>
    [Fact]
    public async Task A_cursor_misses_nothing_and_repeats_nothing_while_others_write()
    {
        var year = Year(_host.Grains, 2003);
        await Must(year.OpenAsync(By("publisher", "open2003"), new Award.Grains.YearOpening(RulebookId, "embargoed", null, null, true)));
        await Must(year.MoveStageAsync(By("reviewer", "collect2003"), "collecting", null));
        using var written = new CancellationTokenSource();
        var readers = new[] { "990100", "990200", "990103", "990000" }
            .Select((code, n) => FollowAsync(City(code), n + 1, written.Token)).ToList();
        await Task.WhenAll(
            AmendAsync("990101", 40), AmendAsync("990103", 40), AmendAsync("990201", 40));
        await written.CancelAsync();

        var seen = await Task.WhenAll(readers);
        foreach (var (code, positions) in new[] { "990100", "990200", "990103", "990000" }.Zip(seen))
        {
            Assert.Equal((await AllAsync(City(code), null)).Select(i => i.Position), positions);
        }

        Assert.Equal(40, (await AllAsync(City("990201"), 2003)).Count(i => i.Kind == "figure-amended"));
    }

    private async Task AmendAsync(string code, int times)
    {
        var sheet = Sheet(_host.Grains, 2003, code);
        await Must(sheet.SubmitFiguresAsync(By("assessor", $"cases/{code}"), [new FigureRow(code, "cases", "0", null)]));
        for (var n = 1; n <= times; n++)
        {
            await Must(sheet.AmendFigureAsync(By("assessor", $"amend/{code}/{n}"), "cases", $"{n}", "counted again", n));
        }
    }

    private async Task<IReadOnlyList<long>> FollowAsync(CallerView caller, int limit, CancellationToken written)
    {
        var (seen, after) = (new List<long>(), 0L);
        while (true)
        {
            var last = written.IsCancellationRequested;
            var page = await Grain.ReadAsync(caller, after, limit, null);
            seen.AddRange(page.Items.Select(i => i.Position));
            after = page.Next;
            if (last && !page.More)
            {
                return seen;
            }
        }
    }

    [Fact]
    public void What_a_streak_holds_is_told_where_the_unit_lay_then_or_lies_now()
    {
        RegisterRow Row(string code, string parent, int from, int? to) => new(
            new RegionCode(code), new BilingualName(code, code),
            code.EndsWith("00", StringComparison.Ordinal) ? RegionLevel.City : RegionLevel.County,
            new RegionCode(parent), from, to);
        var register = new RegionRegister(
            [
                Row("990100", "990000", 2000, null), Row("990200", "990000", 2000, null), Row("990300", "990000", 2000, null),
                Row("990101", "990100", 2000, 2003), Row("990101", "990200", 2003, 2006), Row("990101", "990300", 2006, null),
            ],
            []);

        Assert.Equal(["990100", "990300", "990101", "990000"], Reached(2002));
        Assert.Equal(["990200", "990300", "990101", "990000"], Reached(2004));
        Assert.Equal(["990300", "990101", "990000"], Reached(2007));

        IEnumerable<string> Reached(int year) => new[] { "990100", "990200", "990300", "990101", "990000" }.Where(code =>
            EntryPlace.Of(
                new Entry(
                    Province, 1, "streak/990101", 1,
                    new RevocationProposed("990101-r-1", new AwardYear(year), "found out later"),
                    new Person("p"), default, "c", "", ""),
                register)!.IsReachedBy(City(code).ToCaller()));
    }

    [Theory]
    [InlineData("Assessor")]
    [InlineData("Reviewer")]
    [InlineData("Publisher")]
    [InlineData("Auditor")]
    [InlineData("Operator")]
    public async Task Who_is_no_city_is_told_nothing(string role)
    {
        var page = await Grain.ReadAsync(new CallerView("p", [role], ["990000"], [], null), 0, 10, null);

        Assert.Empty(page.Items);
        Assert.Equal("RoleForbids", Assert.Single(page.Refusals).Code);
    }

    [Fact]
    public void Why_a_year_went_back_is_not_told_for_it_may_name_another_city() =>
        Assert.All(
            [
                new StageMoved(Stage.Notice, Stage.Review, "990201 objected"),
                new DeadlineExtended(Deadline.Collecting, new DateOnly(2002, 2, 1), "990201 is late"),
            ],
            (Fact fact) => Assert.DoesNotContain("990201", Told(fact), StringComparison.Ordinal));

    [Fact]
    public void The_kinds_told_are_the_documented_ones()
    {
        var documented = File.ReadAllLines(Path.Combine(Root(AppContext.BaseDirectory), "docs", "telling.md"))
            .SkipWhile(line => !line.StartsWith("| kind | told to |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Split('`')[1]);

        Assert.Equal(
            Tellings.Kinds.Select(kind => kind == typeof(OutcomeRecorded) ? Tellings.DesignationLost : Texts.Kebab(kind.Name)).Order(),
            documented.Order());
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Award.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    private static string Told(Fact fact)
    {
        var telling = Tellings.Of(fact, new Names(null))!;
        return $"{telling.Zh} {telling.En} {string.Join(' ', telling.Subject.Values)}";
    }

    private IInboxGrain Grain => _host.Grains.GetGrain<IInboxGrain>("inbox/990000");

    private static CallerView City(params string[] regions) => new("p-city", ["City"], regions, [], null);

    private async Task<IReadOnlyList<InboxItem>> AllAsync(CallerView caller, int? year) =>
        (await Grain.ReadAsync(caller, 0, 1000, year)).Items;
}
