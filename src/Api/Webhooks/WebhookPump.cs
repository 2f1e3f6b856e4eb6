using Award.Ledger;
using Award.Ledger.People;

namespace Award.Api.Webhooks;

/// <summary>
/// Runs a delivery for each webhook that is set, each on its own, so that a receiver that is down holds up
/// nobody else. A webhook that was set anew or taken away ends the delivery under the old setting. Of several processes the one
/// with the lease does it; when it dies another goes on from the cursors.
/// </summary>
internal sealed partial class WebhookPump(
    Ledger.People.Webhooks hooks, HookDelivery delivery, ILease lease, TimeProvider clock, ILogger<WebhookPump> log)
    : BackgroundService
{
    private readonly Dictionary<string, (CancellationTokenSource Stop, Task Run)> _runs = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await (Holds() ? FollowAsync(stoppingToken) : EndAllAsync());
                await Task.Delay(HookDelivery.Poll, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            await EndAllAsync();
            GiveBack();
        }
    }

    private bool Holds()
    {
        try
        {
            return lease.TryHold();
        }
        catch (Exception fault) when (fault is not LedgerFailedException)
        {
            SayFailed(log, "", fault);
            return false;
        }
    }

    private void GiveBack()
    {
        try
        {
            lease.GiveBack();
        }
        catch (Exception fault) when (fault is not LedgerFailedException)
        {
            // It lapses by itself.
            SayFailed(log, "", fault);
        }
    }

    private async Task EndAllAsync()
    {
        foreach (var id in _runs.Keys.ToList())
        {
            await EndAsync(id);
        }
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        var standing = Standing();
        var ended = _runs.Where(run => run.Value.Run.IsCompleted || standing.All(hook => hook.Id != run.Key));
        foreach (var id in ended.Select(run => run.Key).ToList())
        {
            await EndAsync(id);
        }

        foreach (var hook in standing.Where(hook => !_runs.ContainsKey(hook.Id)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            _runs[hook.Id] = (stop, RunAsync(hook, stop.Token));
        }
    }

    private List<Webhook> Standing()
    {
        try
        {
            return [.. hooks.All().Where(hook => hook.GivenUp is null && clock.GetUtcNow() < hook.Lapses)];
        }
        catch (Exception fault) when (fault is not LedgerFailedException)
        {
            SayFailed(log, "", fault);
            return [];
        }
    }

    /// <summary>A fault ends this run; the next look starts another from the cursor.</summary>
    private async Task RunAsync(Webhook hook, CancellationToken cancellation)
    {
        try
        {
            await Task.Yield();
            await delivery.RunAsync(hook, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Taken away, set anew, or the host stops.
        }
        catch (Exception fault) when (fault is not LedgerFailedException)
        {
            SayFailed(log, hook.Id, fault);
        }
    }

    private async Task EndAsync(string id)
    {
        _runs.Remove(id, out var run);
        await run.Stop.CancelAsync();
        await run.Run;
        run.Stop.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "webhook {Id}: the inbox could not be read on; it is tried again")]
    private static partial void SayFailed(ILogger log, string id, Exception fault);
}
