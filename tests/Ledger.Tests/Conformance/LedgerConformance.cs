using Award.Ledger;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Conformance;

/// <summary>
/// What every store keeps to. A store's tests derive from this class and say how it is opened; nothing here
/// knows which it is. Each test has a store of its own, empty at the start.
/// </summary>
public abstract partial class LedgerConformance : IAsyncLifetime
{
    private const string Sheet = "county/2017/330624";
    private const string Other = "county/2017/330603";
    private const string Year = "year/330000/2017";

    protected ILedger Ledger { get; private set; } = null!;

    private IPublished Published => (IPublished)Ledger;

    /// <summary>
    /// Opens the store, which is empty the first time; after that it holds what was written.
    /// </summary>
    protected abstract Task<ILedger> OpenAsync();

    public async ValueTask InitializeAsync() => Ledger = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task ReopenAsync()
    {
        await Ledger.DisposeAsync();
        Ledger = await OpenAsync();
    }

    private static void AssertSame(Receipt expected, Receipt actual)
    {
        Assert.Equal(expected.Streams, actual.Streams);
        Assert.Equal(expected with { Streams = [] }, actual with { Streams = [] }, SameButStreams);
    }

    private static bool SameButStreams(Receipt left, Receipt right) =>
        (left.Id, left.Stream, left.Version, left.Hash, left.RecordedAt)
        == (right.Id, right.Stream, right.Version, right.Hash, right.RecordedAt);
}
