using System.Text;
using Award.Grains;
using Award.Ledger.Published;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>
/// Two worlds that differ only in the other city's work: city 990100 is told the same, byte for byte, until publication. The
/// survey is scored by itself in one rulebook and by comparison with peers in the other.
/// </summary>
public sealed class OutlookTests : IAsyncLifetime
{
    private const int AwardYear = 2001;
    private static readonly CallerView Own = new("city", ["City"], ["990100"], [], null);
    private static readonly CallerView Assessor = CallerView.Unbounded("assessor");

    private readonly List<(EmbeddedHost Host, string Folder)> _worlds = [];

    public async ValueTask InitializeAsync()
    {
        foreach (var _ in (int[])[1, 2])
        {
            var folder = Directory.CreateTempSubdirectory("award-").FullName;
            _worlds.Add((await EmbeddedHost.StartAsync(folder), folder));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (host, folder) in _worlds)
        {
            await host.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("embargoed", false, true)]
    [InlineData("embargoed", true, true)]
    [InlineData("live", false, false)]
    [InlineData("live-until-freeze", true, false)]
    public async Task A_city_is_told_nothing_of_the_other_before_all_are(
        string visibility, bool comparesPeers, bool sameWhileCollecting)
    {
        var (first, second) = (_worlds[0].Host.Grains, _worlds[1].Host.Grains);
        await CollectAsync(first, visibility, comparesPeers, "3", "82");
        await CollectAsync(second, visibility, comparesPeers, "7", "99");

        await SameAsync(sameWhileCollecting);
        await MoveAsync("review", "reviewer");
        await SameAsync(visibility != "live");
        await MoveAsync("notice", "reviewer");
        await SameAsync(visibility != "live");
        await MoveAsync("published", "publisher");
        await SameAsync(false);

        async Task SameAsync(bool same)
        {
            var (here, there) = (await ToldAsync(first, Own), await ToldAsync(second, Own));
            Assert.Equal(same, here == there);
            Assert.NotEqual(await ToldAsync(first, Assessor), await ToldAsync(second, Assessor));
        }

        async Task MoveAsync(string to, string by)
        {
            await Must(Year(first, AwardYear).MoveStageAsync(By(by, to), to, null));
            await Must(Year(second, AwardYear).MoveStageAsync(By(by, to), to, null));
        }
    }

    [Fact]
    public async Task What_is_withheld_is_named_and_what_hangs_on_no_peer_is_told()
    {
        var grains = _worlds[0].Host.Grains;
        await CollectAsync(grains, "embargoed", comparesPeers: true, "3", "82");
        var (mine, all) = (await OutlookAsync(grains, Own), await OutlookAsync(grains, Assessor));

        Assert.Equal(["rank", "score"], mine.Withheld);
        Assert.Empty(all.Withheld);
        Assert.Equal((null, null, null), (mine.End.Score, mine.End.Rank, mine.End.Outcome));
        Assert.NotNull(all.End.Rank);
        Assert.Equal(
            all.Score.Children.Single(child => child.Id == "order").Points,
            mine.Score.Children.Single(child => child.Id == "order").Points);
        Assert.Null(mine.Score.Children.Single(child => child.Id == "life").Points);
        Assert.Null((await AskAsync(grains, Own)).Least);
        Assert.NotNull((await AskAsync(grains, Assessor)).Least);
    }

    [Theory]
    [InlineData("Assessor", "990000", "")]
    [InlineData("City", "990100", "")]
    [InlineData("City", "990200", "RegionForbids")]
    [InlineData("City", "990101", "RegionForbids")]
    [InlineData("Reviewer", "990000", "RoleForbids")]
    [InlineData("Auditor", "990000", "RoleForbids")]
    [InlineData("Operator", "990000", "RoleForbids")]
    public async Task The_silo_decides_who_may_ask(string role, string region, string expected)
    {
        var grains = _worlds[0].Host.Grains;
        await CollectAsync(grains, "embargoed", comparesPeers: false, "3", "82");
        var reading = await grains.GetGrain<IWhatIfGrain>($"what-if/{AwardYear}/990100")
            .AskAsync(new CallerView("someone", [role], [region], [], null), new Dictionary<string, string>());
        Assert.Equal(expected, string.Join(' ', reading.Refusals.Select(refusal => refusal.Code)));
        Assert.Equal(expected.Length > 0, reading.Answer is null);
    }

    [Fact]
    public async Task A_question_leaves_no_trace_on_record()
    {
        var (host, _) = _worlds[0];
        await CollectAsync(host.Grains, "embargoed", comparesPeers: false, "3", "82");
        var before = await host.Ledger.ReadProvinceAsync(Province, 0, int.MaxValue);
        await ToldAsync(host.Grains, Own);
        var wrong = await host.Grains.GetGrain<IWhatIfGrain>($"what-if/{AwardYear}/990101").AskAsync(
            Assessor, new Dictionary<string, string> { ["cases"] = "-1", ["none"] = "1", ["survey"] = "x", ["accidents"] = "1" });
        Assert.Equal(
            [
                "IndicatorCountsIncidents /figures/accidents", "FigureOutOfRange /figures/cases",
                "IndicatorUnknown /figures/none", "FigureMalformed /figures/survey",
            ],
            wrong.Refusals.Select(refusal => $"{refusal.Code} {refusal.Path}"));
        Assert.Equal(before.Count, (await host.Ledger.ReadProvinceAsync(Province, 0, int.MaxValue)).Count);
    }

    /// <summary>The first city's figures are always the same; the other's are as given.</summary>
    private static async Task CollectAsync(
        IGrainFactory grains, string visibility, bool comparesPeers, string othersCases, string othersSurvey)
    {
        await PublishAsync(grains);
        var rulebook = comparesPeers ? "comparing" : RulebookId;
        if (comparesPeers)
        {
            await Must(grains.GetGrain<IProvinceGrain>($"province/{Province}").PublishRulebookAsync(
                By("engine", "comparing"),
                Rulebook.Replace("id: small", "id: comparing", StringComparison.Ordinal).Replace(
                    "scoring: {linear-ramp: {floor: 80, target: 100}}",
                    "scoring: {relative-min-max: {without-spread: 1}}",
                    StringComparison.Ordinal)));
        }

        var year = Year(grains, AwardYear);
        await Must(year.OpenAsync(By("publisher", "open"), new YearOpening(rulebook, visibility, null, null, true)));
        await Must(year.MoveStageAsync(By("reviewer", "collecting"), "collecting", null));
        var rows = new List<FigureRow>();
        foreach (var code in Regions.Select(region => region.Code.Value))
        {
            var mine = code.StartsWith("9901", StringComparison.Ordinal);
            rows.Add(new FigureRow(code, "survey", mine ? $"8{code[^1]}" : othersSurvey, null));
            if (!code.EndsWith("00", StringComparison.Ordinal))
            {
                rows.Add(new FigureRow(code, "cases", mine ? "6" : othersCases, null));
                rows.Add(new FigureRow(code, "residents", "1", null));
            }
        }

        await Must(year.SubmitFiguresAsync(By("assessor", "figures"), rows));
        if (othersCases == "7")
        {
            await Must(Sheet(grains, AwardYear, "990202").RecordIncidentsAsync(
                By("assessor", "incident"),
                [new IncidentRow("990202", "accident", new DateOnly(AwardYear, 5, 1), 1, null, false)]));
        }
    }

    /// <summary>Everything that a caller is told of the first city and its counties.</summary>
    private static async Task<string> ToldAsync(IGrainFactory grains, CallerView caller)
    {
        var told = new StringBuilder();
        foreach (var code in (string[])["990100", "990101", "990102", "990103"])
        {
            var reading = await grains.GetGrain<IStandingsGrain>($"standings/{Province}/{AwardYear}")
                .OutlookAsync(caller, code);
            told.Append(reading.Sheet!.Version).Append(Encoding.UTF8.GetString(reading.Outlook!));
            foreach (var survey in (string[])["70", "89", "100"])
            {
                var answer = await grains.GetGrain<IWhatIfGrain>($"what-if/{AwardYear}/{code}").AskAsync(
                    caller, new Dictionary<string, string> { ["survey"] = survey });
                told.Append(Encoding.UTF8.GetString(answer.Answer!));
            }
        }

        return told.ToString();
    }

    private static async Task<OutlookText> OutlookAsync(IGrainFactory grains, CallerView caller) =>
        DocumentJson.Read<OutlookText>((await grains.GetGrain<IStandingsGrain>($"standings/{Province}/{AwardYear}")
            .OutlookAsync(caller, "990100")).Outlook);

    private static async Task<WhatIfText> AskAsync(IGrainFactory grains, CallerView caller) =>
        DocumentJson.Read<WhatIfText>((await grains.GetGrain<IWhatIfGrain>($"what-if/{AwardYear}/990100")
            .AskAsync(caller, new Dictionary<string, string>())).Answer);
}
