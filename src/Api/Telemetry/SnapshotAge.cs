namespace Award.Api.Telemetry;

/// <summary>
/// How long ago it was confirmed that this process serves what is published now: on a node by the silos, every few seconds. A
/// process that reads what is published for every request confirms nothing, and has no such age.
/// </summary>
internal sealed class SnapshotAge(TimeProvider clock)
{
    private long _confirmed;

    /// <summary>Null until it was confirmed once.</summary>
    public TimeSpan? Now => Interlocked.Read(ref _confirmed) is var at && at == 0 ? null : clock.GetElapsedTime(at);

    /// <summary>What is served is what is published.</summary>
    public void Confirm() => Interlocked.Exchange(ref _confirmed, clock.GetTimestamp());
}
