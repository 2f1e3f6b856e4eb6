using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Rules.Tests.Streaks;

/// <summary>
/// Outcomes drawn a letter a year from 2005 on: D designated, n not designated, S suspended, R revoked at once, a not assessed,
/// a blank is a year without outcome.
/// </summary>
internal static class Runs
{
    public static readonly RegionCode Code = new("330624");

    public static Ladder Zhejiang { get; } = new(
        [
            Step(1, "plaque", "平安牌"), Step(3, "tripod", "平安鼎"), Step(6, "bronze", "平安铜鼎"),
            Step(9, "silver", "平安银鼎"), Step(12, "gold", "平安金鼎"),
        ],
        new LadderContinuation(3, "gold", 0, new("{n}星平安金鼎", "{n}-star Gold Tripod")));

    public static Ladder TenForGold { get; } = Zhejiang with
    {
        Steps = [.. Zhejiang.Steps.Select(s => s.Tier == "gold" ? s with { Years = 10 } : s)],
    };

    public static StreakRules Rules { get; } = new(new(2005), TitleAfterBreak.Keep, true, true);

    public static IReadOnlyList<YearOutcome> Of(string letters, int from = 2005) =>
        [.. letters.Select((letter, i) => (letter, Year: new AwardYear(from + i))).Where(x => x.letter != ' ')
            .Select(x => new YearOutcome(x.Year, Code, Read(x.letter)))];

    /// <summary>The streak as of the last letter, or of another year.</summary>
    public static Streak Count(string letters, Ladder? ladder = null, StreakRules? rules = null, int? asOf = null) =>
        StreakCounter.Count(
            Of(letters), new(asOf ?? 2005 + letters.Length - 1), _ => (ladder ?? Zhejiang, rules ?? Rules));

    /// <summary>"10 2008-2017 silver, gold in 2 by 2019; tripod 2010, bronze 2013".</summary>
    public static string Said(Streak streak)
    {
        var span = streak.From is { } from ? $" {from}-{streak.To}" : "";
        var next = streak.Next is { } n ? $", {n.Tier.Id} in {n.YearsToGo} by {n.Earliest}" : "";
        var pending = streak.Pending ? " pending" : "";
        return $"{streak.Years}{span} {streak.Tier?.Id ?? "-"}{next}{pending}; {Titles(streak.Titles)}".TrimEnd(' ', ';');
    }

    public static string Titles(IEnumerable<Title> titles) =>
        string.Join(", ", titles.Select(t => $"{t.Tier.Id} {t.Year}"));

    private static LadderStep Step(int years, string tier, string zh) => new(years, tier, new(zh, tier));

    private static Outcome Read(char letter) => letter switch
    {
        'D' => Outcome.Designated,
        'n' => Outcome.NotDesignated,
        'S' => Outcome.Suspended,
        'R' => Outcome.Revoked,
        'a' => Outcome.NotAssessed,
        _ => throw new ArgumentException($"{letter}"),
    };
}
