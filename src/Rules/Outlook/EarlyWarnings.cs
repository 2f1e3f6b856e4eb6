using Award.Rules.Rating;

namespace Award.Rules.Outlook;

/// <summary>
/// 预警: what threatens a region's designation while the year is open (docs/outlook.md). In the order of <see
/// cref="EarlyWarningCode"/>, within a code by the rulebook's order; no code twice for one subject, but that a
/// veto may have several figures near it.
/// </summary>
public static class EarlyWarnings
{
    /// <summary>The warnings of one region; none for a region that is not assessed.</summary>
    /// <exception cref="ArgumentException">The rating has no such region.</exception>
    public static IReadOnlyList<EarlyWarning> Of(
        YearRating rating, string region, StreakSoFar streak, WarningTerms? terms = null) =>
        throw new NotImplementedException();
}

/// <summary>A warning: a stable code, what it is about, and its numbers as canonical text.</summary>
/// <param name="Subject">A veto ground, a node, a figure, "total", "counties" or the region's key.</param>
/// <param name="Arguments">As listed at the code.</param>
public sealed record EarlyWarning(EarlyWarningCode Code, string Subject, IReadOnlyList<string> Arguments);

public enum EarlyWarningCode
{
    /// <summary>A veto was raised and is not decided. Subject: ground. No arguments.</summary>
    VetoRaised,

    /// <summary>A veto's condition holds; nobody confirmed it. Subject: ground. No arguments.</summary>
    VetoConditionHolds,

    /// <summary>
    /// It would hold with one more incident. Subject: ground. Arguments: kind, deaths, severity ("ordinary",
    /// "larger", "major", "extreme" or empty) of the mildest that would do.
    /// </summary>
    VetoOneIncidentAway,

    /// <summary>
    /// It would hold with one more death in an incident on record. Subject: ground. Arguments: the incident's
    /// id, its deaths now.
    /// </summary>
    VetoOneDeathAway,

    /// <summary>
    /// It would hold if a figure moved by no more than its margin. Subject: ground. Arguments: the figure's
    /// id, its value, the margin.
    /// </summary>
    VetoFigureNear,

    /// <summary>Subject "total". Arguments: required, best attainable.</summary>
    PassMarkOutOfReach,

    /// <summary>Below it as rated, but not out of reach. Subject "total". Arguments: required, actual.</summary>
    PassMarkFailing,

    /// <summary>Subject: group. Arguments: required, best attainable.</summary>
    DimensionMinimumOutOfReach,

    /// <summary>Below it as rated, but not out of reach. Subject: group. Arguments: required, actual.</summary>
    DimensionMinimumFailing,

    /// <summary>Subject: figure. Arguments: required, actual.</summary>
    FigureMinimumFailing,

    /// <summary>
    /// Even if every open county were designated. Subject "counties". Arguments: share required, designated,
    /// open, assessed, needed.
    /// </summary>
    TooFewCounties,

    /// <summary>
    /// A run would end with the year. Subject: the region's key. Arguments: its years; the next tier's id and
    /// the years to go to it, this one included (1: this year would complete it), both empty at the top of a
    /// ladder that ends.
    /// </summary>
    StreakInDanger,
}

/// <summary>What the caller knows besides the rating.</summary>
/// <param name="Margins">
/// By figure, how near to a veto's limit is near, in the figure's scored unit. A figure without one gives no
/// such warning.
/// </param>
/// <param name="Changeable">
/// Indicators whose reported figures may still change: taken at full marks, like missing ones, when the best
/// attainable points are found.
/// </param>
/// <param name="RaisedVetoes">Grounds of vetoes raised and not yet decided.</param>
public sealed record WarningTerms(
    IReadOnlyDictionary<string, Ratio> Margins,
    IReadOnlyCollection<string> Changeable,
    IReadOnlyList<string> RaisedVetoes)
{
    /// <summary>No margins, nothing but missing figures open, no veto raised.</summary>
    public static WarningTerms None { get; } = new(new Dictionary<string, Ratio>(), [], []);
}
