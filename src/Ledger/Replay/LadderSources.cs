using Award.Rules;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Ledger.Replay;

/// <summary>
/// The ladder and streak rules of a year: of the rulebook the year was rated with; for a year without one, of the last before
/// it, else of the first after it.
/// </summary>
public static class LadderSources
{
    /// <exception cref="ArgumentException">There is no year at all.</exception>
    public static LadderSource Of(IReadOnlyDictionary<AwardYear, Rulebook> byYear)
    {
        if (byYear.Count == 0)
        {
            throw new ArgumentException("no year has a rulebook", nameof(byYear));
        }

        var years = byYear.Keys.Order().ToList();
        return year =>
        {
            var index = years.FindLastIndex(y => y.CompareTo(year) <= 0);
            var rulebook = byYear[years[Math.Max(index, 0)]];
            return (rulebook.Ladder, rulebook.Streak);
        };
    }
}
