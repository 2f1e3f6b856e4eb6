using Award.Rules.Streaks;

namespace Award.Rules.Rulebooks;

/// <summary>
/// The titles and the years in a row each takes (梯级). Rising; may continue with a star every so many years.
/// </summary>
public sealed record Ladder(IReadOnlyList<LadderStep> Steps, LadderContinuation? Continues)
{
    /// <summary>A ladder without steps: no run earns a title.</summary>
    public static Ladder None { get; } = new([], null);

    /// <summary>
    /// The step a run of <paramref name="years"/> stands on (plaque included), or null below the first.
    /// </summary>
    public LadderStep? TierAt(int years) =>
        Stars(years) is { } stars ? Star(stars) : Steps.LastOrDefault(step => step.Years <= years);

    /// <summary>
    /// The step that is completed by exactly the <paramref name="years"/>th year of a run, or null.
    /// </summary>
    public LadderStep? StepReached(int years) =>
        TierAt(years) is { } step && step.Years == years ? step : null;

    /// <summary>
    /// The first step above a run of <paramref name="years"/>, or null at the top of a ladder that ends.
    /// </summary>
    public LadderStep? NextAfter(int years)
    {
        if (Steps.FirstOrDefault(step => step.Years > years) is { } listed) return listed;
        return Continues is null ? null : Star((Stars(years) ?? 0) + 1);
    }

    // How often the ladder has continued at that many years, or null on the listed steps.
    private int? Stars(int years)
    {
        if (Continues is null || Steps.Count == 0) return null;
        var times = (years - Steps[^1].Years) / Continues.EveryYears;
        return times >= 1 ? times : null;
    }

    private LadderStep Star(int times)
    {
        var stars = Continues!.StarsSoFar + times;
        var years = checked(Steps[^1].Years + (times * Continues.EveryYears));
        var name = Numerals.Fill(Continues.NameTemplate, stars);
        return new LadderStep(years, $"{Continues.TierStem}-{stars}", name);
    }
}

/// <param name="Tier">"plaque", "tripod", "bronze", "silver", "gold", "gold-1", …</param>
public sealed record LadderStep(int Years, string Tier, BilingualName Name)
{
    public TripodTier ToTier() => new(Tier, Name);
}

/// <summary>
/// After the last step, another star every <paramref name="EveryYears"/> years. Ids are
/// <c>{TierStem}-{n}</c>; names come from the template, where {n} is the star count (Chinese numerals in
/// Chinese, words in English).
/// </summary>
/// <param name="StarsSoFar">Stars the last step already has.</param>
public sealed record LadderContinuation(
    int EveryYears, string TierStem, int StarsSoFar, BilingualName NameTemplate);
