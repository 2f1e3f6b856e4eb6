namespace Api.Tests.Webhooks;

/// <summary>
/// A clock on which every wait is over at once: time jumps to where the wait would have ended.
/// </summary>
internal sealed class JumpingClock : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _now = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Every wait, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            if (dueTime > TimeSpan.Zero)
            {
                _now += dueTime;
                Waits.Add(dueTime);
            }
        }

        return new FiredTimer(callback, state, dueTime);
    }

    private sealed class FiredTimer : ITimer
    {
        public FiredTimer(TimerCallback callback, object? state, TimeSpan dueTime)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                ThreadPool.QueueUserWorkItem(_ => callback(state));
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
