using Orleans.CodeGeneration;

namespace Award.Grains;

/// <summary>The run of designations of one unit, whatever its code (连冠). Key <c>streak/330621</c>.</summary>
[Alias("award.IStreakGrain"), Version(1)]
public interface IStreakGrain : IGrainWithStringKey
{
    [Alias("ProposeRevocation")]
    Task<WriteResult> ProposeRevocationAsync(WriteRequest request, int year, string reason);

    [Alias("AmendRevocation")]
    Task<WriteResult> AmendRevocationAsync(WriteRequest request, string id, string reason);

    [Alias("DecideRevocation")]
    Task<WriteResult> DecideRevocationAsync(WriteRequest request, string id, VetoStep step, string? reason);

    /// <summary>The award year a revocation is about, or null when there is none with this id. It never changes.</summary>
    [Alias("YearOfRevocation")]
    Task<int?> YearOfRevocationAsync(string id);

    /// <param name="suspendedBy">Subject of the person who suspended, from the sheet: another one decides.</param>
    [Alias("ResolveSuspension")]
    Task<WriteResult> ResolveSuspensionAsync(
        WriteRequest request, string id, int year, bool designated, string reason, string suspendedBy);

    /// <summary>Counts the run anew when something changed since the last count; else does nothing.</summary>
    [Alias("Recount")]
    Task RecountAsync();
}

/// <summary>
/// The working tables of one province and year, both levels. Key <c>standings/330000/2017</c>. Not public.
/// Told of new sheet versions, it may be told wrongly or not at all: it heals itself from the ledger's heads.
/// </summary>
[Alias("award.IStandingsGrain"), Version(1)]
public interface IStandingsGrain : IGrainWithStringKey
{
    /// <summary>A sheet stands at this version now. May come late, twice or never.</summary>
    [Alias("SheetChanged")]
    Task SheetChangedAsync(string stream, long version);

    /// <summary>The rows of the caller's regions as last rated; heals first when <paramref name="heal"/>.</summary>
    [Alias("Table")]
    Task<WorkingTable?> TableAsync(CallerView caller, string level, bool heal);

    /// <summary>A region's sheet, with all that it is told of the year as it stands now.</summary>
    /// <param name="code">A well-formed code.</param>
    [Alias("Outlook")]
    Task<OutlookReading> OutlookAsync(CallerView caller, string code);

    /// <summary>What would be odd of what is about to be reported; for the grains that take it in.</summary>
    [Alias("Doubts")]
    Task<IReadOnlyList<DoubtView>> DoubtsAsync(IReadOnlyList<ReportedView> reported);
}

[GenerateSerializer, Immutable, Alias("award.WorkingTable")]
public sealed record WorkingTable(
    [property: Id(0)] string Stage,
    [property: Id(1)] IReadOnlyList<WorkingRow> Rows,
    [property: Id(2)] long Cursor);

/// <param name="Score">Rounded total as canonical decimal text, or null while open.</param>
[GenerateSerializer, Immutable, Alias("award.WorkingRow")]
public sealed record WorkingRow(
    [property: Id(0)] string Code,
    [property: Id(1)] long Version,
    [property: Id(2)] int? Rank,
    [property: Id(3)] string? Score,
    [property: Id(4)] string Outcome,
    [property: Id(5)] IReadOnlyList<string> Reasons);
