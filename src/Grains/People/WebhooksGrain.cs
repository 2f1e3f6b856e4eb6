using Award.Ledger.People;
using Orleans.Concurrency;

namespace Award.Grains.People;

/// <inheritdoc cref="IWebhooksGrain"/>
[StatelessWorker]
public sealed class WebhooksGrain(Webhooks hooks) : Grain, IWebhooksGrain
{
    public async Task<WebhookView?> FindAsync(string subject) =>
        await Task.Run(() => hooks.Find(subject)) is { } hook ? View(hook) : null;

    public async Task<WebhookView> SetAsync(CallerView caller, string url, int days, string cursor) =>
        View(await Task.Run(() => hooks.Set(
            caller.Subject, url, caller.Roles, caller.Regions, caller.TokenId, TimeSpan.FromDays(days), cursor)));

    public Task<bool> RemoveAsync(string subject) => Task.Run(() => hooks.Remove(subject));

    private static WebhookView View(Webhook hook) => new(
        hook.Url, hook.Secret, hook.Token, hook.Made, hook.Lapses, hook.Delivered, hook.DeliveredAt, hook.Failures,
        hook.FailingSince, hook.Fault, hook.GivenUp);
}
