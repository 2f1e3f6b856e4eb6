using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// The least change of a region's own figures that has it designated, "least" as docs/outlook.md defines it;
/// or that there is none and why. Being designated is also what keeps a streak, so it is the least change for
/// that too. What it finds was rated: <see cref="After"/> is that rating's word.
/// </summary>
/// <param name="Moves">In the rulebook's order; empty unless found.</param>
/// <param name="Before">The region as the sheets have it, with the streak that follows.</param>
/// <param name="After">The region with the moves made; null unless found.</param>
/// <param name="Obstacles">
/// When there is none: a confirmed veto, a suspension, too few counties, not assessed; or, where none of these
/// stands in the way, the reasons that are left with every figure at its best. Else empty.
/// </param>
/// <param name="Ratings">How many ratings it took.</param>
public sealed record LeastChange(
    LeastChangeVerdict Verdict,
    IReadOnlyList<FigureMove> Moves,
    YearEnd Before,
    YearEnd? After,
    IReadOnlyList<Reason> Obstacles,
    int Ratings)
{
    /// <summary>The most ratings spent on choosing the indicators.</summary>
    public const int MostRatings = 4_000;

    /// <summary>The most ratings spent on each chosen indicator to move it no further than needed.</summary>
    public const int MostRatingsForAMove = 200;

    /// <param name="bounds">
    /// How far figures may be moved, by indicator. Where nothing is said: a yes or no is 0 or 1; a percentage
    /// stays within 0 and 100, any other figure at zero or above, unless it or a number of the rulebook for it
    /// lies beyond.
    /// </param>
    /// <param name="kept">A rating of these sheets or earlier ones, to save work.</param>
    /// <exception cref="ArgumentException">No sheet of that region.</exception>
    public static LeastChange Of(
        Rulebook rulebook,
        YearSheets sheets,
        string region,
        StreakSoFar streak,
        IReadOnlyDictionary<string, FigureBounds>? bounds = null,
        YearRating? kept = null)
    {
        sheets.SheetOf(region);
        var year = Rater.Rate(rulebook, sheets, kept);
        var view = RegionView.Of(year, region);
        var before = YearEnd.Of(rulebook, view.Sheet, streak);
        if (before.Outcome == Outcome.Designated)
            return new LeastChange(LeastChangeVerdict.Designated, [], before, null, [], 1);

        var oracle = new ChangeOracle(rulebook, sheets, region);
        if (view.Rated is not { } rated || before.Reasons.Any(NoFigureHelps))
        {
            return new LeastChange(
                LeastChangeVerdict.None, [], before, null, [.. before.Reasons.Where(NoFigureHelps)], 1);
        }

        var own = MovableFigures.Of(view, rated, sheets, bounds ?? new Dictionary<string, FigureBounds>());
        var (verdict, chosen, obstacles) = new ChangeChoice(oracle, view, own).Choose();
        if (verdict != LeastChangeVerdict.Found)
            return new LeastChange(verdict, [], before, null, obstacles, oracle.Ratings + 1);

        var figures = LeastMoves.Of(oracle, chosen);
        var changed = RegionView.Of(Rater.Rate(rulebook, sheets.With(region, figures), year), region).Sheet;
        var after = YearEnd.Of(rulebook, changed, streak);
        // The last word is a rating of the whole year: what it does not confirm has not been found.
        return after.Outcome == Outcome.Designated
            ? new LeastChange(verdict, [.. Moves()], before, after, [], oracle.Ratings + 2)
            : new LeastChange(LeastChangeVerdict.None, [], before, null, after.Reasons, oracle.Ratings + 2);

        IEnumerable<FigureMove> Moves() =>
            from figure in chosen.Select(each => each.Figure)
            orderby figure.Leaf
            let id = figure.Indicator.Id
            select new FigureMove(
                id,
                figure.From,
                figures[id],
                (Ranking.Find(changed.Score, id)?.Points ?? Points.Zero)
                    - (Ranking.Find(view.Sheet.Score, id)?.Points ?? Points.Zero),
                figure.From is null && figures[id] == figure.At(figure.Start));
    }

    private static bool NoFigureHelps(Reason reason) =>
        reason.Code is ReasonCode.NotAssessed
            or ReasonCode.Suspended
            or ReasonCode.Vetoed
            or ReasonCode.TooFewCountiesDesignated;
}

public enum LeastChangeVerdict
{
    /// <summary>Nothing has to change.</summary>
    Designated,

    /// <summary>The moves have it designated, and no smaller change does.</summary>
    Found,

    /// <summary>No change of its figures within the bounds has it designated.</summary>
    None,

    /// <summary>
    /// <see cref="LeastChange.MostRatings"/> were not enough to tell which change is the least.
    /// </summary>
    NotSettled,
}

/// <summary>How far a figure may be moved, both ends included.</summary>
public sealed record FigureBounds(Figure Least, Figure Greatest);

/// <summary>One figure moved, as reported (raw, not yet divided).</summary>
/// <param name="From">Null where none was reported.</param>
/// <param name="Gained">The indicator's points after, less those before (none counts as zero).</param>
/// <param name="AnyValue">Nothing was reported and even the worst value within the bounds would do.</param>
public sealed record FigureMove(string Indicator, Figure? From, Figure To, Points Gained, bool AnyValue);
