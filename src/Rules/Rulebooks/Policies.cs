namespace Award.Rules.Rulebooks;

public enum RankMode
{
    /// <summary>1-2-2-4.</summary>
    Competition,

    /// <summary>1-2-2-3.</summary>
    Dense,
}

/// <summary>
/// The rank mode and the columns that order a table, first to last; ties beyond them share a rank.
/// </summary>
public sealed record RankingPolicy(RankMode Mode, IReadOnlyList<RankingColumn> Columns);

/// <summary>
/// <paramref name="By"/> is "total", "code", or the id of a node. A group compares by rounded score, an
/// indicator by its scored value. "code" settles every tie.
/// </summary>
/// <param name="Descending">
/// Whether the largest comes first, always to be followed as it stands: where the rulebook is silent, the
/// loader has filled in best first (scores and higher-is-better indicators descending, lower-is-better ones
/// and codes ascending).
/// </param>
public sealed record RankingColumn(string By, bool Descending);

/// <summary>What a region of one level must meet to be designated (命名).</summary>
/// <param name="PassMark">Least rounded total.</param>
/// <param name="DimensionMinimum">Whether each group's <see cref="Group.MinimumShare"/> must be met.</param>
/// <param name="FigureMinimums">
/// Figures with a least (or, lower is better, greatest) value, such as the survey.
/// </param>
/// <param name="VetoBlocks">Whether a confirmed veto bars.</param>
/// <param name="MinimumCountyShare">
/// City only: least share of its assessed counties designated; null for no such rule.
/// </param>
/// <param name="ScoreWeight">City only: denominator id weighting county scores, when scores roll up.</param>
public sealed record NamingRules(
    Points PassMark,
    bool DimensionMinimum,
    IReadOnlyList<FigureMinimum> FigureMinimums,
    bool VetoBlocks,
    Ratio? MinimumCountyShare,
    string? ScoreWeight);

public sealed record FigureMinimum(string Indicator, Ratio Value);

public enum TitleAfterBreak
{
    Keep,
    Withdraw,
}

/// <summary>What breaks, revocations and lineage changes do to a run and to titles held.</summary>
/// <param name="FirstYear">The first award year that counts; earlier outcomes are ignored.</param>
/// <param name="WithdrawTitlesOnRevocation">
/// Whether titles reached by years the recount no longer supports are withdrawn.
/// </param>
/// <param name="SplitInheritsByDecision">
/// Whether a split-off unit may inherit when the lineage file says so.
/// </param>
public sealed record StreakRules(
    AwardYear FirstYear,
    TitleAfterBreak TitleAfterBreak,
    bool WithdrawTitlesOnRevocation,
    bool SplitInheritsByDecision);
