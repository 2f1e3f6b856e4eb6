using System.Globalization;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Streaks;
using Rules.Tests.Record;

namespace Rules.Tests.Streaks;

/// <summary>
/// The outcome table of the demonstration, carried along the lineage of Zhejiang and counted, gives every run and title that the
/// press reported.
/// </summary>
public sealed class KnownAwardsTests
{
    private static readonly RegionRegister Register = new(
        Read("regions/zhejiang_register.csv").Select(r => new RegisterRow(
            new(r["code"]),
            new(r["name_zh"], r["name_en"]),
            r["level"] == "city" ? RegionLevel.City : RegionLevel.County,
            new(r["parent"]),
            Number(r["valid_from"]),
            r["valid_to"].Length == 0 ? null : Number(r["valid_to"]))),
        Read("regions/zhejiang_lineage.csv").Select(r => new LineageLink(
            Number(r["year"]),
            new(r["old_code"]),
            new(r["new_code"]),
            r["old_survives"] == "yes",
            Enum.Parse<LineageKind>(r["kind"].Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            r["inherits"] == "yes")));

    private static readonly ILookup<LineageId, YearOutcome> Outcomes = Read("demonstration/outcomes.csv")
        .Select(r => new YearOutcome(new(Number(r["year"])), new(r["code"]), Outcome(Decided(r["year"], r["code"]) ?? r["outcome"])))
        .ToLookup(o => Register.LineageOf(o.Code)!.Value);

    public static TheoryData<string, string, int, string, string> KnownAwards
    {
        get
        {
            var data = new TheoryData<string, string, int, string, string>();
            foreach (var row in Read("facts/known_awards.csv"))
            {
                data.Add(row["region_code"], row["name_zh"], Number(row["assessed_year"]), row["consecutive_years"], row["award"]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(KnownAwards))]
    public void KnownAward_FollowsFromTheOutcomes(string code, string name, int year, string run, string award)
    {
        var streak = Count(code, year);
        Assert.True(run.Length == 0 || streak.Years == Number(run), $"{name} {year}: {streak.Years} years, not {run}");
        var conferred = streak.Titles.SingleOrDefault(t => t.Year.Value == year)?.Tier.Name.Zh ?? "";
        Assert.Equal(award == "平安县" ? "" : award, conferred);
        Assert.Equal(streak.To?.Value, year);
    }

    [Fact]
    public void Keqiao2017_CarriesTheYearsOfShaoxingCounty()
    {
        Assert.Equal(Register.LineageOf(new("330621")), Register.LineageOf(new("330603")));
        var codes = Outcomes[Register.LineageOf(new("330603"))!.Value].OrderBy(o => o.Year).Select(o => o.Code.Value).ToList();
        Assert.Equal(Enumerable.Repeat("330621", 8).Concat(Enumerable.Repeat("330603", 10)), codes);
    }

    [Fact]
    public void EveryRegionOfEveryYear_HasOneOutcome()
    {
        for (var year = new AwardYear(2005); year.Value <= 2022; year = year.Next)
        {
            Assert.Equal(
                Register.RegionsOf(new("330000"), year).Select(r => r.Code),
                Outcomes.SelectMany(g => g).Where(o => o.Year == year).Select(o => o.Code).Order());
        }
    }

    private static Streak Count(string code, int year) => StreakCounter.Count(
        Outcomes[Register.LineageOf(new(code))!.Value], new(year), _ => (Runs.Zhejiang, Runs.Rules));

    private static string? Decided(string year, string code) => Read("demonstration/later_decisions.csv")
        .FirstOrDefault(r => r["year"] == year && r["code"] == code)?["outcome"];

    private static Outcome Outcome(string text) =>
        Enum.Parse<Outcome>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // No field that is read here is quoted with a comma inside before the columns that matter.
    private static List<Dictionary<string, string>> Read(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "data", file));
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second))];
    }
}
