using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Rulebooks;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests.Previews;

/// <summary>A year by another rulebook beside its own, told by example and held against what a change of rulebook does.</summary>
public sealed class ShadowTests : IAsyncLifetime
{
    private static readonly CallerView Anyone = CallerView.Unbounded("ann");
    // A rulebook that asks for rating semantics of another time.
    private static readonly string Unknown =
        SmallProvince.Rulebook.Replace("semantics: 1", "semantics: 9", StringComparison.Ordinal);

    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private EmbeddedHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(_folder);
        await PublishAsync(_host.Grains);
        await OtherRulebooks.PublishAsync(_host.Grains);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// Three years designated are a tripod by the small rulebook (gold takes four) and gold by the strict one (three). The strict one
    /// asks for 90 points; 990201 has 95. 990101 has 90, which is enough.
    /// </summary>
    [Fact]
    public async Task Of_a_published_year_each_outcome_run_and_tier_is_told_by_both()
    {
        await YearsAsync(2001, 2003);
        var shadow = await ShadowAsync(2003, new ShadowAsk("strict", null, "county", null, false));

        Assert.Equal(("published", "small", "strict"), (shadow.Stage, shadow.Real.Id, shadow.Other.Id));
        Assert.Equal(["Pass mark: 60 → 90"], shadow.Demands.Select(d => d.Text));
        Assert.Equal(["990103", "990201", "990202", "990101", "990102"], shadow.Rows.Select(r => r.Code));
        var row = shadow.Rows.Single(r => r.Code == "990201");
        Assert.Equal("95 2 designated 3 tripod", Told(row.Real));
        Assert.Equal("95 2 designated 3 gold", Told(row.Other));
        Assert.True(row.Differs);
        Assert.Empty(row.Nodes);
        var low = shadow.Rows.Single(r => r.Code == "990102");
        Assert.Equal(("60", "90"), (low.Real.Reasons.Single().Required, low.Other.Reasons.Single().Required));
        Assert.Equal(
            [
                "- the total of 55 is below the pass mark of 60",
                "+ the total of 55 is below the pass mark of 90",
            ],
            low.Explanation);
        Assert.False(shadow.Rows.Single(r => r.Code == "990103").Differs);
    }

    [Fact]
    public async Task What_was_decided_after_publication_holds_by_either_rulebook()
    {
        await YearsAsync(2001, 2003);
        await new SmallYears(_host.Grains).RevokeAsync("990201", 2003);
        await new SmallYears(_host.Grains).RevokeAsync("990202", 2001);
        var rows = (await ShadowAsync(2003, new ShadowAsk("strict", null, "county", null, false))).Rows;

        var revoked = rows.Single(r => r.Code == "990201");
        Assert.Equal(("95 2 revoked 0 ", "95 2 revoked 0 "), (Told(revoked.Real), Told(revoked.Other)));
        var shorter = rows.Single(r => r.Code == "990202");
        Assert.Equal(("95 3 designated 2 tripod", "95 3 designated 2 tripod"), (Told(shorter.Real), Told(shorter.Other)));
    }

    [Theory]
    [InlineData(
        false,
        "Total: 90 of 100 → 80 of 100 (-10)",
        "Life: 10 of 20 → 0 of 20 (-10)",
        "Survey: in the year's rulebook only, 10 of 20",
        "Survey: in the other rulebook only, 0 of 20")]
    [InlineData(
        true,
        "总分:90 分(满分 100) → 80 分(满分 100) (-10)",
        "生活:10 分(满分 20) → 0 分(满分 20) (-10)",
        "满意率:只在本年度办法中,10 分(满分 20)",
        "满意率:只在对照办法中,0 分(满分 20)")]
    public async Task The_difference_is_explained_group_by_group_in_both_languages(bool chinese, params string[] lines)
    {
        await YearsAsync(2001, 2001);
        var shadow = await ShadowAsync(2001, new ShadowAsk(null, OtherRulebooks.Clearing, null, "990101", chinese));

        var row = Assert.Single(shadow.Rows);
        Assert.Equal(lines, row.Explanation);
        Assert.Equal(
            ["total both group 90 80", "life both group 10 0", "survey real indicator 10 ", "cleared other indicator  0"],
            row.Nodes.Select(n => $"{n.Id} {n.In} {n.Kind} {n.Real} {n.Other}"));
    }

    [Fact]
    public async Task A_year_by_its_own_rulebook_is_the_table_as_published_and_differs_nowhere()
    {
        await YearsAsync(2001, 2002);
        var shadow = await ShadowAsync(2002, new ShadowAsk(RulebookId, null, null, null, false));

        Assert.All(shadow.Rows, row => Assert.False(row.Differs));
        Assert.Empty(shadow.Demands);
        foreach (var level in (string[])["city", "county"])
        {
            var table = DocumentJson.Read<StandingsDocument>(
                (await _host.Ledger.FindAsync($"standings/990000/2002/{level}"))!.Bytes.Span);
            Assert.Equal(
                table.Rows.Select(r => $"{r.Code} {r.Score} {r.Rank} {r.Outcome}"),
                shadow.Rows.Where(r => r.Level == level).Select(r => $"{r.Code} {r.Real.Score} {r.Real.Rank} {r.Real.Outcome}"));
        }
    }

