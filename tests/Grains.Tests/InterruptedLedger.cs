using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;

namespace Grains.Tests;

/// <summary>A ledger that lets something happen just before it is asked, as another process might.</summary>
internal sealed class InterruptedLedger(ILedger inner) : ILedger
{
    /// <summary>Done once, before the next append; what it appends itself goes through.</summary>
    public Func<Task>? BeforeAppend { get; set; }

    /// <summary>Done before every look at heads, given the prefix that is looked for.</summary>
    public Func<string, Task>? BeforeHeads { get; init; }

    public async Task<AppendResult> AppendAsync(Command command, CancellationToken cancellation = default)
    {
        var before = BeforeAppend;
        BeforeAppend = null;
        await (before?.Invoke() ?? Task.CompletedTask);
        return await inner.AppendAsync(command, cancellation);
    }

    public Task<(Receipt Receipt, string BodyHash)?> FindCommandAsync(
        Person actor, string idempotencyKey, CancellationToken cancellation = default) =>
        inner.FindCommandAsync(actor, idempotencyKey, cancellation);

    public Task<Receipt?> FindReceiptAsync(string id, CancellationToken cancellation = default) =>
        inner.FindReceiptAsync(id, cancellation);

    public Task<IReadOnlyList<Entry>> ReadStreamAsync(
        string stream, long afterVersion = 0, CancellationToken cancellation = default) =>
        inner.ReadStreamAsync(stream, afterVersion, cancellation);

    public Task<IReadOnlyList<Entry>> ReadProvinceAsync(
        RegionCode province, long afterPosition, int limit, CancellationToken cancellation = default) =>
        inner.ReadProvinceAsync(province, afterPosition, limit, cancellation);

    public async Task<IReadOnlyList<StreamHead>> ReadHeadsAsync(
        RegionCode province, string streamPrefix, long afterPosition = 0, CancellationToken cancellation = default)
    {
        await (BeforeHeads?.Invoke(streamPrefix) ?? Task.CompletedTask);
        return await inner.ReadHeadsAsync(province, streamPrefix, afterPosition, cancellation);
    }

    public Task<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellation = default) =>
        inner.ReadHeadAsync(stream, cancellation);

    public Task<IReadOnlyList<RegionCode>> ReadProvincesAsync(CancellationToken cancellation = default) =>
        inner.ReadProvincesAsync(cancellation);

    // The host closes the ledger it was given.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
