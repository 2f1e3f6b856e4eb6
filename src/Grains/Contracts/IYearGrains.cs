using Orleans.CodeGeneration;

namespace Award.Grains;

/// <summary>What every year of a province refers to: its rulebooks and its register. Key <c>province/330000</c>.</summary>
[Alias("award.IProvinceGrain"), Version(1)]
public interface IProvinceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Puts a rulebook that comes with the engine on record, without another person: by the engine alone.
    /// </summary>
    [Alias("PublishRulebook")]
    Task<WriteResult> PublishRulebookAsync(WriteRequest request, string yaml);

    /// <inheritdoc cref="PublishRulebookAsync"/>
    [Alias("PublishRegister")]
    Task<WriteResult> PublishRegisterAsync(
        WriteRequest request, IReadOnlyList<RegisterRowView> regions, IReadOnlyList<LineageLinkView> lineage);

    /// <summary>Asks for a rulebook to be put on record; another person decides.</summary>
    [Alias("ProposeRulebook")]
    Task<WriteResult> ProposeRulebookAsync(WriteRequest request, string yaml);

    /// <summary>Asks for a register, whole, to be put on record; another person decides.</summary>
    [Alias("ProposeRegister")]
    Task<WriteResult> ProposeRegisterAsync(
        WriteRequest request, IReadOnlyList<RegisterRowView> regions, IReadOnlyList<LineageLinkView> lineage);

    /// <param name="kind">"rulebook" or "register": a proposal of the other kind is unknown here.</param>
    /// <param name="reason">Required to reject.</param>
    [Alias("DecideProposal")]
    Task<WriteResult> DecideProposalAsync(WriteRequest request, string kind, string id, bool confirmed, string? reason);

    /// <summary>Every proposal, in order of its number; or why the caller may not see them.</summary>
    [Alias("Proposals")]
    Task<ProposalsReading> ProposalsAsync(CallerView caller);

    /// <summary>Years opened so far, oldest first.</summary>
    [Alias("Years")]
    Task<IReadOnlyList<int>> YearsAsync();
}

[GenerateSerializer, Immutable, Alias("award.ProposalsReading")]
public sealed record ProposalsReading(
    [property: Id(0)] IReadOnlyList<ProposalView> Proposals, [property: Id(1)] IReadOnlyList<RefusalView> Refusals);

/// <param name="Kind">"rulebook" or "register".</param>
/// <param name="Step">"proposed", "confirmed" or "rejected".</param>
/// <param name="Own">The caller proposed it, and so does not decide it.</param>
/// <param name="RulebookId">Of a rulebook.</param>
/// <param name="Source">Of a rulebook that is undecided: its text.</param>
/// <param name="Regions">Of a register that is undecided.</param>
/// <param name="Lineage">Of a register that is undecided.</param>
[GenerateSerializer, Immutable, Alias("award.ProposalView")]
public sealed record ProposalView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Step,
    [property: Id(3)] DateTimeOffset ProposedAt,
    [property: Id(4)] bool Own,
    [property: Id(5)] string Hash,
    [property: Id(6)] string? Reason,
    [property: Id(7)] string? RulebookId,
    [property: Id(8)] string? Source,
    [property: Id(9)] IReadOnlyList<RegisterRowView>? Regions,
    [property: Id(10)] IReadOnlyList<LineageLinkView>? Lineage);

/// <summary>An award year of a province: stages, and the publication. Key <c>year/330000/2017</c>.</summary>
[Alias("award.IAwardYearGrain"), Version(1)]
public interface IAwardYearGrain : IGrainWithStringKey
{
    [Alias("Open")]
    Task<WriteResult> OpenAsync(WriteRequest request, YearOpening opening);

    /// <param name="to">"collecting", "review", "notice" or "published".</param>
    [Alias("MoveStage")]
    Task<WriteResult> MoveStageAsync(WriteRequest request, string to, string? reason);

    /// <summary>Sets a deadline to a later day.</summary>
    /// <param name="deadline">"collecting" or "notice".</param>
    [Alias("ExtendDeadline")]
    Task<WriteResult> ExtendDeadlineAsync(WriteRequest request, string deadline, DateOnly until, string reason);

