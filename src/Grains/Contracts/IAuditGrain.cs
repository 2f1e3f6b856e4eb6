using Orleans.CodeGeneration;

namespace Award.Grains;

/// <summary>The record as auditors read it. Key <c>audit/330000</c>; a stateless worker.</summary>
[Alias("award.IAuditGrain"), Version(1)]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>
    /// The entries of an award year that lie in the caller's regions, in order: its own stream (for whoever
    /// reaches the whole province), its sheets, and what the streaks hold of that year.
    /// </summary>
    /// <param name="region">Only about this region and what lies in it, or null.</param>
    [Alias("Record")]
    Task<RecordPage> RecordAsync(CallerView caller, int year, string? region, long after, int limit);

    /// <summary>Every value one figure has had, newest last.</summary>
    [Alias("History")]
    Task<FigureHistory> HistoryAsync(CallerView caller, int year, string code, string indicator);
}

/// <param name="Next">Where to read on: everything up to it was looked at.</param>
/// <param name="More">Whether there may be more already.</param>
/// <param name="Refusals">Why the caller may not read, or empty.</param>
[GenerateSerializer, Immutable, Alias("award.RecordPage")]
public sealed record RecordPage(
    [property: Id(0)] IReadOnlyList<RecordEntry> Entries,
    [property: Id(1)] long Next,
    [property: Id(2)] bool More,
    [property: Id(3)] IReadOnlyList<RefusalView> Refusals);

/// <summary>See <see cref="Ledger.Entry"/>.</summary>
/// <param name="Payload">Canonical JSON.</param>
[GenerateSerializer, Immutable, Alias("award.RecordEntry")]
public sealed record RecordEntry(
    [property: Id(0)] long Position,
    [property: Id(1)] string Stream,
    [property: Id(2)] long Version,
    [property: Id(3)] string Kind,
    [property: Id(4)] byte[] Payload,
    [property: Id(5)] string Actor,
    [property: Id(6)] DateTimeOffset At,
    [property: Id(7)] string CommandId,
    [property: Id(8)] string PreviousHash,
    [property: Id(9)] string Hash);

[GenerateSerializer, Immutable, Alias("award.FigureHistory")]
public sealed record FigureHistory(
    [property: Id(0)] string NameZh,
    [property: Id(1)] string NameEn,
    [property: Id(2)] IReadOnlyList<FigureValue> Values,
    [property: Id(3)] IReadOnlyList<RefusalView> Refusals);

/// <param name="Version">The sheet's version that holds it.</param>
/// <param name="Value">Plain decimal text.</param>
/// <param name="By">Opaque subject id.</param>
/// <param name="Reason">Of an amendment; null of the first value.</param>
[GenerateSerializer, Immutable, Alias("award.FigureValue")]
public sealed record FigureValue(
    [property: Id(0)] long Version,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string By,
    [property: Id(3)] string Value,
    [property: Id(4)] string? Reason,
    [property: Id(5)] string? Evidence);
