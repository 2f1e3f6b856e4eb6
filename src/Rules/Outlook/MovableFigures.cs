using System.Numerics;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// A figure of the region's own and the values it may take: whole multiples of its smallest step, counted in
/// steps, from where it stands towards the better end.
/// </summary>
/// <param name="Leaf">The indicator's place in the rulebook.</param>
/// <param name="From">As reported; null when missing.</param>
/// <param name="Decimals">The step is ten to the minus this.</param>
/// <param name="Start">Where it stands; when missing, the worse end.</param>
/// <param name="End">
/// The better end of the bounds (a step before it where that is singled out), or the start where that is better
/// still.
/// </param>
/// <param name="Singled">
/// A value on that way at which its points may leave the order of the others, or null: zero for a change in per
/// cent (last year's may be zero), the peers' value for a z-score where all others have the same.
/// </param>
internal sealed record MovableFigure(
    Indicator Indicator,
    int Leaf,
    Figure? From,
    int Decimals,
    BigInteger Start,
    BigInteger End,
    BigInteger? Singled)
{
    public Figure At(BigInteger steps) => new((decimal)steps / (decimal)BigInteger.Pow(10, Decimals));
}

/// <summary>Which of a region's figures can be moved, on which grid and how far.</summary>
internal static class MovableFigures
{
    /// <summary>
    /// The indicators the region reports itself, in the rulebook's order; not those counted from incidents or
    /// rolled up, not those whose denominator is missing or zero (no value of theirs would be scored), not
    /// those that stand at their better end.
    /// </summary>
    public static IReadOnlyList<MovableFigure> Of(
        RegionView view,
        RatedRegion rated,
        YearSheets sheets,
        IReadOnlyDictionary<string, FigureBounds> bounds)
    {
        var expected = sheets.Expects(view.Rulebook, rated.Inputs.Sheet);
        return
        [
            .. view.Rulebook.Indicators
                .Select((indicator, leaf) => expected.Reports(indicator)
                    ? Of(view, rated, leaf, bounds.GetValueOrDefault(indicator.Id))
                    : null)
                .OfType<MovableFigure>()
                .Where(figure =>
                    figure.From is null || figure.Start != figure.End || figure.Singled is not null),
        ];
    }

    private static MovableFigure? Of(RegionView view, RatedRegion rated, int leaf, FigureBounds? given)
    {
        var indicator = view.Rulebook.Indicators[leaf];
        var divisor = indicator.Denominator is { } id ? rated.Inputs.OwnOrSummed(id) : Ratio.One;
        if (divisor is not { Sign: not 0 } by)
            return null;

        var levels = indicator.Denominator is null ? Levels(view, indicator).ToArray() : [];
        Figure? from = rated.Inputs.Sheet.Figures.TryGetValue(indicator.Id, out var figure) ? figure : null;
        var decimals = FigureChecks.IsYesNo(indicator)
            ? 0
            : levels.Select(DecimalsOf).Append(from?.Value.Scale ?? 0).Max();
        var bounds = given ?? Bounds(indicator, from, levels);
        var least = Steps(bounds.Least, decimals, up: true);
        var greatest = Steps(bounds.Greatest, decimals, up: false);
        var rising = (indicator.Direction == Direction.HigherIsBetter) == (by.Sign > 0);
        var start = from is { } value ? Steps(value, decimals, up: rising) : rising ? least : greatest;
        var end = rising ? BigInteger.Max(start, greatest) : BigInteger.Min(start, least);
        var singled = Singled(view, rated, leaf) is { } raw ? WholeSteps(raw * by, decimals) : null;
        var (low, high) = rising ? (start, end) : (end, start);
        if (singled < low || singled > high || (from is not null && singled == start))
            singled = null;
        if (singled == end && start != end)
            end -= rising ? 1 : -1;
        return new MovableFigure(indicator, leaf, from, decimals, start, end, singled);
    }

    /// <summary>Values of the figure that the rulebook names, in its scored unit.</summary>
    private static IEnumerable<Ratio> Levels(RegionView view, Indicator indicator)
    {
        IEnumerable<Ratio> levels = indicator.Scoring switch
        {
            LinearRamp ramp => [ramp.Floor, ramp.Target],
            Bands bands => bands.Steps.SelectMany(band => new[] { band.From, band.To }).Append(bands.FullAt),
            SteppedTable table => table.Steps.Select(step => step.Limit),
            PassFail pass => [pass.Limit],
            _ => [],
        };
        return levels.Concat(view.Rules.FigureMinimums
            .Where(minimum => minimum.Indicator == indicator.Id)
            .Select(minimum => minimum.Value));
    }

    private static FigureBounds Bounds(Indicator indicator, Figure? from, IReadOnlyList<Ratio> levels)
    {
        if (FigureChecks.IsYesNo(indicator))
            return new FigureBounds(default, new Figure(1));

        const decimal most = 999_999_999_999_999_999.9999999999m;
        Ratio[] known = [.. levels, from is { } figure ? Ratio.From(figure) : Ratio.Zero];
        var percent = indicator.Denominator is null && indicator.Unit.Contains('%');
        return new FigureBounds(
            new Figure(known.Min().Sign < 0 ? -most : 0),
            new Figure(percent && known.Max() <= new Ratio(100, 1) ? 100 : most));
    }

    private static Ratio? Singled(RegionView view, RatedRegion rated, int leaf)
    {
        if (view.Rulebook.Indicators[leaf].Scoring is ChangeOnLastYear { Percent: true })
            return Ratio.Zero;

        if (view.Rulebook.Indicators[leaf].Scoring is not Relative { Method: RelativeMethod.ZScore })
            return null;

        var others = view.Rating.Memory.Regions.Values
            .Where(peer => peer.Inputs.Sheet.Level == view.Sheet.Level && peer.Key != rated.Key)
            .Select(peer => peer.Values[leaf].Value)
            .OfType<Ratio>()
            .Distinct()
            .ToArray();
        return others.Length == 1 ? others[0] : null;
    }

    /// <summary>Decimals that express the number, ten at most; none where it has no end.</summary>
    private static int DecimalsOf(Ratio number) =>
        Enumerable.Range(0, Figure.MaxDecimals + 1)
            .FirstOrDefault(decimals => WholeSteps(number, decimals) is not null);

    private static BigInteger? WholeSteps(Ratio number, int decimals)
    {
        var steps = number * new Ratio(BigInteger.Pow(10, decimals), 1);
        return steps.Denominator.IsOne ? steps.Numerator : null;
    }

    private static BigInteger Steps(Figure figure, int decimals, bool up)
    {
        var steps = figure.Value * (decimal)BigInteger.Pow(10, decimals);
        return (BigInteger)(up ? decimal.Ceiling(steps) : decimal.Floor(steps));
    }
}
