using Award.Api.Configuration;
using Award.Ledger;
using Award.Ledger.People;

namespace Award.Api.Audit;

/// <summary>
/// Erases lines of the access log that are older than they are to be kept, at start and once a day.
/// </summary>
internal sealed partial class AccessLogRetention(
    AccessLog accesses, AccessLogOptions options, TimeProvider clock, ILogger<AccessLogRetention> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Yield();
            Erase();
            await Task.Delay(Between, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Erase()
    {
        try
        {
            accesses.EraseBefore(clock.GetUtcNow() - options.Keep);
        }
        catch (Exception fault) when (fault is not LedgerFailedException)
        {
            SayFailed(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "old lines of the access log could not be erased; it is tried again")]
    private static partial void SayFailed(ILogger log, Exception fault);
}