    /// <summary>The shadow of an open year is what the year comes to once its rulebook is changed; and back again.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_shadow_of_an_open_year_is_the_year_after_the_change(int seed)
    {
        await YearsAsync(2001, 2001);
        var commands = new AnyCommands(_host.Grains, _host.Ledger, new Random(seed), 2002);
        await Must(Year(_host.Grains, 2002).OpenAsync(
            By("publisher", "open"), new YearOpening(RulebookId, "embargoed", null, null, true)));
        await Must(Year(_host.Grains, 2002).MoveStageAsync(By("reviewer", "collect"), "collecting", null));
        foreach (var region in Regions)
        {
            var figures = await commands.FigureAsync(region.Code.Value);
            await Must(figures.Send(figures.Request));
        }

        var head = (await _host.Ledger.ReadProvinceAsync(Province, 0, int.MaxValue)).Count;
        var before = await ShadowAsync(2002, new ShadowAsk("clearing", null, null, null, false));
        Assert.Equal(head, (await _host.Ledger.ReadProvinceAsync(Province, 0, int.MaxValue)).Count);
        await Must(Year(_host.Grains, 2002).ChangeRulebookAsync(By("publisher", "change"), "clearing", "revised"));
        var after = await ShadowAsync(2002, new ShadowAsk(RulebookId, null, null, null, false));

        Assert.Equal(Lines(before, r => r.Other), Lines(after, r => r.Real));
        Assert.Equal(Lines(before, r => r.Real), Lines(after, r => r.Other));
        Assert.Equal(
            await TableAsync(), Lines(after, r => r.Real).Select(line => line[..line.LastIndexOf('|')]));
    }

    [Fact]
    public async Task A_run_is_not_told_while_an_earlier_year_is_open()
    {
        foreach (var year in (int[])[2001, 2002])
        {
            await Must(Year(_host.Grains, year).OpenAsync(
                By("publisher", $"open{year}"), new YearOpening(RulebookId, "embargoed", null, null, true)));
        }

        Assert.All((await ShadowAsync(2002, new ShadowAsk("strict", null, null, null, false))).Rows, row =>
            Assert.Equal((null, null), (row.Real.StreakYears, row.Other.StreakYears)));
        Assert.All((await ShadowAsync(2001, new ShadowAsk("strict", null, null, null, false))).Rows, row =>
            Assert.Equal((0, 0), (row.Real.StreakYears, row.Other.StreakYears)));
    }

    [Fact]
    public async Task Each_refusal_has_its_name_and_place()
    {
        await YearsAsync(2001, 2001);
        var ask = new ShadowAsk("strict", null, null, null, false);
        Assert.Equal("YearUnknown year", await RefusedAsync(2002, ask, Anyone));
        Assert.Equal("RulebookUnknown rulebook", await RefusedAsync(2001, ask with { Rulebook = "none" }, Anyone));
        Assert.Equal("RegionUnknown region", await RefusedAsync(2001, ask with { Region = "990199" }, Anyone));
        Assert.Equal("RegionUnknown region", await RefusedAsync(2001, ask with { Region = "990101", Level = "city" }, Anyone));
        Assert.StartsWith("Rulebook", await RefusedAsync(2001, ask with { Source = "id: x" }, Anyone), StringComparison.Ordinal);
        Assert.Equal(
            "RulebookValueInvalid /semantics",
            await RefusedAsync(2001, ask with { Source = Unknown }, Anyone));
        Assert.Equal("RoleForbids Authorization", await RefusedAsync(2001, ask, Anyone with { Roles = ["City"] }));
        Assert.Equal("RegionForbids province", await RefusedAsync(2001, ask, Anyone with { Regions = ["990100"] }));

        // Whether the year is open does not show to whoever may not ask.
        Assert.Equal("RegionForbids province", await RefusedAsync(2002, ask, Anyone with { Regions = ["990100"] }));
    }

    private async Task<IEnumerable<string>> TableAsync()
    {
        var lines = new List<string>();
        foreach (var level in (string[])["city", "county"])
        {
            var table = await _host.Grains.GetGrain<IStandingsGrain>($"standings/{Province}/2002").TableAsync(Anyone, level, heal: true);
            lines.AddRange(table!.Rows.Select(r => $"{r.Code} {r.Score} {r.Rank} {r.Outcome}"));
        }

        return lines.Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Lines(ShadowDocument shadow, Func<ShadowRow, ShadowAward> side) => shadow.Rows
        .Select(row => (row.Code, Award: side(row)))
        .Select(r => $"{r.Code} {r.Award.Score} {r.Award.Rank} {r.Award.Outcome}|{r.Award.StreakYears} {r.Award.Tier?.Id}")
        .Order(StringComparer.Ordinal);

    private static string Told(ShadowAward award) =>
        $"{award.Score} {award.Rank} {award.Outcome} {award.StreakYears} {award.Tier?.Id}";

    private async Task<ShadowDocument> ShadowAsync(int year, ShadowAsk ask)
    {
        var reading = await Year(_host.Grains, year).ShadowAsync(Anyone, ask);
        return DocumentJson.Read<ShadowDocument>(
            reading.Document ?? throw new InvalidOperationException(reading.Refusals[0].Message));
    }

    private async Task<string> RefusedAsync(int year, ShadowAsk ask, CallerView caller)
    {
        var refusal = (await Year(_host.Grains, year).ShadowAsync(caller, ask)).Refusals[0];
        return $"{refusal.Code} {refusal.Path}";
    }

    private async Task YearsAsync(int from, int to)
    {
        for (var year = from; year <= to; year++)
        {
            await new SmallYears(_host.Grains).PublishAsync(year);
        }
    }
}
