using Award.Grains;

namespace Award.Api.Webhooks;

/// <summary>The webhook that a person has set.</summary>
internal interface IWebhookSettings
{
    Task<WebhookView?> FindAsync(string subject, CancellationToken cancellation);

    /// <summary>Sets the caller's with a new secret, in place of one that was there.</summary>
    Task<WebhookView> SetAsync(CallerView caller, string url, TimeSpan lifetime, string cursor, CancellationToken cancellation);

    /// <summary>False when there is none.</summary>
    Task<bool> RemoveAsync(string subject, CancellationToken cancellation);
}

/// <summary>The silos keep them, whichever process asks.</summary>
internal sealed class GrainWebhooks(IGrainFactory grains) : IWebhookSettings
{
    private IWebhooksGrain Hooks => grains.GetGrain<IWebhooksGrain>("webhooks");

    public Task<WebhookView?> FindAsync(string subject, CancellationToken cancellation) =>
        Hooks.FindAsync(subject).WaitAsync(cancellation);

    public Task<WebhookView> SetAsync(
        CallerView caller, string url, TimeSpan lifetime, string cursor, CancellationToken cancellation) =>
        Hooks.SetAsync(caller, url, (int)lifetime.TotalDays, cursor).WaitAsync(cancellation);

    public Task<bool> RemoveAsync(string subject, CancellationToken cancellation) =>
        Hooks.RemoveAsync(subject).WaitAsync(cancellation);
}
