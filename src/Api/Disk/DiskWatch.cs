namespace Award.Api.Disk;

/// <summary>Says it in the log when the disk gets full, when the record takes no more writes, and when there is room again.</summary>
internal sealed partial class DiskWatch(DiskGuard guard, TimeProvider clock, ILogger<DiskWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private string _said = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Each state is said once, however long it lasts.</summary>
    private void Look()
    {
        var (full, warning) = (guard.NoRoom() is not null, guard.Warning());
        var state = full ? "full" : warning is not null ? "low" : "";
        if (state == _said)
        {
            return;
        }

        _said = state;
        if (full)
        {
            SayFull(log, warning!);
        }
        else if (warning is not null)
        {
            SayLow(log, warning);
        }
        else
        {
            SayRoom(log);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Reason}")]
    private static partial void SayFull(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    private static partial void SayLow(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "there is room again on the disk of the data folder")]
    private static partial void SayRoom(ILogger log);
}
