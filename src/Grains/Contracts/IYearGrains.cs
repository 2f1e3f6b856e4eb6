namespace Award.Grains;

/// <summary>What every year of a province refers to: its rulebooks and its register. Key <c>province/330000</c>.</summary>
[Alias("award.IProvinceGrain")]
public interface IProvinceGrain : IGrainWithStringKey
{
    /// <summary>Puts a rulebook on record. The same text again is no change and answers the receipt of the first.</summary>
    [Alias("PublishRulebook")]
    Task<WriteResult> PublishRulebookAsync(WriteRequest request, string yaml);

    [Alias("PublishRegister")]
    Task<WriteResult> PublishRegisterAsync(
        WriteRequest request, IReadOnlyList<RegisterRowView> regions, IReadOnlyList<LineageLinkView> lineage);

    /// <summary>Years opened so far, oldest first.</summary>
    [Alias("Years")]
    Task<IReadOnlyList<int>> YearsAsync();
}

/// <summary>An award year of a province: stages, and the publication. Key <c>year/330000/2017</c>.</summary>
[Alias("award.IAwardYearGrain")]
public interface IAwardYearGrain : IGrainWithStringKey
{
    [Alias("Open")]
    Task<WriteResult> OpenAsync(WriteRequest request, YearOpening opening);

    /// <param name="to">"collecting", "review", "notice" or "published".</param>
    [Alias("MoveStage")]
    Task<WriteResult> MoveStageAsync(WriteRequest request, string to, string? reason);

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

    [Alias("View")]
    Task<AwardYearView?> ViewAsync();

    /// <summary>What is still missing of the caller's regions, by region and indicator; null when the year is not open.</summary>
    [Alias("Progress")]
    Task<ProgressView?> ProgressAsync(CallerView caller);

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
[GenerateSerializer, Immutable, Alias("award.ImportView")]
public sealed record ImportView(
    [property: Id(0)] IReadOnlyList<int> Written,
    [property: Id(1)] int Regions,
    [property: Id(2)] IReadOnlyList<RefusalView> Refusals);

/// <param name="Expected">Figures the rulebook asks of all regions together.</param>
[GenerateSerializer, Immutable, Alias("award.ProgressView")]
public sealed record ProgressView(
    [property: Id(0)] string Stage,
    [property: Id(1)] int Expected,
    [property: Id(2)] int Submitted,
    [property: Id(3)] IReadOnlyList<RegionProgress> Regions,
    [property: Id(4)] IReadOnlyList<IndicatorProgress> Indicators,
    [property: Id(5)] IReadOnlyList<OpenVeto> UndecidedVetoes);

[GenerateSerializer, Immutable, Alias("award.RegionProgress")]
public sealed record RegionProgress(
    [property: Id(0)] string Code,
    [property: Id(1)] string NameZh,
    [property: Id(2)] string NameEn,
    [property: Id(3)] string Level,
    [property: Id(4)] int Expected,
    [property: Id(5)] int Submitted,
    [property: Id(6)] IReadOnlyList<string> Missing);

[GenerateSerializer, Immutable, Alias("award.IndicatorProgress")]
public sealed record IndicatorProgress(
    [property: Id(0)] string Id,
    [property: Id(1)] string NameZh,
    [property: Id(2)] string NameEn,
    [property: Id(3)] int Expected,
    [property: Id(4)] int Submitted);

/// <param name="Id">Null while it is only proposed by its condition and no one has raised it.</param>
[GenerateSerializer, Immutable, Alias("award.OpenVeto")]
public sealed record OpenVeto(
    [property: Id(0)] string Region, [property: Id(1)] string Ground, [property: Id(2)] string? Id);