    /// <summary>
    /// Does what the calendar makes due, as the ledger tells it: safe to call at any time, by anyone, at once. Null when nothing
    /// is due.
    /// </summary>
    [Alias("HonourDeadlines")]
    Task<WriteResult?> HonourDeadlinesAsync();

    /// <param name="rulebook">Id or hash of a rulebook on record in the province; of an id the latest text is taken.</param>
    [Alias("ChangeRulebook")]
    Task<WriteResult> ChangeRulebookAsync(WriteRequest request, string rulebook, string reason);

    /// <summary>Figures of several regions at once, all or nothing, one command.</summary>
    [Alias("SubmitFigures")]
    Task<WriteResult> SubmitFiguresAsync(WriteRequest request, IReadOnlyList<FigureRow> rows);

    /// <summary>As <see cref="SubmitFiguresAsync"/>, without those that are on record with the same value.</summary>
    [Alias("ImportFigures")]
    Task<WriteResult> ImportFiguresAsync(WriteRequest request, IReadOnlyList<FigureRow> rows);

    /// <summary>What <see cref="ImportFiguresAsync"/> would do now; writes nothing.</summary>
    [Alias("CheckImport")]
    Task<ImportView> CheckImportAsync(CallerView caller, IReadOnlyList<FigureRow> rows);

    /// <summary>Incidents of several regions at once, all or nothing, one command.</summary>
    [Alias("RecordIncidents")]
    Task<WriteResult> RecordIncidentsAsync(WriteRequest request, IReadOnlyList<IncidentRow> rows);

    /// <summary>A person with a tie to a region takes no part in what is decided about it.</summary>
    [Alias("DeclareRecusal")]
    Task<WriteResult> DeclareRecusalAsync(WriteRequest request, string region, string reason);

    [Alias("WithdrawRecusal")]
    Task<WriteResult> WithdrawRecusalAsync(WriteRequest request, string id, string reason);

    /// <summary>Objections to the caller's regions, by region and number; null when the year is not open.</summary>
    [Alias("Objections")]
    Task<IReadOnlyList<ObjectionView>?> ObjectionsAsync(CallerView caller);

    [Alias("View")]
    Task<AwardYearView?> ViewAsync();

    /// <summary>What is still missing of the caller's regions, by region and indicator; null when the year is not open.</summary>
    [Alias("Progress")]
    Task<ProgressView?> ProgressAsync(CallerView caller);

    /// <summary>The year by another rulebook beside its own. Reads only.</summary>
    [Alias("Shadow")]
    Task<ShadowReading> ShadowAsync(CallerView caller, ShadowAsk ask);

    /// <summary>Finishes recounts that a publication or revocation left open. Safe to call at any time.</summary>
    [Alias("FinishRecount")]
    Task FinishRecountAsync();
}

[GenerateSerializer, Immutable, Alias("award.AwardYearView")]
public sealed record AwardYearView(
    [property: Id(0)] string Province,
    [property: Id(1)] int Year,
    [property: Id(2)] string Stage,
    [property: Id(3)] long Version,
    [property: Id(4)] string RulebookId,
    [property: Id(5)] string RulebookHash,
    [property: Id(6)] string Visibility,
    [property: Id(7)] DateOnly? CollectingUntil,
    [property: Id(8)] DateOnly? NoticeUntil,
    [property: Id(9)] bool Demonstration,
    [property: Id(10)] bool RecountFinished);

/// <summary>What an import would do.</summary>
/// <param name="Written">Rows it would put on record; the others are there with the same value. Empty beside refusals.</param>
/// <param name="Regions">Regions whose sheet it would change.</param>
/// <param name="Warnings">What looks odd, and <paramref name="Confirm"/> names it for a confirmation.</param>
[GenerateSerializer, Immutable, Alias("award.ImportView")]
public sealed record ImportView(
    [property: Id(0)] IReadOnlyList<int> Written,
    [property: Id(1)] int Regions,
    [property: Id(2)] IReadOnlyList<RefusalView> Refusals,
    [property: Id(3)] IReadOnlyList<RefusalView> Warnings,
    [property: Id(4)] string? Confirm);
