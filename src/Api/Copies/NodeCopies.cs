using System.Collections.Concurrent;
using Award.Api.Published;
using Award.Api.Telemetry;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Copies;

/// <summary>
/// This node's copies of all that is published. Public reads are answered from them alone, with silos and store away too. A
/// province is taken in whole: its documents as they stood together at one moment.
/// </summary>
internal sealed partial class NodeCopies : IDisposable
{
    private readonly ICopySource _source;
    private readonly HeldCopies _held;
    private readonly SnapshotAge _age;
    private readonly TimeProvider _clock;
    private readonly ILogger<NodeCopies> _log;
    private readonly SemaphoreSlim _taking = new(1, 1);
    private readonly ConcurrentDictionary<string, byte> _damaged = new(StringComparer.Ordinal);
    private readonly Latest<bool> _caughtUp;
    private long _confirmed;

    public NodeCopies(
        ICopySource source, HeldCopies held, SnapshotAge age, TimeProvider clock, ILogger<NodeCopies> log)
    {
        (_source, _held, _age, _clock, _log) = (source, held, age, clock, log);
        _caughtUp = new Latest<bool>(false, CatchUpOnceAsync);
    }

    public HeldCopies Held => _held;

    /// <summary>When the silos last said that nothing is missing here; null before they ever did.</summary>
    public DateTimeOffset? Confirmed =>
        Interlocked.Read(ref _confirmed) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public void Dispose()
    {
        _caughtUp.Dispose();
        _taking.Dispose();
        _held.Dispose();
    }

    /// <summary>The document under a key; null when nothing is published under it.</summary>
    /// <exception cref="NotHeldException">It is not held whole, and cannot be fetched.</exception>
    public async Task<DocumentView?> FindAsync(string key, CancellationToken cancellation)
    {
        var province = DocumentKeys.ProvinceOf(key);
        var copy = await WholeAsync(province, cancellation);
        return copy?.Places.GetValueOrDefault(key) is { } place
            ? new DocumentView(key, place.Position, await ReadAsync(province, key, place, cancellation))
            : null;
    }

    /// <summary>A province's documents that start with the prefix and changed after a position.</summary>
    /// <exception cref="NotHeldException">The province is not held whole, and cannot be fetched.</exception>
    public async Task<IReadOnlyList<DocumentView>> ChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation)
    {
        var province = DocumentKeys.ProvinceOf(keyPrefix);
        var changed = new List<DocumentView>();
        foreach (var (key, place) in (await WholeAsync(province, cancellation))?.Changed(keyPrefix, afterPosition) ?? [])
        {
            changed.Add(new DocumentView(key, place.Position, await ReadAsync(province, key, place, cancellation)));
        }

        return changed;
    }

    /// <summary>Provinces with a register, by code.</summary>
    /// <exception cref="NotHeldException">It is not known yet which there are.</exception>
    public async Task<IReadOnlyList<RegionCode>> ProvincesAsync(CancellationToken cancellation)
    {
        if (_held.Epoch is null)
        {
            await TryCatchUpAsync(null, cancellation);
        }

        return _held.Epoch is null
            ? throw new NotHeldException("nothing has been fetched yet")
            : [.. _held.Provinces
                .Where(held => !held.Value.IsWhole || held.Value.Places.ContainsKey(DocumentKeys.Register(held.Key)))
                .Select(held => held.Key).Order()];
    }

    /// <summary>Takes in what is published now: what was committed before the call is held after it.</summary>
    /// <exception cref="TimeoutException">The silos do not answer; so with Orleans exceptions and IOException.</exception>
    public Task CatchUpAsync(CancellationToken cancellation) => _caughtUp.CurrentAsync(cancellation);

    private async Task<bool> CatchUpOnceAsync(bool known, CancellationToken cancellation)
    {
        await TakeInAsync(await _source.LookAsync(cancellation), cancellation);
        return true;
    }

    private async Task<ProvinceCopy?> WholeAsync(RegionCode province, CancellationToken cancellation)
    {
        if (_held.Epoch is null || _held.Find(province) is { IsWhole: false })
        {
            await TryCatchUpAsync(province, cancellation);
        }

        return _held.Epoch is not null && _held.Find(province) is not { IsWhole: false }
            ? _held.Find(province)
            : throw new NotHeldException($"province {province} has not been fetched yet");
    }

    private async Task<byte[]> ReadAsync(RegionCode province, string key, Place place, CancellationToken cancellation)
    {
        if (_held.Read(key, place) is { } bytes)
        {
            return bytes;
        }

        // Replaced since the place was looked up, or damaged on the disk, or lost with all of it: then it is fetched again.
        var now = _held.Find(province)?.Places.GetValueOrDefault(key);
        if (now is null || now.Position == place.Position)
        {
            if (now is not null)
            {
                _damaged[key] = 0;
                SayDamaged(key);
            }

            await TryCatchUpAsync(province, cancellation);
            now = (await WholeAsync(province, cancellation))?.Places.GetValueOrDefault(key);
        }

        return now is not null && _held.Read(key, now) is { } again
            ? again
            : throw new NotHeldException($"the copy of {key} is damaged");
    }

    private async Task TryCatchUpAsync(RegionCode? province, CancellationToken cancellation)
    {
        try
        {
            await CatchUpAsync(cancellation);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or IOException)
        {
            throw new NotHeldException($"{province?.Value ?? "what is published"} cannot be fetched now", fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "the copy of {Key} is damaged; it is fetched again")]
    private partial void SayDamaged(string key);
}
