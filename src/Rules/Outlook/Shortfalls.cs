using System.Numerics;
using Award.Rules.Rating;

namespace Award.Rules.Outlook;

/// <summary>
/// In a tree of sums and means every indicator adds its own points to each node above it, whatever the others
/// do. So the least number of indicators that could fill the gaps of all groups and of the total is known
/// without rating every choice: group by group from the bottom, always the one that adds most.
/// </summary>
/// <remarks>
/// It is told what each adds by ratings, and leaves room for rounding, so it may hope in vain but never gives
/// up too early. Whether a choice passes is for a rating to say.
/// </remarks>
internal sealed class Shortfalls
{
    // More than the rounding of nodes to hundred-millionths can add up to.
    private static readonly Points _roundingOfNodes = Points.From(0.000_001m);

    private readonly List<Need> _needs = [];

    private Shortfalls()
    {
    }

    /// <param name="now">Where nothing but points may be lacking.</param>
    /// <param name="with">The rating with one of them at its best.</param>
    public static Shortfalls Of(
        RegionView view,
        SheetRating now,
        IReadOnlyList<ChosenFigure> figures,
        Func<ChosenFigure, SheetRating> with)
    {
        var shortfalls = new Shortfalls();
        var ratings = figures.Select(figure => (figure, Score: with(figure).Score)).ToArray();
        var precision = view.Rulebook.Precision;
        var room = Points.From(1m / (decimal)BigInteger.Pow(10, precision.Decimals))
            + _roundingOfNodes;
        if (view.Rules.DimensionMinimum)
            Add(now.Score, [.. ratings.Select(rating => rating.Score)]);

        shortfalls.Add(view.Rules.PassMark - room, now.Score, ratings);
        return shortfalls;

        void Add(NodeScore score, IReadOnlyList<NodeScore> scores)
        {
            for (var i = 0; i < score.Children.Count; i++)
                Add(score.Children[i], [.. scores.Select(each => each.Children[i])]);

            if (Designating.MinimumOf(precision, score) is var (required, _))
            {
                shortfalls.Add(
                    required - room, score, [.. ratings.Zip(scores, (rating, node) => (rating.figure, node))]);
            }
        }
    }

    /// <summary>
    /// At least so many of the rest are needed besides the chosen; more than there are when they are not enough.
    /// </summary>
    public int LeastMore(IReadOnlyList<ChosenFigure> chosen, ReadOnlySpan<ChosenFigure> rest)
    {
        var taken = new HashSet<ChosenFigure>(chosen);
        var pool = rest.ToArray();
        var more = 0;
        foreach (var (lacking, adds) in _needs)
        {
            var left = taken.Aggregate(lacking, (sum, figure) => sum - adds.GetValueOrDefault(figure));
            var order = pool.Where(figure => !taken.Contains(figure))
                .OrderByDescending(figure => adds.GetValueOrDefault(figure))
                .ToArray();
            for (var i = 0; left > Points.Zero; i++, more++)
            {
                if (i == order.Length || adds.GetValueOrDefault(order[i]) <= Points.Zero)
                    return int.MaxValue;

                taken.Add(order[i]);
                left -= adds[order[i]];
            }
        }

        return more;
    }

    private void Add(
        Points required, NodeScore now, IReadOnlyList<(ChosenFigure Figure, NodeScore With)> ratings) =>
        _needs.Add(new Need(
            required - (now.Points ?? Points.Zero),
            ratings.ToDictionary(
                each => each.Figure,
                each => (each.With.Points ?? Points.Zero) - (now.Points ?? Points.Zero))));

    /// <summary>A node's points that are lacking and what each figure adds to them; from the bottom up.</summary>
    private sealed record Need(Points Lacking, IReadOnlyDictionary<ChosenFigure, Points> Adds);
}
