using Award.Ledger;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Award.Silo;

/// <summary>
/// Something that is looked after: once at the start, before anything is answered, then now and again. A round that fails is told
/// and keeps neither the silo from starting nor the next round from being run.
/// </summary>
/// <param name="every">Zero: at the start alone.</param>
internal abstract partial class Rounds(TimeSpan every, TimeProvider clock, ILogger log) : BackgroundService
{
    private PeriodicTimer? _timer;

    /// <summary>The timer counts from the start, not from when a thread is free for the first wait.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        _timer = every > TimeSpan.Zero ? new PeriodicTimer(every, clock) : null;
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _timer?.Dispose();
        base.Dispose();
    }

    protected abstract Task RunAsync(CancellationToken cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_timer is { } timer && await NextAsync(timer, stoppingToken))
        {
            await TryAsync(stoppingToken);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await RunAsync(cancellation);
        }
        catch (Exception failure) when (failure is not LedgerFailedException)
        {
            SayMissed(log, GetType().Name, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Rounds}: a round was missed; the next one comes")]
    private static partial void SayMissed(ILogger log, string rounds, Exception failure);
}
