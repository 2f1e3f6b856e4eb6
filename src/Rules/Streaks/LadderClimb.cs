using Award.Rules.Rulebooks;

namespace Award.Rules.Streaks;

/// <summary>Where a run of so many years stands on a ladder. The rungs past its last step are generated: another star each time.</summary>
public static class LadderClimb
{
    /// <summary>The rung that is a plaque (平安牌): given every year, and no tripod.</summary>
    public const string Plaque = "plaque";

    /// <summary>The highest rung reached by a run of <paramref name="years"/>; null below the first.</summary>
    public static TripodTier? TierAt(this Ladder ladder, int years)
    {
        var last = ladder.Steps[^1];
        return years >= last.Years
            ? ladder.RungAt(years - last.Years)
            : ladder.Steps.LastOrDefault(s => s.Years <= years) is { } step ? TierOf(step) : null;
    }

    /// <summary>The rung completed by exactly this many years, plaque included; null between rungs.</summary>
    public static TripodTier? CompletedAt(this Ladder ladder, int years) =>
        years > 0 && ladder.TierAt(years) is { } tier && tier != ladder.TierAt(years - 1) ? tier : null;

    /// <summary>The rung after those that a run of <paramref name="years"/> has reached; null at a ladder's end.</summary>
    public static (TripodTier Tier, int Years)? NextAfter(this Ladder ladder, int years)
    {
        if (ladder.Steps.FirstOrDefault(s => s.Years > years) is { } step)
        {
            return (TierOf(step), step.Years);
        }

        if (ladder.Continues is not { } more)
        {
            return null;
        }

        var last = ladder.Steps[^1].Years;
        var next = (((years - last) / more.EveryYears) + 1) * more.EveryYears;
        return (ladder.RungAt(next), last + next);
    }

    private static TripodTier RungAt(this Ladder ladder, int yearsPastLast) =>
        ladder.Continues is { } more && yearsPastLast / more.EveryYears is > 0 and var added
            ? Star(more, more.StarsSoFar + added)
            : TierOf(ladder.Steps[^1]);

    private static TripodTier Star(LadderContinuation more, int stars) => new(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{more.TierStem}-{stars}"),
        new BilingualName(
            more.NameTemplate.Zh.Replace("{n}", NumberWords.Chinese(stars), StringComparison.Ordinal),
            more.NameTemplate.En.Replace("{n}", NumberWords.English(stars), StringComparison.Ordinal)));

    private static TripodTier TierOf(LadderStep step) => new(step.Tier, step.Name);
}
