namespace Award.Grains;

/// <param name="Expected">Figures the rulebook asks of all regions together.</param>
/// <param name="CollectingUntil">The last day of collecting, or null.</param>
/// <param name="Collecting">"ahead", "near" or "passed"; null without such a day.</param>
/// <param name="DaysLeft">To the last day: 0 on it, below zero after it; null without one.</param>
/// <param name="Overdue">
/// Regions that lack figures while the end of collecting is near or passed and the year is not published: most lacking first,
/// then by code.
/// </param>
[GenerateSerializer, Immutable, Alias("award.ProgressView")]
public sealed record ProgressView(
    [property: Id(0)] string Stage,
    [property: Id(1)] int Expected,
    [property: Id(2)] int Submitted,
    [property: Id(3)] IReadOnlyList<RegionProgress> Regions,
    [property: Id(4)] IReadOnlyList<IndicatorProgress> Indicators,
    [property: Id(5)] IReadOnlyList<OpenVeto> UndecidedVetoes,
    [property: Id(6)] IReadOnlyList<IndicatorProgress> Dimensions,
    [property: Id(7)] DateOnly? CollectingUntil,
    [property: Id(8)] string? Collecting,
    [property: Id(9)] int? DaysLeft,
    [property: Id(10)] IReadOnlyList<string> Overdue);

/// <param name="Recused">How many people are recused from it.</param>
/// <param name="Dimensions">By dimension; a denominator counts in each that divides or weights by it.</param>
[GenerateSerializer, Immutable, Alias("award.RegionProgress")]
public sealed record RegionProgress(
    [property: Id(0)] string Code,
    [property: Id(1)] string NameZh,
    [property: Id(2)] string NameEn,
    [property: Id(3)] string Level,
    [property: Id(4)] int Expected,
    [property: Id(5)] int Submitted,
    [property: Id(6)] IReadOnlyList<string> Missing,
    [property: Id(7)] int Recused,
    [property: Id(8)] IReadOnlyList<DimensionProgress> Dimensions);

[GenerateSerializer, Immutable, Alias("award.DimensionProgress")]
public sealed record DimensionProgress(
    [property: Id(0)] string Id,
    [property: Id(1)] int Expected,
    [property: Id(2)] int Submitted,
    [property: Id(3)] IReadOnlyList<string> Missing);

/// <summary>Of an indicator, a denominator or a dimension over all regions.</summary>
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
