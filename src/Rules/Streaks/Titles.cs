namespace Award.Rules.Streaks;

/// <summary>A rung of the ladder a region stands on: "plaque", "tripod", …, "gold-2".</summary>
public sealed record TripodTier(string Id, BilingualName Name);

/// <summary>
/// A title conferred (平安鼎). <paramref name="Year"/> is the award year whose designation completed the run.
/// </summary>
public sealed record Title(TripodTier Tier, AwardYear Year);

/// <summary>
/// The next rung and how far it is; <paramref name="Earliest"/> is the award year that could complete it.
/// </summary>
public sealed record NextTier(TripodTier Tier, int YearsToGo, AwardYear Earliest);

/// <summary>A region's outcome of one year, as the streak sees it.</summary>
/// <param name="RevokedAfter">
/// Of a revoked year: the last award year published when it was revoked, up to which it had counted; null is
/// the year itself.
/// </param>
public sealed record YearOutcome(
    AwardYear Year, RegionCode Code, Rating.Outcome Outcome, AwardYear? RevokedAfter = null);

/// <summary>The ladder and the streak rules of the rulebook that an award year was rated with.</summary>
public delegate (Rulebooks.Ladder Ladder, Rulebooks.StreakRules Rules) LadderSource(AwardYear year);

/// <summary>A run of consecutive designations as of a year, and the titles held then.</summary>
/// <param name="Years">Length of the present run; 0 when it is broken.</param>
/// <param name="Tier">The rung the present run has reached, plaque included; null without a run.</param>
/// <param name="Titles">Titles conferred and still held, plaques left out, oldest first.</param>
/// <param name="Pending">An undecided suspension holds later years back.</param>
public sealed record Streak(
    int Years,
    AwardYear? From,
    AwardYear? To,
    TripodTier? Tier,
    NextTier? Next,
    IReadOnlyList<Title> Titles,
    bool Pending);
