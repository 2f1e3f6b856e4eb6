namespace Api.Tests.NonInterference;

/// <summary>Tells the time of the story. Timers are real: nothing that is compared hangs on one.</summary>
internal sealed class StoryClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2006, 1, 10, 1, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
