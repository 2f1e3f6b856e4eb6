namespace Award.Rules.Rulebooks;

/// <summary>
/// A node of the score tree: a <see cref="Group"/> (a dimension is a group under the root) or an <see
/// cref="Indicator"/>.
/// </summary>
/// <param name="Points">
/// Full marks of the node, weights already normalised: shares of its parent's points.
/// </param>
/// <param name="Weight">
/// Its exact share of the parent, 0 &lt; weight ≤ 1; siblings add up to 1. The root's is 1.
/// </param>
public abstract record ScoreNode(string Id, BilingualName Name, Points Points, Ratio Weight)
{
    public abstract IEnumerable<Indicator> Leaves();
}

/// <summary>How a group's score comes from its children's shares (score ÷ full marks, each 0 to 1).</summary>
public enum Aggregation
{
    /// <summary>The children's points are added.</summary>
    Sum,

    /// <summary>Points × the unweighted mean of the shares.</summary>
    Mean,

    /// <summary>Points × the weighted mean of the shares.</summary>
    WeightedMean,

    /// <summary>
    /// Points × the weighted geometric mean of the shares; one share of zero makes it zero.
    /// </summary>
    GeometricMean,
}

/// <param name="MinimumShare">
/// The least share of its points that a designated region must reach, or null.
/// </param>
public sealed record Group(
    string Id,
    BilingualName Name,
    Points Points,
    Ratio Weight,
    Aggregation Aggregation,
    IReadOnlyList<ScoreNode> Children,
    Ratio? MinimumShare)
    : ScoreNode(Id, Name, Points, Weight)
{
    public override IEnumerable<Indicator> Leaves() => Children.SelectMany(child => child.Leaves());
}

public enum Direction
{
    HigherIsBetter,
    LowerIsBetter,
}

/// <summary>What a missing figure does.</summary>
public enum MissingPolicy
{
    /// <summary>The region's score stays open; its place is pending and it cannot be designated.</summary>
    Error,

    /// <summary>The indicator scores zero.</summary>
    Zero,

    /// <summary>The indicator is left out and its siblings share its points in proportion.</summary>
    ExcludeAndRescale,
}

/// <summary>Where a city's value of an indicator comes from.</summary>
public enum RollUp
{
    /// <summary>The city reports its own figure.</summary>
    Own,

    /// <summary>
    /// The sum of its counties' figures (and, for incidents, all of its counties' incidents with its own).
    /// </summary>
    Sum,

    /// <summary>
    /// The mean of its counties' figures, weighted by <see cref="Indicator.RollUpWeight"/> or unweighted.
    /// </summary>
    Mean,
}

/// <summary>Whether a city is scored on rolled-up figures or on its counties' scores.</summary>
public enum RollUpMode
{
    /// <summary>Each indicator says how its figure rolls up.</summary>
    Figures,

    /// <summary>A city's total and dimensions are the unweighted mean of its counties'.</summary>
    MeanOfCountyScores,

    /// <summary>
    /// The same, weighted by the denominator named in <see cref="NamingRules.ScoreWeight"/>.
    /// </summary>
    WeightedMeanOfCountyScores,
}

/// <summary>A measured quantity with its scoring function.</summary>
/// <param name="Unit">Unit of the value that is scored (after division by the denominator).</param>
/// <param name="Denominator">Id of the figure the reported value is divided by, or null.</param>
/// <param name="IncidentKinds">The incident kinds counted; empty when the indicator is a figure.</param>
/// <param name="RollUpWeight">
/// Denominator id weighting <see cref="RollUp.Mean"/>, or null for unweighted.
/// </param>
public sealed record Indicator(
    string Id,
    BilingualName Name,
    Points Points,
    Ratio Weight,
    string Unit,
    Direction Direction,
    string? Denominator,
    IReadOnlyList<string> IncidentKinds,
    ScoringFunction Scoring,
    MissingPolicy Missing,
    RollUp RollUp,
    string? RollUpWeight)
    : ScoreNode(Id, Name, Points, Weight)
{
    /// <summary>Scored from incidents alone; no figure is submitted for it.</summary>
    public bool FromIncidents => IncidentKinds.Count > 0;

    public override IEnumerable<Indicator> Leaves() => [this];
}
