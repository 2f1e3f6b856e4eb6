using System.Collections.Concurrent;
using Support;

namespace Cluster.Tests.Parts;

/// <summary>
/// Starts members again that end by themselves, as the machine's supervisor does: a silo that learns that the others have voted
/// it out ends, at no moment that anybody could foresee.
/// </summary>
public sealed class Supervisor : IAsyncDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentQueue<(string Member, int ExitCode)> _ends = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<Member> _members;
    private readonly Task _watch;

    public Supervisor(IReadOnlyList<Member> members)
    {
        _members = members;
        foreach (var member in members)
        {
            member.IsSupervised = true;
        }

        _watch = WatchAsync();
    }

    /// <summary>Who ended by itself, and with what.</summary>
    public IReadOnlyCollection<(string Member, int ExitCode)> Ends => _ends;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch;
        foreach (var member in _members)
        {
            member.IsSupervised = false;
        }

        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var pulse = new PeriodicTimer(Pulse, RealClock.Instance);
        try
        {
            while (await pulse.WaitForNextTickAsync(_stop.Token))
            {
                foreach (var member in _members.Where(member => member.HasEndedByItself))
                {
                    _ends.Enqueue((member.Name, member.ExitCode));
                    member.Revive();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The installation ends.
        }
    }
}
