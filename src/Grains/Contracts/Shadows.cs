using Award.Ledger.Published;

namespace Award.Grains;

/// <summary>A year to be rated by another rulebook beside its own. One of the first two is given.</summary>
/// <param name="Rulebook">Id or hash of a rulebook on record in the province.</param>
/// <param name="Source">YAML of a rulebook that need not be on record.</param>
/// <param name="Level">"county" or "city"; null: both.</param>
/// <param name="Region">Code of the only region asked about; null: all.</param>
/// <param name="Chinese">The language of the explanations; else English.</param>
[GenerateSerializer, Immutable, Alias("award.ShadowAsk")]
public sealed record ShadowAsk(
    [property: Id(0)] string? Rulebook,
    [property: Id(1)] string? Source,
    [property: Id(2)] string? Level,
    [property: Id(3)] string? Region,
    [property: Id(4)] bool Chinese);

/// <param name="Document">JSON of a <see cref="ShadowDocument"/>; null when refused.</param>
[GenerateSerializer, Immutable, Alias("award.ShadowReading")]
public sealed record ShadowReading(
    [property: Id(0)] byte[]? Document, [property: Id(1)] IReadOnlyList<RefusalView> Refusals);

/// <summary>A year by its own rulebook and by another (影子办法). Never stored.</summary>
/// <param name="Demands">By level: what a designation takes, where the two differ.</param>
public sealed record ShadowDocument(
    string Stage,
    ShadowRulebook Real,
    ShadowRulebook Other,
    IReadOnlyList<ShadowDemand> Demands,
    IReadOnlyList<ShadowRow> Rows);

public sealed record ShadowRulebook(string Id, string Hash, NameText Name, bool Demonstration);

/// <param name="Text">The same as one line for a person.</param>
public sealed record ShadowDemand(
    string Level, string Kind, string Subject, string? Real, string? Other, string Text);

/// <param name="Nodes">Groups and indicators with other points; none where nothing differs.</param>
/// <param name="Explanation">The difference line by line, in the language asked for.</param>
public sealed record ShadowRow(
    string Code,
    string Level,
    NameText Name,
    bool Differs,
    ShadowAward Real,
    ShadowAward Other,
    IReadOnlyList<ShadowNode> Nodes,
    IReadOnlyList<string> Explanation);

/// <param name="StreakYears">As of the year, with this outcome; null while an earlier year is not published.</param>
public sealed record ShadowAward(
    string? Score,
    int? Rank,
    string Outcome,
    int? StreakYears,
    TierText? Tier,
    IReadOnlyList<ShadowReason> Reasons);

public sealed record ShadowReason(
    string Code, string Subject, string? Required, string? Actual, string Zh, string En);

/// <param name="Kind">"group" or "indicator".</param>
/// <param name="In">"both", "real" or "other": the rulebooks that know it.</param>
public sealed record ShadowNode(
    string Id, NameText Name, string Kind, string In, string? Real, string? RealFull, string? Other, string? OtherFull);
