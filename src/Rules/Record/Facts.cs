using Award.Rules.Rating;
using Award.Rules.Streaks;

namespace Award.Rules.Record;

/// <summary>
/// Something that happened and is on record. One record type is one entry kind of the ledger; its properties are the payload.
/// Facts are never changed: a new meaning is a new kind.
/// </summary>
public abstract record Fact;

// ---- stream province/{code}: what every year of the province refers to

public sealed record RulebookPublished(string Id, string Hash, string Source) : Fact;

public sealed record RegisterPublished(
    string Hash, IReadOnlyList<RegisterRow> Regions, IReadOnlyList<LineageLink> Lineage) : Fact;

/// <summary>A rulebook that somebody asks to be put on record; it is once another person confirms it.</summary>
/// <param name="Id">"330000-p-1": unique in the province, with those of registers.</param>
public sealed record RulebookProposed(string Id, string RulebookId, string Hash, string Source) : Fact;

/// <summary>A register, whole, that somebody asks to be put on record.</summary>
public sealed record RegisterProposed(
    string Id, string Hash, IReadOnlyList<RegisterRow> Regions, IReadOnlyList<LineageLink> Lineage) : Fact;

/// <summary>Stands before the publication of what was proposed, in the same command.</summary>
public sealed record ProposalConfirmed(string Id, string? Reason) : Fact;

public sealed record ProposalRejected(string Id, string Reason) : Fact;

// ---- stream year/{province}/{year}

/// <summary>A year begins as a draft, with the rulebook, register and rating semantics it will be rated with.</summary>
public sealed record YearOpened(
    RegionCode Province,
    AwardYear Year,
    string RulebookId,
    string RulebookHash,
    string RegisterHash,
    int Semantics,
    Visibility Visibility,
    YearDates Dates,
    bool Demonstration) : Fact;

public sealed record StageMoved(Stage From, Stage To, string? Reason) : Fact;

/// <summary>A period of notice that began with the step to notice; publication waits for its last day to pass.</summary>
/// <param name="Until">The last day of notice.</param>
public sealed record NoticeBegun(DateOnly From, DateOnly Until) : Fact;

/// <summary>The deadline is this day from now on.</summary>
public sealed record DeadlineExtended(Deadline Deadline, DateOnly Until, string Reason) : Fact;

/// <summary>A deadline is near; told once for each date it is set to.</summary>
public sealed record DeadlineAnnounced(Deadline Deadline, DateOnly Date) : Fact;

/// <summary>The year's result, sealed: which version of each sheet was rated, and the hash of each published table.</summary>
/// <param name="Tables">Hash of each published document by its key, lower-case hex SHA-256 of the document's bytes.</param>
public sealed record YearPublished(
    int Semantics, IReadOnlyList<SealedSheet> Sheets, IReadOnlyList<PublishedHash> Tables) : Fact;

public sealed record SealedSheet(string Stream, long Version);

public sealed record PublishedHash(string Key, string Hash);

/// <summary>Every streak of the year has been recounted after publication.</summary>
public sealed record RecountFinished : Fact;

/// <summary>The actor has a tie to the region, and from now on has no part in what is decided about it this year.</summary>
/// <param name="Region">With it what lies below.</param>
public sealed record RecusalDeclared(string Id, RegionCode Region, string Reason) : Fact;

public sealed record RecusalWithdrawn(string Id, string Reason) : Fact;

/// <summary>The year is rated with another rulebook from now on; what is on its sheets stays.</summary>
/// <param name="Demonstration">Whether the year is marked as demonstration data from now on.</param>
public sealed record YearRulebookChanged(
    string RulebookId, string RulebookHash, int Semantics, bool Demonstration, string Reason) : Fact;

// ---- streams county/{year}/{code} and city/{year}/{code}: one region's year

public sealed record FiguresSubmitted(IReadOnlyList<SubmittedFigure> Figures) : Fact;

/// <param name="Indicator">Id of an indicator or a denominator.</param>
public sealed record SubmittedFigure(string Indicator, Figure Value, string? Evidence);

public sealed record FigureAmended(string Indicator, Figure Previous, Figure Value, string Reason) : Fact;

public sealed record IncidentRecorded(Incident Incident) : Fact;

/// <summary>The incident with this id now reads so; the old stays on record.</summary>
public sealed record IncidentAmended(Incident Incident, string Reason) : Fact;

public sealed record IncidentWithdrawn(string Id, string Reason) : Fact;

public sealed record VetoRaised(string Id, string Ground, string Reason) : Fact;

public sealed record VetoConfirmed(string Id, string? Reason) : Fact;

public sealed record VetoRejected(string Id, string Reason) : Fact;

public sealed record VetoWithdrawn(string Id, string Reason) : Fact;

public sealed record VetoAmended(string Id, string Ground, string Reason) : Fact;

public sealed record DesignationSuspended(string Id, string Reason) : Fact;

/// <summary>Decided before publication: lifted (rated as usual) or upheld (not designated).</summary>
public sealed record SuspensionDecided(string Id, bool Designated, string Reason) : Fact;

/// <summary>Somebody objects to what the list on public notice says of the region. What they say stands outside the chain.</summary>
/// <param name="Indicator">What it is about, where it is about one figure.</param>
/// <param name="Digest">Lower-case hex SHA-256 over a salt and the text: shows that a text is the one raised.</param>
public sealed record ObjectionRaised(string Id, ObjectionOrigin Origin, string? Indicator, string Digest) : Fact;

/// <summary>An upheld one sends the year back to review in the same command.</summary>
public sealed record ObjectionDecided(string Id, bool Upheld, string Reason) : Fact;

// ---- stream streak/{lineage}

/// <summary>The outcome of one year, written in the publication's transaction.</summary>
public sealed record OutcomeRecorded(
    AwardYear Year,
    RegionCode Code,
    RegionLevel Level,
    Outcome Outcome,
    Points? Score,
    int? Rank,
    IReadOnlyList<Reason> Reasons,
    string RulebookHash,
    string? SuspensionId) : Fact;

/// <summary>Decided after publication: the suspended year counts as designated or not.</summary>
public sealed record SuspensionResolved(string Id, AwardYear Year, bool Designated, string Reason) : Fact;

public sealed record RevocationProposed(string Id, AwardYear Year, string Reason) : Fact;

public sealed record RevocationAmended(string Id, AwardYear Year, string Reason) : Fact;

public sealed record RevocationConfirmed(string Id, AwardYear Year, string? Reason) : Fact;

public sealed record RevocationRejected(string Id, AwardYear Year, string Reason) : Fact;

public sealed record RevocationWithdrawn(string Id, AwardYear Year, string Reason) : Fact;

/// <summary>The run and the titles after everything on this stream up to <paramref name="UpTo"/> was counted.</summary>
/// <param name="UpTo">Version of the last outcome-changing entry counted.</param>
public sealed record StreakRecounted(
    long UpTo, int Years, AwardYear? From, AwardYear? To, string? Tier, IReadOnlyList<Title> Titles) : Fact;
