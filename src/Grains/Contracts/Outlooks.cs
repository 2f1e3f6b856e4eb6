using Orleans.CodeGeneration;
using Award.Ledger.Published;

namespace Award.Grains;

/// <summary>"What if" about one region's year (试算). Key <c>what-if/2017/330600</c>. Reads; writes nothing.</summary>
[Alias("award.IWhatIfGrain"), Version(1)]
public interface IWhatIfGrain : IGrainWithStringKey
{
    /// <param name="figures">Raw figures by indicator or denominator as plain decimal text; may be empty.</param>
    [Alias("Ask")]
    Task<WhatIfReading> AskAsync(CallerView caller, IReadOnlyDictionary<string, string> figures);
}

/// <summary>A region's sheet and outlook as of the same moment, or why the caller may not see them.</summary>
/// <param name="Outlook">JSON of an <see cref="OutlookText"/>.</param>
[GenerateSerializer, Immutable, Alias("award.OutlookReading")]
public sealed record OutlookReading(
    [property: Id(0)] SheetView? Sheet,
    [property: Id(1)] byte[]? Outlook,
    [property: Id(2)] IReadOnlyList<RefusalView> Refusals);

/// <param name="Answer">JSON of a <see cref="WhatIfText"/>; null where the question is refused.</param>
[GenerateSerializer, Immutable, Alias("award.WhatIfReading")]
public sealed record WhatIfReading(
    [property: Id(0)] byte[]? Answer, [property: Id(1)] IReadOnlyList<RefusalView> Refusals);

/// <summary>What is about to be reported of a region.</summary>
/// <param name="Figures">Plain decimal text by id.</param>
[GenerateSerializer, Immutable, Alias("award.ReportedView")]
public sealed record ReportedView(
    [property: Id(0)] string Region,
    [property: Id(1)] IReadOnlyDictionary<string, string> Figures,
    [property: Id(2)] IReadOnlyList<IncidentView> Incidents);

/// <summary>Something odd: see <see cref="Rules.Outlook.Doubt"/>; numbers are decimal text.</summary>
[GenerateSerializer, Immutable, Alias("award.DoubtView")]
public sealed record DoubtView(
    [property: Id(0)] string Code,
    [property: Id(1)] string Region,
    [property: Id(2)] string Subject,
    [property: Id(3)] string Reported,
    [property: Id(4)] string Value,
    [property: Id(5)] string Expected);

/// <summary>What a region is told of its year. Points and shares are decimal text.</summary>
/// <param name="SoFar">Points with nothing for what is open, or null.</param>
/// <param name="Attainable">The most points it can still get, or null.</param>
/// <param name="Missing">Ids of what holds the score or the designation open.</param>
/// <param name="Withheld">What the caller is not told: "rank", "score".</param>
public sealed record OutlookText(
    string Stage,
    string RulebookId,
    string RulebookHash,
    ScoreText Score,
    EndText End,
    string? SoFar,
    string? Attainable,
    IReadOnlyList<GapText> Gaps,
    IReadOnlyList<string> Missing,
    IReadOnlyList<VetoInSightText> Vetoes,
    IReadOnlyList<WarningText> Warnings,
    RunText IfDesignated,
    IReadOnlyList<string> Withheld);

/// <param name="Version">The sheet's version it was asked of.</param>
/// <param name="Least">Null where it is withheld.</param>
public sealed record WhatIfText(
    string Stage,
    string RulebookId,
    string RulebookHash,
    long Version,
    EndText Before,
    EndText After,
    LeastChangeText? Least,
    IReadOnlyList<string> Withheld);

/// <summary>How the year would end.</summary>
/// <param name="Outcome">Null where it is withheld.</param>
public sealed record EndText(
    string? Score, int? Rank, string? Outcome, IReadOnlyList<ReasonText> Reasons, RunText? Streak);

/// <param name="Tier">Id of the tier the run stands on, or null.</param>
public sealed record RunText(
    int Years, int? From, int? To, string? Tier, NameText? TierName, NextText? Next, bool Pending);

public sealed record NextText(string Tier, NameText Name, int YearsToGo, int Earliest);

/// <param name="Better">"higher-is-better" or "lower-is-better".</param>
public sealed record GapText(
    string Code,
    string Subject,
    string Required,
    string? Actual,
    string? Lacking,
    bool Met,
    string Better,
    CountiesText? Counties);

public sealed record CountiesText(int Designated, int Open, int Assessed, int Needed);

public sealed record VetoInSightText(string Ground, bool Confirmed, bool Raised, bool Holds);

public sealed record WarningText(string Code, string Subject, IReadOnlyList<string> Arguments);

/// <param name="Verdict">"designated", "found", "none" or "not-settled".</param>
/// <param name="After">With the figures asked about and the moves; null unless found.</param>
/// <param name="Obstacles">Why there is none.</param>
public sealed record LeastChangeText(
    string Verdict, IReadOnlyList<MoveText> Moves, EndText? After, IReadOnlyList<ReasonText> Obstacles);

/// <param name="From">As reported; null where nothing is.</param>
public sealed record MoveText(string Indicator, string? From, string To, string Gained, bool AnyValue);
