namespace Simulation.Tests.Engine;

/// <summary>
/// A clock that tells the time the caller sent along with the call, so that simulations side by side in one
/// silo each have a
/// time of their own. Timers are real: nothing that is tested hangs on one.
/// </summary>
public sealed class SimulatedClock : TimeProvider
{
    private const string Key = "simulated-now";

    public static readonly DateTimeOffset Beginning = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time for calls made from here on, in this asynchronous flow.</summary>
    public static void Set(DateTimeOffset now) => RequestContext.Set(Key, now.UtcTicks);

    public override DateTimeOffset GetUtcNow() =>
        RequestContext.Get(Key) is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : Beginning;
}
