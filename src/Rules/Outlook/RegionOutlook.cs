using Award.Rules.Access;
using Award.Rules.Rating;
using Award.Rules.Streaks;

namespace Award.Rules.Outlook;

/// <summary>All that a region is told of its year (docs/outlook.md), as far as the one who asks may see.</summary>
/// <param name="Score">Every step of its score; points that hang on peers who are not seen are null.</param>
/// <param name="End">How the year would end as it is rated.</param>
/// <param name="SoFar">
/// Points with nothing for what has no value yet; null where it is not assessed or its counties' weights are missing.
/// </param>
/// <param name="Attainable">The most points it can still get; null as above.</param>
/// <param name="Warnings">Empty once the year is published.</param>
/// <param name="IfDesignated">Its streak if the year ended with a designation.</param>
public sealed record RegionOutlook(
    NodeScore Score,
    SeenEnd End,
    Points? SoFar,
    Points? Attainable,
    Gaps Gaps,
    IReadOnlyList<EarlyWarning> Warnings,
    Streak IfDesignated)
{
    /// <param name="raised">Grounds of vetoes raised and not yet decided.</param>
    /// <param name="isOpen">Not yet published: there is something to warn of.</param>
    /// <exception cref="ArgumentException">The rating has no such region.</exception>
    public static RegionOutlook Of(
        YearRating rating,
        string region,
        StreakSoFar streak,
        IReadOnlyList<string> raised,
        PeerSight sight,
        bool isOpen)
    {
        var rulebook = rating.Rulebook;
        var view = RegionView.Of(rating, region, sight);
        var bounds = new BestAttainable(rating, [], view.HidesPeers);
        return new RegionOutlook(
            view.Sheet.Score,
            SeenEnd.Of(view, streak),
            view.Rated is null ? null : Shown(bounds.SoFar(view.Rated)),
            view.Rated is null ? null : Shown(bounds.Of(view.Rated)),
            Gaps.Of(rating, region, raised, sight),
            isOpen
                ? EarlyWarnings.Of(
                    rating, region, streak, WarningTerms.None with { RaisedVetoes = raised, Sight = sight })
                : [],
            streak.IfYearEnds(rulebook, Outcome.Designated));

        Points? Shown(NodeScore score) =>
            score.Points?.Round(rulebook.Precision.Decimals, rulebook.Precision.Rounding);
    }
}

/// <summary>
/// How a year would end for a region, as far as the one who asks may see: without what hangs on peers who are not
/// seen. No place is told where none are seen.
/// </summary>
/// <param name="Outcome">Null where it hangs on peers who are not seen.</param>
/// <param name="Reasons">Those that stand whatever the peers have.</param>
/// <param name="Streak">Null with the outcome.</param>
public sealed record SeenEnd(
    Points? Total, int? Rank, Outcome? Outcome, IReadOnlyList<Reason> Reasons, Streak? Streak)
{
    /// <summary>Of an end that hangs on no peer but for the place.</summary>
    internal static SeenEnd Of(YearEnd end, PeerSight sight) => new(
        end.Total, sight == PeerSight.None ? null : end.Rank, end.Outcome, end.Reasons, end.Streak);

    internal static SeenEnd Of(RegionView view, StreakSoFar streak)
    {
        var sheet = view.Sheet;
        Outcome? outcome = view.HidesPeers && sheet.Reasons.Count == 0 ? null : sheet.Outcome;
        return new SeenEnd(
            sheet.Total,
            sheet.Rank,
            outcome,
            sheet.Reasons,
            outcome is { } known ? streak.IfYearEnds(view.Rulebook, known) : null);
    }
}
