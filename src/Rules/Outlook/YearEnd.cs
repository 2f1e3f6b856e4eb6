using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Rules.Outlook;

/// <summary>How an open year would end for one region if it ended as it is rated.</summary>
/// <param name="Total">Rounded total, or null while the score is open.</param>
/// <param name="Rank">Place in the level's table, or null without a total.</param>
/// <param name="Reasons">Why it would not be designated; empty when it would.</param>
/// <param name="Streak">The streak, with the tier it stands on, as of the year.</param>
public sealed record YearEnd(
    string Key, Points? Total, int? Rank, Outcome Outcome, IReadOnlyList<Reason> Reasons, Streak Streak)
{
    internal static YearEnd Of(Rulebook rulebook, SheetRating sheet, StreakSoFar streak) =>
        new(
            sheet.Key,
            sheet.Total,
            sheet.Rank,
            sheet.Outcome,
            sheet.Reasons,
            streak.IfYearEnds(rulebook, sheet.Outcome));
}
