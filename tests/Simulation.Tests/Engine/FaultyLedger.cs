using System.Collections.Concurrent;
using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;
using Simulation.Tests.World;

namespace Simulation.Tests.Engine;

/// <summary>
/// A ledger in whose way things come: now and then it is busy and records nothing, or records and does not
/// come to say so.
/// Each province's chance decides. It may also carry a planted fault, which the simulation has to find.
/// </summary>
public sealed class FaultyLedger(ILedger inner, Planted planted = Planted.Nothing) : ILedger, IPublished, IPublishedChanges
{
    private readonly ConcurrentDictionary<RegionCode, Mishaps> _mishaps = new();
    private int _count;

    private IPublished Published => (IPublished)inner;

    private IPublishedChanges Changes => (IPublishedChanges)inner;

    /// <summary>
    /// Called before each append reaches the store: what a test puts in the way of a command.
    /// </summary>
    public Func<Command, Task>? BeforeAppend { get; set; }

    /// <summary>Called before each reading of a stream.</summary>
    public Func<string, Task>? BeforeRead { get; set; }

    /// <summary>How often appends of a province meet with each mishap, in per cent.</summary>
    public void Begin(string province, Chance chance, int busy, int unanswered) =>
        _mishaps[new RegionCode(province)] = new Mishaps(chance, busy, unanswered);

    /// <summary>No mishaps while it is calm.</summary>
    public void SetCalm(string province, bool calm) => _mishaps[new RegionCode(province)].IsCalm = calm;

    public async Task<AppendResult> AppendAsync(Command command, CancellationToken cancellation = default)
    {
        var mishap = _mishaps.TryGetValue(command.Province, out var mishaps) ? mishaps.Next() : Mishap.None;
        if (mishap == Mishap.Busy) throw new LedgerBusyException("busy, as simulated");
        var number = Interlocked.Increment(ref _count);
        var isFigures = command.Appends is [{ Facts: [FiguresSubmitted] }];
        if (planted == Planted.EmptyPromise && isFigures && number % 40 == 0)
        {
            return Plants.EmptyPromise(command);
        }

        await (BeforeAppend?.Invoke(command) ?? Task.CompletedTask);
        var result = await inner.AppendAsync(Plants.Spoil(command, planted, number), cancellation);
        return mishap == Mishap.Unanswered ? throw new TimeoutException("no answer, as simulated") : result;
    }

    public async Task<(Receipt Receipt, string BodyHash)?> FindCommandAsync(
        Person actor, string idempotencyKey, CancellationToken cancellation = default) =>
        planted == Planted.DoubleApply ? null
            : await inner.FindCommandAsync(actor, idempotencyKey, cancellation);

    public Task<Receipt?> FindReceiptAsync(string id, CancellationToken cancellation = default) =>
        inner.FindReceiptAsync(id, cancellation);

    public async Task<IReadOnlyList<Entry>> ReadStreamAsync(
        string stream, long afterVersion = 0, CancellationToken cancellation = default)
    {
        await (BeforeRead?.Invoke(stream) ?? Task.CompletedTask);
        return await inner.ReadStreamAsync(stream, afterVersion, cancellation);
    }

    public Task<IReadOnlyList<Entry>> ReadProvinceAsync(
        RegionCode province, long afterPosition, int limit, CancellationToken cancellation = default) =>
        inner.ReadProvinceAsync(province, afterPosition, limit, cancellation);

    public async Task<IReadOnlyList<StreamHead>> ReadHeadsAsync(
        RegionCode province, string streamPrefix, long afterPosition = 0, CancellationToken cancellation = default) =>
        planted == Planted.NeverHeals && afterPosition > 0
            ? []
            : await inner.ReadHeadsAsync(province, streamPrefix, afterPosition, cancellation);

    public Task<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellation = default) =>
        inner.ReadHeadAsync(stream, cancellation);

    public Task<IReadOnlyList<RegionCode>> ReadProvincesAsync(CancellationToken cancellation = default) =>
        inner.ReadProvincesAsync(cancellation);

    public Task<StoredDocument?> FindAsync(string key, CancellationToken cancellation = default) =>
        Published.FindAsync(key, cancellation);

    public Task<IReadOnlyList<StoredDocument>> ListAsync(
        string keyPrefix, CancellationToken cancellation = default) =>
        Published.ListAsync(keyPrefix, cancellation);

    public Task<IReadOnlyList<(string Key, long Position)>> ListChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation = default) =>
        Published.ListChangedAsync(keyPrefix, afterPosition, cancellation);

    public Task<string> ReadEpochAsync(CancellationToken cancellation = default) => Changes.ReadEpochAsync(cancellation);

    public Task<string> RaiseEpochAsync(CancellationToken cancellation = default) => Changes.RaiseEpochAsync(cancellation);

    public Task<IReadOnlyList<(RegionCode Province, long Position)>> ReadLatestAsync(
        CancellationToken cancellation = default) => Changes.ReadLatestAsync(cancellation);

    public Task<IReadOnlyList<(string Key, long Position)>> ListChangedAsync(
        RegionCode province, long afterPosition, CancellationToken cancellation = default) =>
        Changes.ListChangedAsync(province, afterPosition, cancellation);

    public Task<IReadOnlyList<StoredDocument>> FindAllAsync(
        IReadOnlyList<string> keys, CancellationToken cancellation = default) =>
        Changes.FindAllAsync(keys, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private enum Mishap
    {
        None,
        Busy,
        Unanswered,
    }

    private sealed class Mishaps(Chance chance, int busy, int unanswered)
    {
        private readonly Lock _lock = new();

        public bool IsCalm { get; set; }

        public Mishap Next()
        {
            lock (_lock)
            {
                return IsCalm ? Mishap.None
                    : chance.Once(busy) ? Mishap.Busy
                    : chance.Once(unanswered) ? Mishap.Unanswered : Mishap.None;
            }
        }
    }
}
