using Award.Rules.Access;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// The answer to "what if" (试算) about one region: the year as it is and with the figures, and the least further
/// change with which the region would be designated; as far as the one who asks may see.
/// </summary>
/// <param name="Before">As the sheets have it.</param>
/// <param name="After">With the figures.</param>
/// <param name="Least">
/// Counted from the sheet with the figures on it. Null where points are compared with peers' and those are not seen:
/// the answer would tell of them.
/// </param>
/// <param name="Changed">With the figures and the least change; null unless one is found.</param>
public sealed record Supposed(SeenEnd Before, SeenEnd After, LeastChange? Least, SeenEnd? Changed)
{
    /// <param name="figures">Raw figures by id, as reported; those not named stay as they are. May be empty.</param>
    /// <param name="kept">A rating of these sheets or earlier ones, to save work.</param>
    /// <exception cref="ArgumentException">
    /// No sheet of that region, or a figure that <see cref="WhatIf.FirstRefused"/> refuses.
    /// </exception>
    public static Supposed Of(
        Rulebook rulebook,
        YearSheets sheets,
        string region,
        IReadOnlyDictionary<string, Figure> figures,
        StreakSoFar streak,
        PeerSight sight,
        YearRating? kept = null)
    {
        var told = WhatIf.Of(rulebook, sheets, region, figures, streak, kept);
        var (before, after) = (Rater.Rate(rulebook, sheets, kept), told.Year);
        var compares = rulebook.ComparesPeers();

        // A board shows points, not figures; whoever may ask for the points of any figure finds the peers' figures.
        var asking = sight == PeerSight.Board && compares ? PeerSight.None : sight;
        var least = asking == PeerSight.None && compares
            ? null
            : LeastChange.Of(rulebook, sheets.With(region, figures), region, streak, kept: after);
        return new Supposed(
            SeenEnd.Of(RegionView.Of(before, region, asking), streak),
            SeenEnd.Of(RegionView.Of(after, region, asking), streak),
            least,
            least?.After is { } changed ? SeenEnd.Of(changed, asking) : null);
    }
}
