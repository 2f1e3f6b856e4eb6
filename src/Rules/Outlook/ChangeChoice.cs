using System.Numerics;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// Chooses which indicators to move: the fewest with which the region passes when each is at its best; among
/// those, the choice that comes first when indicators are listed by what they gain, most first.
/// </summary>
internal sealed class ChangeChoice
{
    private readonly ChangeOracle _oracle;
    private readonly RegionView _view;
    private readonly SheetRating _now;
    private readonly IReadOnlyList<ChosenFigure> _byGain;
    private readonly bool _moreNeverHurts;

    public ChangeChoice(ChangeOracle oracle, RegionView view, IReadOnlyList<MovableFigure> own)
    {
        (_oracle, _view) = (oracle, view);
        _now = oracle.Rate(new Dictionary<string, Figure>());
        var alone = own.Select(AtBest).Where(each => each.Counts).ToArray();
        _byGain =
        [
            .. alone.OrderByDescending(each => each.Gained)
                .ThenBy(each => each.Figure.Leaf)
                .Select(each => new ChosenFigure(each.Figure, each.Best)),
        ];
        _moreNeverHurts = alone.All(each => !IsLeftOut(each.Figure) || each.IsFull);
    }

    /// <summary>
    /// Found with the figures in the order of their gains; or none; or not settled within <see
    /// cref="LeastChange.MostRatings"/>. Where there is none, the obstacles are what is wrong with every figure at
    /// its best.
    /// </summary>
    public (LeastChangeVerdict Verdict, IReadOnlyList<ChosenFigure> Chosen, IReadOnlyList<Reason> Obstacles)
        Choose()
    {
        var all = Rate(_byGain);
        if (_moreNeverHurts && all.Outcome != Outcome.Designated)
            return (LeastChangeVerdict.None, [], all.Reasons);

        ChosenFigure[] must = [.. _byGain.Where(IsForced)];
        ChosenFigure[] may = [.. _byGain.Except(must)];
        var shortfalls = IsLinear() ? Shortfalls.Of(_view, Rate(must), may, one => Rate([.. must, one])) : null;
        for (var more = 0; more <= may.Length; more++)
        {
            if (Extend(must, may, more, shortfalls) is { } found)
                return (LeastChangeVerdict.Found, [.. _byGain.Where(found.Contains)], []);

            if (_oracle.Ratings >= LeastChange.MostRatings)
                return (LeastChangeVerdict.NotSettled, [], []);
        }

        return (LeastChangeVerdict.None, [], all.Reasons);
    }

    /// <summary>
    /// The first passing choice of so many more, or null: there is none, or no ratings are left to tell.
    /// </summary>
    private IReadOnlyList<ChosenFigure>? Extend(
        IReadOnlyList<ChosenFigure> chosen,
        ReadOnlySpan<ChosenFigure> rest,
        int more,
        Shortfalls? shortfalls)
    {
        if (more == 0)
            return HasRatings && Rate(chosen).Outcome == Outcome.Designated ? chosen : null;

        for (var i = 0; i + more <= rest.Length && HasRatings; i++)
        {
            if (!IsHopeful(chosen, rest[i..], more, shortfalls))
                return null;

            if (Extend([.. chosen, rest[i]], rest[(i + 1)..], more - 1, shortfalls) is { } found)
                return found;
        }

        return null;
    }

    private bool HasRatings => _oracle.Ratings < LeastChange.MostRatings;

    /// <summary>
    /// Whether so many more of the rest might do. Never false when they would: in a tree of sums and means the
    /// least number is known; elsewhere, if not even all of the rest do, fewer do not.
    /// </summary>
    private bool IsHopeful(
        IReadOnlyList<ChosenFigure> chosen, ReadOnlySpan<ChosenFigure> rest, int more, Shortfalls? shortfalls) =>
        shortfalls is not null ? shortfalls.LeastMore(chosen, rest) <= more
        : !_moreNeverHurts
        || more == rest.Length
        || Rate([.. chosen, .. rest]).Outcome == Outcome.Designated;

    /// <summary>
    /// An indicator at its best value: the better end or, where that is better, the value singled out. Better is
    /// to meet its own minimum, then to have more points. It counts if it gains anything, holds the score open or
    /// has a minimum to meet.
    /// </summary>
    private Alone AtBest(MovableFigure figure)
    {
        var (best, there) = (figure.End, At(figure.End));
        if (figure.Singled is { } singled && At(singled) is var rated
            && (rated.Unmet, there.Points).CompareTo((there.Unmet, rated.Points)) < 0)
        {
            (best, there) = (singled, rated);
        }

        var before = Ranking.Find(_now.Score, figure.Indicator.Id)!.Points ?? Points.Zero;
        var counts = there.Points > before || figure.From is null || IsForced(figure);
        return new Alone(figure, best, there.Points - before, there.IsFull, counts);

        (bool Unmet, Points Points, bool IsFull) At(BigInteger steps)
        {
            var sheet = Rate([new ChosenFigure(figure, steps)]);
            var node = Ranking.Find(sheet.Score, figure.Indicator.Id)!;
            var points = node.Points ?? Points.Zero;
            return (Unmet(sheet, figure), points, points == node.Full);
        }
    }

    private bool IsForced(ChosenFigure chosen) => IsForced(chosen.Figure);

    /// <summary>Nothing else can close the score, or meet the figure's own minimum.</summary>
    private bool IsForced(MovableFigure figure) =>
        (figure.From is null && figure.Indicator.Missing == MissingPolicy.Error) || Unmet(_now, figure);

    private static bool Unmet(SheetRating rating, MovableFigure figure) =>
        rating.Reasons.Any(reason =>
            reason.Code is ReasonCode.BelowFigureMinimum or ReasonCode.FigureMissing
            && reason.Subject == figure.Indicator.Id);

    /// <summary>Reported, it takes points from its siblings.</summary>
    private static bool IsLeftOut(MovableFigure figure) =>
        figure.From is null && figure.Indicator.Missing == MissingPolicy.ExcludeAndRescale;

    private bool IsLinear() =>
        !_byGain.Any(each => IsLeftOut(each.Figure)) && !HasGeometricMean(_view.Rulebook.Root);

    private static bool HasGeometricMean(ScoreNode node) =>
        node is Group group
        && (group.Aggregation == Aggregation.GeometricMean || group.Children.Any(HasGeometricMean));

    private SheetRating Rate(IEnumerable<ChosenFigure> chosen) =>
        _oracle.Rate(chosen.ToDictionary(
            each => each.Figure.Indicator.Id, each => each.Figure.At(each.Best), StringComparer.Ordinal));

    private sealed record Alone(MovableFigure Figure, BigInteger Best, Points Gained, bool IsFull, bool Counts);
}
