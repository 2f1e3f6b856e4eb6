using Orleans.CodeGeneration;

namespace Award.Grains;

/// <summary>
/// What a city is told of its own: read from the record each time, kept nowhere. Key <c>inbox/330000</c>; a
/// stateless worker.
/// </summary>
[Alias("award.IInboxGrain"), Version(1)]
public interface IInboxGrain : IGrainWithStringKey
{
    /// <summary>What lies in the caller's regions, in order of record.</summary>
    /// <param name="after">Position after which to read; 0 from the beginning.</param>
    /// <param name="limit">Most items to give.</param>
    /// <param name="year">Only of this award year, or null.</param>
    [Alias("Read")]
    Task<InboxPage> ReadAsync(CallerView caller, long after, int limit, int? year);

    /// <summary>Position of the last entry on record; 0 when there is none.</summary>
    [Alias("End")]
    Task<long> EndAsync();
}

/// <param name="Next">Where to read on: everything up to it was looked at.</param>
/// <param name="More">Whether there may be more already.</param>
/// <param name="Refusals">Why the caller may not read, or empty.</param>
[GenerateSerializer, Immutable, Alias("award.InboxPage")]
public sealed record InboxPage(
    [property: Id(0)] IReadOnlyList<InboxItem> Items,
    [property: Id(1)] long Next,
    [property: Id(2)] bool More,
    [property: Id(3)] IReadOnlyList<RefusalView> Refusals);

/// <summary>One thing told, from one entry.</summary>
/// <param name="Position">Of the entry, in its province.</param>
/// <param name="Region">The region it is about; the province for what concerns all of it.</param>
/// <param name="Kind">The entry's kind, or "designation-lost".</param>
/// <param name="By">Opaque subject id of the person who did it.</param>
/// <param name="About">What it is about, by name: "indicator", "old", "new", "reason", …</param>
/// <param name="Reasons">Of a designation lost: every reason.</param>
[GenerateSerializer, Immutable, Alias("award.InboxItem")]
public sealed record InboxItem(
    [property: Id(0)] string Province,
    [property: Id(1)] long Position,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] int Year,
    [property: Id(4)] string Region,
    [property: Id(5)] string Kind,
    [property: Id(6)] string By,
    [property: Id(7)] IReadOnlyDictionary<string, string> About,
    [property: Id(8)] IReadOnlyList<InboxReason> Reasons,
    [property: Id(9)] string Zh,
    [property: Id(10)] string En);

/// <param name="By">
/// Who confirmed the veto, or decided the suspension, that it names; null of any other.
/// </param>
[GenerateSerializer, Immutable, Alias("award.InboxReason")]
public sealed record InboxReason(
    [property: Id(0)] string Code,
    [property: Id(1)] string Subject,
    [property: Id(2)] string? Required,
    [property: Id(3)] string? Actual,
    [property: Id(4)] string? By,
    [property: Id(5)] string Zh,
    [property: Id(6)] string En);
