using Support;

namespace Cluster.Tests.Faults;

/// <summary>Waits for what no event tells of.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until it is true.</summary>
    /// <param name="awaited">In words, for the message when it does not come true in time.</param>
    public static Task TrueAsync(Func<bool> isTrue, string awaited, TimeSpan? patience = null) =>
        TrueAsync(() => Task.FromResult(isTrue()), () => awaited, patience);

    public static async Task TrueAsync(Func<Task<bool>> isTrue, Func<string> awaited, TimeSpan? patience = null)
    {
        using var enough = new CancellationTokenSource(patience ?? Patience, RealClock.Instance);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20), RealClock.Instance);
        while (!await isTrue())
        {
            Assert.False(enough.IsCancellationRequested, $"waited in vain for {awaited()}");
            await pulse.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
