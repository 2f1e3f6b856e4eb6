using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>
/// "What if" and the least change, applied for real: year after year of the small province, each with other figures, one region
/// asks, then does what it asked about, then what it was told to, and is published. What was foretold comes true at each step.
/// </summary>
public sealed class ForetoldTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Years = 24;
    private static readonly CallerView Asker = CallerView.Unbounded("assessor");

    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private readonly Random _random = new(20171125);
    private EmbeddedHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(_folder);
        await PublishAsync(_host.Grains);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_is_foretold_comes_true()
    {
        var verdicts = new Dictionary<string, int>();
        for (var year = 2001; year < 2001 + Years; year++)
        {
            var code = Regions[_random.Next(Regions.Count)].Code.Value;
            var verdict = await LiveThroughAsync(year, code);
            verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
        }

        output.WriteLine(string.Join(", ", verdicts.OrderBy(v => v.Key).Select(v => $"{v.Key} {v.Value}")));
        Assert.True(verdicts["found"] > Years / 4);
        Assert.True(verdicts.ContainsKey("designated") && verdicts.ContainsKey("none"));
    }

    private async Task<string> LiveThroughAsync(int year, string code)
    {
        await OpenAsync(year, code);
        var before = (await OutlookAsync(year, code)).End;
        var asked = Some(code);
        var told = await AskAsync(year, code, asked);
        Assert.Equal(Said(before), Said(told.Before));

        await ReportAsync(year, code, asked, "asked");
        Assert.Equal(Said(told.After), Said((await OutlookAsync(year, code)).End));

        var least = told.Least!;
        var end = told.After;
        if (least.Verdict == "found")
        {
            await ReportAsync(year, code, least.Moves.ToDictionary(move => move.Indicator, move => move.To), "moves");
            end = (await OutlookAsync(year, code)).End;
            Assert.Equal(Said(least.After!), Said(end));
            Assert.Equal("designated", end.Outcome);
        }

        Assert.Equal(least.Verdict is "found" or "designated", end.Outcome == "designated");
        await PublishedAsAsync(year, code, await FillInAsync(year, code) ?? end);
        return least.Verdict;
    }

    /// <summary>Everyone's figures, but of the one who asks only some.</summary>
    private async Task OpenAsync(int year, string code)
    {
        var grain = Year(_host.Grains, year);
        await Must(grain.OpenAsync(
            By("publisher", $"open{year}"), new YearOpening(RulebookId, "embargoed", null, null, true)));
        await Must(grain.MoveStageAsync(By("reviewer", $"collect{year}"), "collecting", null));
        foreach (var region in Regions.Select(row => row.Code.Value))
        {
            await ReportAsync(year, region, region == code ? Some(region) : All(region), "first");
        }
    }

    /// <summary>What is still missing, as it was asked about before; null when nothing is.</summary>
    private async Task<EndText?> FillInAsync(int year, string code)
    {
        var missing = (await OutlookAsync(year, code)).Missing;
        var known = (await _host.Grains.GetGrain<IStandingsGrain>($"standings/{Province}/{year}")
            .OutlookAsync(Asker, code)).Sheet!.Figures;
        var rest = All(code).Where(figure => !known.ContainsKey(figure.Key)).ToDictionary();
        if (rest.Count == 0)
        {
            Assert.Empty(missing);
            return null;
        }

        var told = await AskAsync(year, code, rest);
        await ReportAsync(year, code, rest, "rest");
        return told.After;
    }

    private async Task PublishedAsAsync(int year, string code, EndText foretold)
    {
        var grain = Year(_host.Grains, year);
        await Must(grain.MoveStageAsync(By("reviewer", $"review{year}"), "review", null));
        await Must(grain.MoveStageAsync(By("reviewer", $"notice{year}"), "notice", null));
        await Must(grain.MoveStageAsync(By("publisher", $"publish{year}"), "published", null));
        var level = Regions.Single(row => row.Code.Value == code).Level;
        var row = (await DocumentAsync<StandingsDocument>($"standings/{Province}/{year}/{Texts.Of(level)}"))
            .Rows.Single(row => row.Code == code);
        Assert.Equal((foretold.Score, foretold.Rank, foretold.Outcome), (row.Score, row.Rank, row.Outcome));
        var streak = await DocumentAsync<StreakDocument>($"streaks/{Province}/{code}");
        var run = streak.Years.Reverse().TakeWhile(past => past.Outcome == "designated").Count();
        Assert.Equal(foretold.Streak!.Years, run);
        Assert.Equal(
            foretold.Streak.Tier is null or "plaque" ? null : foretold.Streak.Tier,
            streak.Titles.LastOrDefault(title => title.Year > year - run)?.Tier);
    }

    private async Task<WhatIfText> AskAsync(int year, string code, IReadOnlyDictionary<string, string> figures)
    {
        var reading = await _host.Grains.GetGrain<IWhatIfGrain>($"what-if/{year}/{code}").AskAsync(Asker, figures);
        Assert.Empty(reading.Refusals);
        return DocumentJson.Read<WhatIfText>(reading.Answer);
    }

    private async Task<OutlookText> OutlookAsync(int year, string code)
    {
        var reading = await _host.Grains.GetGrain<IStandingsGrain>($"standings/{Province}/{year}")
            .OutlookAsync(Asker, code);
        Assert.Empty(reading.Refusals);
        return DocumentJson.Read<OutlookText>(reading.Outlook);
    }

    /// <summary>Submits what is new and amends what is another value now.</summary>
    private async Task ReportAsync(int year, string code, IReadOnlyDictionary<string, string> figures, string step)
    {
        var sheet = Sheet(_host.Grains, year, code);
        foreach (var (id, value) in figures)
        {
            var now = (await sheet.ViewAsync(Asker)).Sheet!;
            var key = $"{step}/{year}/{code}/{id}";
            if (!now.Figures.TryGetValue(id, out var stands))
            {
                await Must(sheet.SubmitFiguresAsync(By("assessor", key), [new FigureRow(code, id, value, null)]));
            }
            else if (stands != value)
            {
                await Must(sheet.AmendFigureAsync(By("assessor", key), id, value, "as asked", now.Version));
            }
        }
    }

    private Dictionary<string, string> Some(string code) =>
        All(code).Where(_ => _random.Next(5) > 1).ToDictionary();

    private Dictionary<string, string> All(string code)
    {
        var survey = $"{_random.Next(74, 101)}";
        return code is "990100" or "990200"
            ? new Dictionary<string, string> { ["survey"] = survey }
            : new Dictionary<string, string>
            {
                ["cases"] = $"{_random.Next(1, 11)}",
                ["residents"] = $"{_random.Next(1, 3)}",
                ["survey"] = survey,
            };
    }

    private static string Said(EndText end) =>
        $"{end.Score} {end.Rank} {end.Outcome} {string.Join(", ", end.Reasons)} {end.Streak!.Years} {end.Streak.Tier}";

    private async Task<T> DocumentAsync<T>(string key)
        where T : notnull =>
        DocumentJson.Read<T>((await _host.Ledger.FindAsync(key))!.Bytes.Span);
}
