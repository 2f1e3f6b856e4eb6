namespace Award.Rules.Rulebooks;

public enum RankMode
{
    /// <summary>1-2-2-4.</summary>
    Competition,

    /// <summary>1-2-2-3.</summary>
    Dense,
}

/// <summary>The rank mode and the columns that order a table, first to last; ties beyond them share a rank.</summary>
public sealed record RankingPolicy(RankMode Mode, IReadOnlyList<RankingColumn> Columns);

/// <summary>
/// <paramref name="By"/> is "total", "code", or the id of a node or indicator. A node compares by rounded score; an indicator
/// by its scored value, direction aware (best first) unless <paramref name="Descending"/> is given. "code" settles every tie.
/// </summary>
public sealed record RankingColumn(string By, bool Descending);

/// <summary>What a region of one level must meet to be designated (命名).</summary>
/// <param name="PassMark">Least rounded total.</param>
/// <param name="DimensionMinimum">Whether each group's <see cref="Group.MinimumShare"/> must be met.</param>
/// <param name="FigureMinimums">Figures with a least (or, lower is better, greatest) value, such as the survey.</param>
/// <param name="VetoBlocks">Whether a confirmed veto bars.</param>
/// <param name="MinimumCountyShare">City only: least share of its assessed counties designated; null for no such rule.</param>
/// <param name="ScoreWeight">City only: denominator id weighting county scores, when scores roll up.</param>
public sealed record NamingRules(
    Points PassMark,
    bool DimensionMinimum,
    IReadOnlyList<FigureMinimum> FigureMinimums,
    bool VetoBlocks,
    Ratio? MinimumCountyShare,
    string? ScoreWeight);

public sealed record FigureMinimum(string Indicator, Ratio Value);

/// <summary>The titles and the years in a row each takes (梯级). Rising; may continue with a star every so many years.</summary>
public sealed record Ladder(IReadOnlyList<LadderStep> Steps, LadderContinuation? Continues);

/// <param name="Tier">"plaque", "tripod", "bronze", "silver", "gold", "gold-1", …</param>
public sealed record LadderStep(int Years, string Tier, BilingualName Name);

/// <summary>
/// After the last step, another star every <paramref name="EveryYears"/> years. Ids are <c>{TierStem}-{n}</c>; names come from
/// the template, where {n} is the star count (Chinese numerals in Chinese, words in English).
/// </summary>
/// <param name="StarsSoFar">Stars the last step already has.</param>
public sealed record LadderContinuation(int EveryYears, string TierStem, int StarsSoFar, BilingualName NameTemplate);

public enum TitleAfterBreak
{
    Keep,
    Withdraw,
}

/// <summary>What breaks, revocations and lineage changes do to a run and to titles held.</summary>
/// <param name="FirstYear">The first award year that counts; earlier outcomes are ignored.</param>
/// <param name="WithdrawTitlesOnRevocation">Whether titles reached by years the recount no longer supports are withdrawn.</param>
/// <param name="SplitInheritsByDecision">Whether a split-off unit may inherit when the lineage file says so.</param>
public sealed record StreakRules(
    AwardYear FirstYear, TitleAfterBreak TitleAfterBreak, bool WithdrawTitlesOnRevocation, bool SplitInheritsByDecision);
