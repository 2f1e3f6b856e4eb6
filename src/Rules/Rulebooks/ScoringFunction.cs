namespace Award.Rules.Rulebooks;

/// <summary>
/// How a value becomes points between zero and the indicator's full marks. Closed: every kind is in this
/// file.
/// </summary>
public abstract record ScoringFunction
{
    private protected ScoringFunction()
    {
    }

    /// <summary>The name used in YAML, in derivations and in answers.</summary>
    public abstract string Name { get; }
}

/// <summary>Zero at the floor, full at the target, straight between, clipped outside.</summary>
public sealed record LinearRamp(Ratio Floor, Ratio Target) : ScoringFunction
{
    public override string Name => "linear-ramp";
}

/// <summary>
/// Full marks from <paramref name="FullAt"/> on; then, band by band, so many points lost for each unit short
/// of it.
/// </summary>
public sealed record Bands(Ratio FullAt, IReadOnlyList<Band> Steps) : ScoringFunction
{
    public override string Name => "bands";
}

/// <summary>
/// Between <paramref name="From"/> (the better end) and <paramref name="To"/>, points lost per unit.
/// </summary>
public sealed record Band(Ratio From, Ratio To, Points PerUnit);

/// <summary>The first step whose limit the value meets gives its points; no step met gives zero.</summary>
public sealed record SteppedTable(IReadOnlyList<Step> Steps) : ScoringFunction
{
    public override string Name => "stepped-table";
}

/// <summary>
/// Met when the value is at least the limit (higher is better) or at most the limit (lower is better).
/// </summary>
public sealed record Step(Ratio Limit, Points Points);

/// <summary>So many points off for each incident, up to the cap.</summary>
/// <param name="NotRectifiedMultiplier">Applied to incidents not put right; 1 for none.</param>
public sealed record DeductionPerIncident(Points PerIncident, Points Cap, Ratio NotRectifiedMultiplier)
    : ScoringFunction
{
    public override string Name => "deduction-per-incident";
}

/// <summary>
/// Each incident costs the points of the first tier it fits (none: nothing), multiplied from the second on
/// in the same year by <paramref name="RepeatMultiplier"/> and inside a key period by <paramref
/// name="KeyPeriodMultiplier"/>. Incidents are taken by date, then id. "Repeat" is any incident after the
/// first that fitted a tier.
/// </summary>
public sealed record DeductionTiered(
    IReadOnlyList<Tier> Tiers, Points Cap, Ratio RepeatMultiplier, Ratio KeyPeriodMultiplier)
    : ScoringFunction
{
    public override string Name => "deduction-tiered";
}

public sealed record Tier(IncidentFilter When, Points Points);

/// <summary>
/// Full marks when the value meets the limit in the indicator's direction, else zero. Yes is 1, no is 0.
/// </summary>
public sealed record PassFail(Ratio Limit) : ScoringFunction
{
    public override string Name => "pass-fail";
}

/// <summary>
/// Points lost for each unit worse than last year's provincial mean of the same level, up to the cap.
/// </summary>
public sealed record BelowReference(Points PerUnit, Points Cap, Ratio ShareWithoutReference) : ScoringFunction
{
    public override string Name => "below-reference";
}

/// <summary>
/// The change on last year's value, in per cent or in units, scored on a clipped ramp. The two shares (0-1
/// of the points) are given where there is no previous year, and where a percentage has a base of zero.
/// </summary>
public sealed record ChangeOnLastYear(
    bool Percent, Ratio Floor, Ratio Target, Ratio ShareWithoutPrevious, ZeroBase ZeroBase) : ScoringFunction
{
    public override string Name => "change-on-last-year";
}

/// <summary>
/// Shares given when last year's value is zero: this year also zero; better than zero is not possible;
/// worse.
/// </summary>
public sealed record ZeroBase(Ratio ShareWhenStillZero, Ratio ShareWhenRisen);

public enum RelativeMethod
{
    MinMax,
    ZScore,
    PercentileRank,
}

/// <summary>
/// The place among the year's peers (same level and province, not-assessed left out). Min-max: share between
/// worst and best. Z-score: (value − mean) ÷ sample standard deviation, from <paramref name="ZFloor"/> to
/// <paramref name="ZTarget"/>. Percentile: share of other peers that are worse, ties counting half.
/// Direction decides which end is good.
/// </summary>
/// <param name="ShareWithoutSpread">
/// Given to all when every peer has the same value, or there is one peer.
/// </param>
public sealed record Relative(RelativeMethod Method, Ratio ZFloor, Ratio ZTarget, Ratio ShareWithoutSpread)
    : ScoringFunction
{
    public override string Name => Method switch
    {
        RelativeMethod.MinMax => "relative-min-max",
        RelativeMethod.ZScore => "relative-z-score",
        _ => "relative-percentile",
    };
}
