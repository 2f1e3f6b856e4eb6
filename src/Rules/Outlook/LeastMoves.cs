using System.Numerics;

namespace Award.Rules.Outlook;

/// <summary>A figure chosen to be moved, and the value at which it gains the most.</summary>
internal sealed record ChosenFigure(MovableFigure Figure, BigInteger Best);

/// <summary>
/// Moves each chosen figure no further than needed, the last first: those before it still at their best, those
/// after it where they were put.
/// </summary>
internal static class LeastMoves
{
    /// <param name="chosen">In the order of their gains; with all at their best the region passes.</param>
    public static IReadOnlyDictionary<string, Figure> Of(
        ChangeOracle oracle, IReadOnlyList<ChosenFigure> chosen)
    {
        var figures = chosen.ToDictionary(
            each => each.Figure.Indicator.Id, each => each.Figure.At(each.Best), StringComparer.Ordinal);
        foreach (var (figure, best) in chosen.Reverse())
        {
            var steps = Nearest(figure, best, Passes);
            figures[figure.Indicator.Id] = figure.At(steps);

            bool Passes(BigInteger at)
            {
                var tried = new Dictionary<string, Figure>(figures, StringComparer.Ordinal)
                {
                    [figure.Indicator.Id] = figure.At(at),
                };
                return oracle.Passes(tried);
            }
        }

        return figures;
    }

    /// <summary>
    /// The passing value nearest to the start. From the start to the end points never fall but at the value
    /// that is singled out, so a value that passes is found by doubling the distance, then by halving what
    /// lies between; the singled-out value is asked by itself.
    /// </summary>
    private static BigInteger Nearest(MovableFigure figure, BigInteger best, Func<BigInteger, bool> passes)
    {
        var toEnd = figure.End - figure.Start;
        var (sign, length) = (toEnd.Sign < 0 ? -1 : 1, BigInteger.Abs(toEnd));
        // An unchanged figure was left out as not enough; one newly reported may be enough at the start.
        BigInteger fails = figure.From is null ? -1 : 0;
        BigInteger? nearest = best == figure.End || (length > fails && passes(figure.End)) ? length : null;
        if (nearest is { } enough)
            nearest = FirstBetween(fails, enough, at => figure.Start + (sign * at) == figure.Singled, Passes);

        var singled = figure.Singled is { } value && (nearest is null || Distance(value) < nearest)
            && passes(value);
        return singled ? figure.Singled!.Value : figure.Start + (sign * nearest!.Value);

        bool Passes(BigInteger at) => passes(figure.Start + (sign * at));

        BigInteger Distance(BigInteger at) => BigInteger.Abs(at - figure.Start);
    }

    private static BigInteger FirstBetween(
        BigInteger fails,
        BigInteger enough,
        Func<BigInteger, bool> isSingled,
        Func<BigInteger, bool> passes)
    {
        for (BigInteger step = 1; fails + step < enough; step *= 2)
        {
            var at = fails + step;
            at += isSingled(at) ? 1 : 0;
            if (at >= enough)
                break;

            if (passes(at))
            {
                enough = at;
                break;
            }

            fails = at;
        }

        while (enough - fails > 1)
        {
            var middle = fails + ((enough - fails) / 2);
            if (isSingled(middle))
                middle += middle + 1 < enough ? 1 : -1;

            if (middle == fails)
                break;

            (fails, enough) = passes(middle) ? (fails, middle) : (middle, enough);
        }

        return enough;
    }
}
