using System.Threading.Channels;
using Award.Grains;

namespace Award.Api.Copies;

/// <summary>
/// Follows the catalogue of what is published. What it is told it takes in at once; every few seconds it follows anew, which
/// heals whatever was lost: a message, the silo that held the list of followers, or this node's place on it.
/// </summary>
internal sealed partial class CatalogueFollower(
    NodeCopies copies, ICopySource source, TimeProvider clock, ILogger<CatalogueFollower> log)
    : BackgroundService, ICatalogueFollower
{
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(3);

    // Of several that wait the latest is as good as all.
    private readonly Channel<CatalogueView> _told = Channel.CreateBounded<CatalogueView>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private bool _away;

    public Task ChangedAsync(CatalogueView catalogue)
    {
        _told.Writer.TryWrite(catalogue);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(RenewEvery, clock);
        await RenewAsync(stopping);
        var due = timer.WaitForNextTickAsync(stopping).AsTask();
        var told = _told.Reader.WaitToReadAsync(stopping).AsTask();
        while (true)
        {
            await await Task.WhenAny(due, told);
            if (told.IsCompleted)
            {
                if (_told.Reader.TryRead(out var catalogue))
                {
                    await TryAsync(() => copies.TakeInAsync(catalogue, stopping), stopping);
                }

                told = _told.Reader.WaitToReadAsync(stopping).AsTask();
            }

            if (due.IsCompleted)
            {
                await RenewAsync(stopping);
                due = timer.WaitForNextTickAsync(stopping).AsTask();
            }
        }
    }

    private Task RenewAsync(CancellationToken stopping) => TryAsync(
        async () =>
        {
#if PLANT_ObserverNeverRenewed
            if (copies.Confirmed is not null)
            {
                return;
            }
#endif
            var catalogue = await source.FollowAsync(this, stopping);
#if PLANT_TrustedMessages
            if (copies.Confirmed is not null)
            {
                return;
            }
#endif
            await copies.TakeInAsync(catalogue, stopping);
        },
        stopping);

    /// <summary>Nothing ends it: what could not be fetched is fetched when it can be.</summary>
    private async Task TryAsync(Func<Task> take, CancellationToken stopping)
    {
        try
        {
            await take();
            if (_away)
            {
                SayBack(log);
            }

            _away = false;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            if (!_away)
            {
                SayAway(log, fault);
            }

            _away = true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "what is published cannot be followed; public reads are answered from this node's copies")]
    private static partial void SayAway(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Warning, "what is published is followed again")]
    private static partial void SayBack(ILogger log);
}
