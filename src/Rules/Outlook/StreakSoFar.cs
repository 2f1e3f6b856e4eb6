using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Rules.Outlook;

/// <summary>A region's streak up to the award year that is still open.</summary>
/// <param name="Code">The region's code in that year.</param>
/// <param name="Year">The open year.</param>
/// <param name="Outcomes">
/// The lineage's outcomes of earlier years, as the streak counter takes them; none of <paramref name="Year"/>.
/// </param>
/// <param name="RulesOf">Ladder and streak rules of the years in <paramref name="Outcomes"/>.</param>
public sealed record StreakSoFar(
    RegionCode Code, AwardYear Year, IReadOnlyList<YearOutcome> Outcomes, LadderSource RulesOf)
{
    /// <summary>
    /// The streak as of the open year if it ended with this outcome, by the ladder of its rulebook.
    /// </summary>
    /// <exception cref="ArgumentException">There is an outcome of the open year already.</exception>
    public Streak IfYearEnds(Rulebook rulebook, Outcome outcome) =>
        StreakCounter.Count(
            [.. Outcomes, new YearOutcome(Year, Code, outcome)],
            Year,
            year => year == Year ? (rulebook.Ladder, rulebook.Streak) : RulesOf(year));
}
