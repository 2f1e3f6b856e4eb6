using Award.Rules;

namespace Award.Ledger.Published;

/// <summary>
/// Keys of the published documents. Everything the public may read is in one of these, and nothing else is.
/// </summary>
public static class DocumentKeys
{
    /// <summary>What the keys of all registers begin with.</summary>
    public const string Registers = "register/";

    /// <summary>"sheets/330000/2017/330624" → 330000: every key names its province second.</summary>
    /// <exception cref="ArgumentException">It is no key of a document.</exception>
    public static RegionCode ProvinceOf(string key) => key.Split('/', 3) is [_, var province, ..]
        ? new RegionCode(province)
        : throw new ArgumentException($"'{key}' is no key of a document", nameof(key));

    public static string Year(RegionCode province, AwardYear year) => $"years/{province}/{year}";

    public static string Standings(RegionCode province, AwardYear year, RegionLevel level) =>
        $"standings/{province}/{year}/{(level == RegionLevel.County ? "county" : "city")}";

    public static string Sheet(RegionCode province, AwardYear year, RegionCode code) =>
        $"sheets/{province}/{year}/{code}";

    public static string References(RegionCode province, AwardYear year) => $"references/{province}/{year}";

    public static string Streak(RegionCode province, LineageId lineage) => $"streaks/{province}/{lineage}";

    public static string Notice(RegionCode province, AwardYear year) => $"notice/{province}/{year}";

    public static string Register(RegionCode province) => $"register/{province}";

    public static string Rulebook(RegionCode province, string hash) => $"rulebooks/{province}/{hash}";
}

/// <summary>A name in both languages, as documents carry it.</summary>
public sealed record NameText(string Zh, string En);

/// <summary>
/// An award year's stage and dates, rewritten at each move of the stage and each extension. Key <c>years/330000/2017</c>.
/// </summary>
/// <param name="NoticeUntil">The last day of notice: of the period under way, else as it was set.</param>
/// <param name="Stage">"draft", "collecting", "review", "notice", "published".</param>
/// <param name="Stages">When each stage began.</param>
public sealed record YearDocument(
    string Province,
    int Year,
    string Stage,
    string RulebookId,
    string RulebookHash,
    string RegisterHash,
    int Semantics,
    string Visibility,
    DateOnly? CollectingUntil,
    DateOnly? NoticeUntil,
    bool Demonstration,
    IReadOnlyList<StageTime> Stages);

public sealed record StageTime(string Stage, string At);

/// <summary>
/// The list on public notice, written by the step to notice and emptied by the step that leaves it. When it ends says the
/// year's document, which an extension rewrites. Key <c>notice/330000/2017</c>.
/// </summary>
/// <param name="List">Null while nothing is on notice.</param>
public sealed record NoticeDocument(string Province, int Year, NoticeList? List);

/// <param name="Rows">By code; neither scores nor places, which are not public yet.</param>
public sealed record NoticeList(
    string RulebookId, string RulebookHash, bool Demonstration, IReadOnlyList<NoticeRow> Rows);

/// <param name="Outcome">Kebab-case of <see cref="Rules.Rating.Outcome"/>, as the sheets stood when notice was given.</param>
public sealed record NoticeRow(string Code, NameText Name, string Level, string Outcome);

/// <summary>One level's table as published; never rewritten. Key <c>standings/330000/2017/city</c>.</summary>
public sealed record StandingsDocument(
    string Province,
    int Year,
    string Level,
    string PublishedAt,
    string RulebookId,
    string RulebookHash,
    bool Demonstration,
    IReadOnlyList<StandingsRow> Rows);

/// <param name="Score">Rounded total as decimal text; null while open.</param>
/// <param name="Movement">Places gained (positive) or lost since last year's table; null without one.</param>
/// <param name="Outcome">As published; a later revocation stands in the streak document.</param>
public sealed record StandingsRow(
    string Code, string Lineage, NameText Name, int? Rank, bool Pending, string? Score, string Outcome, int? Movement);

