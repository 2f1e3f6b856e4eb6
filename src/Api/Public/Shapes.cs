using System.Globalization;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Api.Public;

/// <summary>A name in Chinese and English.</summary>
public sealed record NameAnswer(string Zh, string En)
{
    public static NameAnswer Of(NameText name) => new(name.Zh, name.En);

    public static NameAnswer Of(BilingualName name) => new(name.Zh, name.En);
}

/// <summary>
/// A title (平安牌, 平安鼎, …): id <c>plaque|tripod|bronze|silver|gold|gold-1|…</c> and its names.
/// </summary>
public sealed record TierAnswer(string Id, string Zh, string En)
{
    public static TierAnswer? Of(TripodTier? tier) =>
        tier is null ? null : new(tier.Id, tier.Name.Zh, tier.Name.En);
}

/// <summary>A rulebook by the id people use and the hash that fixes its text.</summary>
public sealed record RulebookRef(string Id, string Hash);

/// <param name="YearsToGo">Designations still needed.</param>
/// <param name="Earliest">The award year that could complete it.</param>
public sealed record NextAnswer(TierAnswer Tier, int YearsToGo, int Earliest);

/// <param name="Years">Length of the present run; 0 when it is broken.</param>
/// <param name="Pending">An undecided suspension holds later years back.</param>
public sealed record StreakAnswer(
    int Years, int? From, int? To, TierAnswer? Tier, NextAnswer? Next, bool Pending)
{
    public static StreakAnswer Of(Streak streak) => new(
        streak.Years,
        streak.From?.Value,
        streak.To?.Value,
        TierAnswer.Of(streak.Tier),
        streak.Next is { } next ? new(TierAnswer.Of(next.Tier)!, next.YearsToGo, next.Earliest.Value) : null,
        streak.Pending);
}

/// <summary>Exact decimals from the text that documents carry.</summary>
internal static class Numbers
{
    private const int MostDecimals = 2;
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static decimal Exact(string text) =>
        decimal.Parse(text, Plain, CultureInfo.InvariantCulture);

    public static decimal? ExactOrNull(string? text) => text is null ? null : Exact(text);

    /// <summary>
    /// Points as answers show them: at most two decimals, rounded the way the rulebook rounds.
    /// </summary>
    public static decimal? Points(string? text, Rulebook rulebook) =>
        text is null ? null : Shown(Rules.Points.From(Exact(text)), rulebook);

    public static decimal Shown(Points points, Rulebook rulebook) => Exact(
        points.Round(
            Math.Min(MostDecimals, rulebook.Precision.Decimals), rulebook.Precision.Rounding).ToString());
}
