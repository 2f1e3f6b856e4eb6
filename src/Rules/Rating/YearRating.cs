using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>A rated year: every sheet's score, place and designation, each with its derivation.</summary>
public sealed record YearRating(
    Rulebook Rulebook, IReadOnlyList<SheetRating> Counties, IReadOnlyList<SheetRating> Cities)
{
    private readonly Lazy<PreviousYear> _asPrevious = new(() => Sealing.Seal(Counties, Cities));

    /// <summary>What next year's rating may look back on: scored values, and their means by level.</summary>
    public PreviousYear AsPrevious => _asPrevious.Value;

    /// <summary>What a later rating of the same year may keep.</summary>
    internal Memory Memory { get; init; } = Memory.Empty;

    /// <summary>In table order: by rank, then key; pending after ranked, not assessed last.</summary>
    public IReadOnlyList<SheetRating> Table(RegionLevel level) =>
        level == RegionLevel.County ? Counties : Cities;
}

public enum Outcome
{
    Designated,
    NotDesignated,
    Suspended,
    Revoked,
    NotAssessed,
}

/// <param name="Total">Rounded total, or null while the score is open.</param>
/// <param name="Rank">Place in the level's table, or null while pending or not assessed.</param>
/// <param name="Pending">The place is still open (a missing figure under policy <c>error</c>).</param>
/// <param name="Reasons">Why it was not designated; empty when it was.</param>
/// <param name="ProposedVetoes">Grounds whose condition holds, confirmed or not.</param>
public sealed record SheetRating(
    string Key,
    RegionLevel Level,
    string? Parent,
    NodeScore Score,
    Points? Total,
    int? Rank,
    bool Pending,
    Outcome Outcome,
    IReadOnlyList<Reason> Reasons,
    IReadOnlyList<string> ProposedVetoes);

/// <summary>One step of the derivation: the score of a node and how it came about.</summary>
/// <param name="Points">
/// To eight decimals; null while open. For an excluded node null with <paramref name="Excluded"/>.
/// </param>
/// <param name="Full">Full marks after rescaling.</param>
/// <param name="Value">The scored value (rolled up, divided), for indicators.</param>
/// <param name="Rule">The scoring function's or aggregation's name.</param>
/// <param name="Working">Human-readable working, machine-stable codes with arguments.</param>
/// <param name="Provenance">Where the value came from: reported, rolled up, incidents, none.</param>
public sealed record NodeScore(
    ScoreNode Node,
    Points? Points,
    Points Full,
    bool Excluded,
    Ratio? Value,
    string Rule,
    Provenance Provenance,
    IReadOnlyList<WorkingLine> Working,
    IReadOnlyList<NodeScore> Children);

/// <summary>
/// A line of working: a stable code ("missing-zero", "rate", "tier", "cap", …) and its arguments as
/// canonical text. The codes and their arguments are listed in docs/rating-semantics.md.
/// </summary>
public sealed record WorkingLine(string Code, IReadOnlyList<string> Arguments);

public enum Provenance
{
    Reported,
    SummedFromCounties,
    MeanOfCounties,
    Incidents,
    Aggregated,
    Missing,
}

/// <summary>Why a region was not designated.</summary>
/// <param name="Subject">
/// What the rule is about: an indicator, a group, a veto ground, "total", "counties" or the region.
/// </param>
/// <param name="Required">
/// What the rule asks for, as canonical text; null where it asks for no number.
/// </param>
/// <param name="Actual">What the region has, as canonical text; null where there is none.</param>
public sealed record Reason(ReasonCode Code, string Subject, string? Required, string? Actual);

public enum ReasonCode
{
    BelowPassMark,
    BelowDimensionMinimum,
    BelowFigureMinimum,
    Vetoed,
    TooFewCountiesDesignated,
    FigureMissing,
    Suspended,
    NotAssessed,
    Revoked,
}