/// <summary>A region's score sheet as published; never rewritten. Key <c>sheets/330000/2017/330624</c>.</summary>
public sealed record SheetDocument(
    string Province,
    int Year,
    string Code,
    NameText Name,
    string Level,
    string? Parent,
    string Outcome,
    string? Score,
    int? Rank,
    bool Pending,
    string RulebookId,
    string RulebookHash,
    bool Demonstration,
    ScoreText Root,
    IReadOnlyList<ReasonText> Reasons,
    IReadOnlyList<IncidentText> Incidents,
    IReadOnlyList<string> Vetoes);

/// <summary>A node of the sheet: the root, a dimension, or an indicator (no children).</summary>
/// <param name="Points">Points reached, eight decimals at most; null while open or excluded.</param>
/// <param name="Value">The scored value as decimal text with at most six decimals, for indicators.</param>
/// <param name="Reported">The figure as reported, before division and roll-up; null when there is none.</param>
/// <param name="Evidence">What the assessor gave as evidence, null without.</param>
public sealed record ScoreText(
    string Id,
    NameText Name,
    string? Points,
    string Full,
    bool Excluded,
    string? Unit,
    string? Value,
    string? Reported,
    string? Evidence,
    string Rule,
    string Provenance,
    IReadOnlyList<WorkingText> Working,
    IReadOnlyList<ScoreText> Children);

public sealed record WorkingText(string Code, IReadOnlyList<string> Arguments);

/// <param name="Code">Kebab-case of <see cref="Rules.Rating.ReasonCode"/>.</param>
public sealed record ReasonText(string Code, string Subject, string? Required, string? Actual);

public sealed record IncidentText(string Id, string Kind, DateOnly Date, int Deaths, string? Severity, bool Rectified);

/// <summary>
/// What next year's rating takes from this one: scored values by region and indicator, and the provincial means by level.
/// Key <c>references/330000/2017</c>.
/// </summary>
public sealed record ReferencesDocument(
    string Province,
    int Year,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Means);

/// <summary>
/// One unit's published outcomes and the titles it holds, rewritten by publication, revocation, resolution and recount.
/// Key <c>streaks/330000/330621</c>.
/// </summary>
/// <param name="Years">Oldest first; one row a year with an outcome.</param>
/// <param name="RecountedUpTo">Version of the streak stream the titles are counted up to.</param>
public sealed record StreakDocument(
    string Province, string Lineage, long RecountedUpTo, IReadOnlyList<StreakYear> Years, IReadOnlyList<TitleText> Titles);

/// <param name="Outcome">The outcome now: a revocation or a decided suspension changes it.</param>
/// <param name="Published">The outcome as first published.</param>
/// <param name="RevokedAfter">The last award year published when it was revoked.</param>
public sealed record StreakYear(
    int Year,
    string Code,
    string Level,
    string Outcome,
    string Published,
    string? Score,
    int? Rank,
    string RulebookHash,
    IReadOnlyList<ReasonText> Reasons,
    int? RevokedAfter);

public sealed record TitleText(string Tier, NameText Name, int Year);

/// <summary>The register of a province's regions and their lineage. Key <c>register/330000</c>.</summary>
public sealed record RegisterDocument(
    string Province, string Hash, IReadOnlyList<RegisterRowText> Regions, IReadOnlyList<LineageText> Lineage);

public sealed record RegisterRowText(
    string Code, NameText Name, string Level, string Parent, int ValidFrom, int? ValidTo);

/// <param name="Kind">"rename", "merger", "split" or "part-moved".</param>
public sealed record LineageText(int Year, string Old, string New, bool OldSurvives, string Kind, bool Inherits);

/// <summary>A rulebook as put on record. Key <c>rulebooks/330000/{hash}</c>.</summary>
public sealed record RulebookDocument(string Province, string Id, string Hash, string Source);
