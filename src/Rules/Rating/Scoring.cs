using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// The scoring functions that look at one region's value alone, or at its own past. Each is exact.
/// </summary>
internal static class Scoring
{
    private static readonly Ratio _hundred = new(100, 1);

    /// <summary>Marks for a value by any scoring function but <see cref="Relative"/>.</summary>
    public static Marks Score(
        Indicator indicator,
        Ratio value,
        RegionInputs region,
        PreviousYear? previous,
        IReadOnlyList<KeyPeriod> keyPeriods) =>
        indicator.Scoring switch
        {
            LinearRamp ramp => Marks.Share(indicator, Along(value, ramp.Floor, ramp.Target)),
            Bands bands => Marks.Less(indicator, LostInBands(indicator, bands, value), null),
            SteppedTable table => Step(indicator, table, value),
            PassFail pass => Marks.Share(
                indicator, Meets(indicator.Direction, value, pass.Limit) ? Ratio.One : Ratio.Zero),
            BelowReference reference => Reference(indicator, reference, value, region.Sheet.Level, previous),
            ChangeOnLastYear change => Change(indicator, change, value, region.Sheet.Key, previous),
            DeductionPerIncident deduction =>
                IncidentScoring.PerIncident(indicator, deduction, value, region),
            _ => IncidentScoring.Tiered(indicator, (DeductionTiered)indicator.Scoring, region, keyPeriods),
        };

    /// <summary>Whether a value reaches a limit, seen in the direction that is better.</summary>
    public static bool Meets(Direction direction, Ratio value, Ratio limit) =>
        direction == Direction.HigherIsBetter ? value >= limit : value <= limit;

    /// <summary>How far from floor (0) to target (1) a value lies; not clipped.</summary>
    public static Ratio Along(Ratio value, Ratio floor, Ratio target) => (value - floor) / (target - floor);

    private static Ratio LostInBands(Indicator indicator, Bands bands, Ratio value)
    {
        var lost = Ratio.Zero;
        if (Meets(indicator.Direction, value, bands.FullAt))
            return lost;

        foreach (var band in bands.Steps)
        {
            var inside = indicator.Direction == Direction.HigherIsBetter
                ? band.From - Ratio.Max(value, band.To)
                : Ratio.Min(value, band.To) - band.From;
            lost += Ratio.Max(inside, Ratio.Zero) * band.PerUnit.ToRatio();
        }

        return lost;
    }

    private static Marks Step(Indicator indicator, SteppedTable table, Ratio value)
    {
        foreach (var step in table.Steps)
        {
            if (Meets(indicator.Direction, value, step.Limit))
            {
                var points = step.Points.ToRatio().Clip(Ratio.Zero, indicator.Points.ToRatio());
                return new Marks(
                    points, [ScoredValue.Line("step", step.Limit.ToPlainText(), step.Points.ToString())]);
            }
        }

        return new Marks(Ratio.Zero, [ScoredValue.Line("no-step")]);
    }

    private static Marks Reference(
        Indicator indicator, BelowReference rule, Ratio value, RegionLevel level, PreviousYear? previous)
    {
        if (previous is null || !previous.Means.TryGetValue((level, indicator.Id), out var mean))
            return Marks.Share(indicator, rule.ShareWithoutReference, ScoredValue.Line("no-reference"));

        var worse = indicator.Direction == Direction.HigherIsBetter ? mean - value : value - mean;
        var lost = Ratio.Max(worse, Ratio.Zero) * rule.PerUnit.ToRatio();
        return Marks.Less(indicator, lost, rule.Cap, ScoredValue.Line("reference", mean.ToPlainText()));
    }

    private static Marks Change(
        Indicator indicator, ChangeOnLastYear rule, Ratio value, string key, PreviousYear? previous)
    {
        if (previous is null
            || !previous.Values.TryGetValue(indicator.Id, out var values)
            || !values.TryGetValue(key, out var last))
        {
            return Marks.Share(indicator, rule.ShareWithoutPrevious, ScoredValue.Line("no-previous"));
        }

        var line = ScoredValue.Line("previous", last.ToPlainText());
        if (rule.Percent && last.Sign == 0)
        {
            return value.Sign == 0
                ? Marks.Share(
                    indicator, rule.ZeroBase.ShareWhenStillZero, line, ScoredValue.Line("still-zero"))
                : Marks.Share(
                    indicator, rule.ZeroBase.ShareWhenRisen, line, ScoredValue.Line("risen-from-zero"));
        }

        var change = value - last;
        if (rule.Percent)
            change = change * _hundred / last.Abs();

        var code = rule.Percent ? "change-percent" : "change";
        return Marks.Share(
            indicator,
            Along(change, rule.Floor, rule.Target),
            line,
            ScoredValue.Line(code, change.ToPlainText()));
    }
}
