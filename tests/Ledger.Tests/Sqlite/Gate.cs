using Award.Ledger.Sqlite;

namespace Ledger.Tests.Sqlite;

/// <summary>
/// Holds the writer at the first commit until it is opened, so that a test decides what waits behind it; and
/// keeps a list of the write points that were passed.
/// </summary>
internal sealed class Gate : IDisposable
{
    private readonly ManualResetEventSlim _open = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<WritePoint> _passed = [];

    /// <summary>Completes when the writer stands at the gate.</summary>
    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Called at each point with the number of points passed before it.</summary>
    public Action<int> At { get; init; } = _ => { };

    public IReadOnlyList<WritePoint> Passed
    {
        get
        {
            lock (_passed)
            {
                return [.. _passed];
            }
        }
    }

    public int Count(WritePoint point) => Passed.Count(passed => passed == point);

    public void Pass(WritePoint point)
    {
        if (_reached.TrySetResult() && !_open.Wait(TimeSpan.FromSeconds(30)))
        {
            throw new TimeoutException("nobody opened the gate");
        }

        int before;
        lock (_passed)
        {
            before = _passed.Count;
            _passed.Add(point);
        }

        At(before);
    }

    public void Open() => _open.Set();

    public void Dispose() => _open.Dispose();
}
