using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;

namespace Simulation.Tests.Engine;

/// <summary>
/// The record in memory, for many short simulations: one lock, nothing durable. It passes the conformance
/// suite that the real
/// stores pass, and keeps the same canonical bytes and hashes. Facts go through the codec, so what is read is
/// what was written.
/// </summary>
public sealed class MemoryLedger(MemoryRecord record) : ILedger, IPublished, IPublishedChanges
{
    private readonly CancellationTokenSource _closed = new();

    public MemoryLedger()
        : this(new MemoryRecord())
    {
    }

    public Task<AppendResult> AppendAsync(Command command, CancellationToken cancellation = default)
    {
        try
        {
            ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
            cancellation.ThrowIfCancellationRequested();
            CommandForm.Check(command);
            return Task.FromResult(record.Append(command));
        }
        catch (Exception failure)
        {
            return Task.FromException<AppendResult>(failure);
        }
    }

    public Task<(Receipt Receipt, string BodyHash)?> FindCommandAsync(
        Person actor, string idempotencyKey, CancellationToken cancellation = default) =>
        Read(() => record.Commands.TryGetValue((actor.Subject, idempotencyKey), out var found)
            ? found
            : ((Receipt, string)?)null);

    public Task<Receipt?> FindReceiptAsync(string id, CancellationToken cancellation = default) =>
        Read(() => record.Receipts.GetValueOrDefault(id));

    public Task<IReadOnlyList<Entry>> ReadStreamAsync(
        string stream, long afterVersion = 0, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<Entry>>(() => record.Streams.TryGetValue(stream, out var entries)
            ? [.. entries.Skip((int)afterVersion)]
            : []);

    public Task<IReadOnlyList<Entry>> ReadProvinceAsync(
        RegionCode province, long afterPosition, int limit, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<Entry>>(() => record.Provinces.TryGetValue(province, out var entries)
            ? [.. entries.Skip((int)afterPosition).Take(limit)]
            : []);

    public Task<IReadOnlyList<StreamHead>> ReadHeadsAsync(
        RegionCode province, string streamPrefix, long afterPosition = 0, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StreamHead>>(() =>
        [
            .. record.HeadsOf(province)
                .Where(
                    h =>
                        h.Stream.StartsWith(streamPrefix, StringComparison.Ordinal)
                            && h.Position > afterPosition)
                .OrderBy(h => h.Position),
        ]);

    public Task<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellation = default) =>
        Read(() => record.HeadOf(stream));

    public Task<IReadOnlyList<RegionCode>> ReadProvincesAsync(CancellationToken cancellation = default) =>
        Read<IReadOnlyList<RegionCode>>(() => [.. record.Provinces.Keys.Order()]);

    public Task<StoredDocument?> FindAsync(string key, CancellationToken cancellation = default) =>
        Read(() => record.Documents.GetValueOrDefault(key));

    public Task<IReadOnlyList<StoredDocument>> ListAsync(
        string keyPrefix, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StoredDocument>>(() => [.. record.DocumentsFrom(keyPrefix)]);

    public Task<IReadOnlyList<(string Key, long Position)>> ListChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<(string, long)>>(() =>
        [
            .. record.DocumentsFrom(keyPrefix)
                .Where(d => d.Position > afterPosition)
                .OrderBy(d => d.Position)
                .ThenBy(d => d.Key, StringComparer.Ordinal)
                .Select(d => (d.Key, d.Position)),
        ]);

    public Task<string> ReadEpochAsync(CancellationToken cancellation = default) => Read(() => record.Epoch);

    public Task<string> RaiseEpochAsync(CancellationToken cancellation = default) =>
        Read(() => record.Epoch = MemoryRecord.NewEpoch());

    public Task<IReadOnlyList<(RegionCode Province, long Position)>> ReadLatestAsync(
        CancellationToken cancellation = default) => Read<IReadOnlyList<(RegionCode, long)>>(() =>
        [
            .. record.Documents.Values
                .GroupBy(d => new RegionCode(d.Key.Split('/')[1]))
                .OrderBy(province => province.Key)
                .Select(province => (province.Key, province.Max(d => d.Position))),
        ]);

    public Task<IReadOnlyList<(string Key, long Position)>> ListChangedAsync(
        RegionCode province, long afterPosition, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<(string, long)>>(() =>
        [
            .. record.Documents.Values
                .Where(d => d.Key.Split('/')[1] == province.Value && d.Position > afterPosition)
                .OrderBy(d => d.Position)
                .ThenBy(d => d.Key, StringComparer.Ordinal)
                .Select(d => (d.Key, d.Position)),
        ]);

    public Task<IReadOnlyList<StoredDocument>> FindAllAsync(
        IReadOnlyList<string> keys, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<StoredDocument>>(() =>
        [
            .. keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(key => record.Documents.GetValueOrDefault(key)).OfType<StoredDocument>(),
        ]);

    public async ValueTask DisposeAsync() => await _closed.CancelAsync();

    private Task<T> Read<T>(Func<T> read)
    {
        try
        {
            ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
            lock (record.Gate)
            {
                return Task.FromResult(read());
            }
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
    }
}
