using Award.Rules;
using Award.Rules.Rulebooks;

namespace Award.Api.Demonstration;

/// <summary>
/// Scoring read backwards: the value that earns a share of an indicator's points. What scoring cannot be read
/// backwards for (places among peers, a reference that moves) gets a level of its own, and its points turn
/// out as they may.
/// </summary>
internal static class Inverse
{
    /// <summary>
    /// Whether a small change of the value is a small change of the points, in a figure that is no count.
    /// </summary>
    public static bool IsFine(Indicator indicator) =>
        indicator.Scoring is LinearRamp or Bands && !IsCount(indicator);

    /// <summary>Whether the reported figure counts things, so that it is whole.</summary>
    public static bool IsCount(Indicator indicator) =>
        indicator.Unit.Length > 0 && "起人个件次户".Contains(indicator.Unit[0], StringComparison.Ordinal);

    /// <summary>
    /// The scored value (after division) for a share of the points; a full share lies somewhat beyond the
    /// target.
    /// </summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="beyond">How far beyond the target, 0 to 1.</param>
    /// <param name="previous">Last year's scored value, where there is one.</param>
    /// <param name="level">The level that is taken where points do not tell.</param>
    public static decimal Value(
        Indicator indicator, decimal share, decimal beyond, decimal? previous, decimal level) =>
        indicator.Scoring switch
        {
            LinearRamp ramp => Ramp(indicator, Number(ramp.Floor), Number(ramp.Target), share, beyond),
            Bands bands => InBands(indicator, bands, share, beyond),
            SteppedTable table => OnStep(indicator, table, share),
            DeductionPerIncident deduction =>
                decimal.Floor((1 - share) * indicator.Points.ToDecimal() / deduction.PerIncident.ToDecimal()),
            PassFail pass => share > 0 ? Number(pass.Limit) : Number(pass.Limit) - Sign(indicator),
            ChangeOnLastYear change => Changed(indicator, change, share, beyond, previous, level),
            _ => level,
        };

    private static decimal Ramp(
        Indicator indicator, decimal floor, decimal target, decimal share, decimal beyond) =>
        share >= 1
            ? Possible(indicator, target + ((target - floor) * beyond * 0.3m))
            : floor + ((target - floor) * share);

    private static decimal InBands(Indicator indicator, Bands bands, decimal share, decimal beyond)
    {
        var full = Number(bands.FullAt);
        var lost = (1 - share) * indicator.Points.ToDecimal();
        if (lost <= 0)
        {
            return Possible(indicator, full + (Sign(indicator) * beyond));
        }

        foreach (var band in bands.Steps)
        {
            var (from, perUnit) = (Number(band.From), band.PerUnit.ToDecimal());
            var width = Math.Abs(from - Number(band.To));
            if (lost <= width * perUnit)
            {
                return from - (Sign(indicator) * lost / perUnit);
            }

            lost -= width * perUnit;
        }

        return Number(bands.Steps[^1].To);
    }

    private static decimal OnStep(Indicator indicator, SteppedTable table, decimal share)
    {
        var wanted = share * indicator.Points.ToDecimal();
        var step = table.Steps.OrderBy(s => Math.Abs(s.Points.ToDecimal() - wanted)).First();
        return Number(step.Limit);
    }

    private static decimal Changed(
        Indicator indicator,
        ChangeOnLastYear change,
        decimal share,
        decimal beyond,
        decimal? previous,
        decimal level)
    {
        if (previous is not { } last)
        {
            return level;
        }

        var by = Ramp(indicator, Number(change.Floor), Number(change.Target), share, beyond);
        return change.Percent ? last + (Math.Abs(last) * by / 100) : last + by;
    }

    // Neither a share above all nor a quantity below nothing; what may be negative has a target that is.
    private static decimal Possible(Indicator indicator, decimal value)
    {
        var mayBeNegative = indicator.Scoring
            is LinearRamp { Target.Sign: < 0 } or LinearRamp { Floor.Sign: < 0 } or ChangeOnLastYear;
        var isOfAWhole = indicator.Unit == "%"
            && indicator.Scoring is LinearRamp { Target: var target }
            && Number(target) is > 50 and <= 100;
        var top = isOfAWhole ? 100m : decimal.MaxValue;
        return Math.Min(mayBeNegative ? value : Math.Max(value, 0), top);
    }

    private static int Sign(Indicator indicator) => indicator.Direction == Direction.HigherIsBetter ? 1 : -1;

    private static decimal Number(Ratio ratio) => ratio.ToDecimal(8);
}
