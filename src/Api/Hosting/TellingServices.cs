using Award.Api.Audit;
using Award.Api.Configuration;
using Award.Api.Telling;
using Award.Api.Webhooks;
using Award.Ledger.People;

namespace Award.Api.Hosting;

/// <summary>What tells people and notes who looked: inboxes, webhooks and the access log.</summary>
internal static class TellingServices
{
    public static void AddTelling(this WebApplicationBuilder builder, AwardOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(options.Webhooks).AddSingleton(options.AccessLog);
        services.AddSingleton(all => new AccessLog(all.GetRequiredService<PeopleStore>()));
        services.AddSingleton<IAccessLines, AccessLogLines>();
        services.AddSingleton<AccessRecorder>().AddHostedService(all => all.GetRequiredService<AccessRecorder>());
        services.AddSingleton<IInboxes, Inboxes>();
        services.AddSingleton(all => new Ledger.People.Webhooks(
            all.GetRequiredService<PeopleStore>(), all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostAddresses, SystemHostAddresses>().AddSingleton<OutgoingGuard>();
        services.AddSingleton<IWebhookSender, WebhookSender>().AddSingleton<HookDelivery>();
    }

    /// <summary>What one process does for all: sends webhooks, and erases what was kept long enough.</summary>
    public static void AddTellers(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<AccessLogRetention>();
        builder.Services.AddHostedService<WebhookPump>();
    }
}
