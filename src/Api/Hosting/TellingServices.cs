using Award.Api.Audit;
using Award.Api.Configuration;
using Award.Api.Telling;
using Award.Api.Webhooks;
using Award.Grains.People;
using Award.Ledger.People;

namespace Award.Api.Hosting;

/// <summary>What tells people and notes who looked: inboxes, webhooks and the access log.</summary>
internal static class TellingServices
{
    /// <summary>Wherever the API is. Where the access log's lines go is said elsewhere.</summary>
    public static void AddTelling(this WebApplicationBuilder builder, AwardOptions options)
    {
        var services = builder.Services;
        services.AddTellingOptions(options);
        services.AddSingleton<AccessRecorder>().AddHostedService(all => all.GetRequiredService<AccessRecorder>());
        services.AddSingleton<IInboxes, Inboxes>();
        services.AddSingleton<IWebhookSettings, GrainWebhooks>();
        services.AddSingleton<IHostAddresses, SystemHostAddresses>().AddSingleton<OutgoingGuard>();
    }

    /// <summary>Beside the people store, whose silos write for the nodes.</summary>
    public static void AddPeopleStore(this IServiceCollection services, PeopleStore people, AwardOptions options)
    {
        services.AddSingleton(people).AddSingleton<IObjectionTexts>(new ObjectionTexts(people));
        services.AddSingleton(new AccessLog(people));
        services.AddSingleton(all => new Ledger.People.Webhooks(people, all.GetRequiredService<TimeProvider>()));
        if (options.Auth.Local)
        {
            services.AddSingleton<ITokenKeys>(new FolderTokenKeys(options.Data));
        }
    }

    /// <summary>What one process does for all: sends webhooks, and erases what was kept long enough.</summary>
    /// <param name="shared">Whether other processes share the people store.</param>
    public static void AddTellers(this IServiceCollection services, bool shared)
    {
        services.AddSingleton<ILease>(all => shared
            ? new Lease(all.GetRequiredService<PeopleStore>(), "webhooks", all.GetRequiredService<TimeProvider>())
            : new HeldAlone());
        services.AddSingleton<IWebhookSender, WebhookSender>().AddSingleton<HookDelivery>();
        services.AddHostedService<AccessLogRetention>();
        services.AddHostedService<WebhookPump>();
    }

    /// <summary>Where there is no API: what the tellers stand on.</summary>
    public static void AddInboxesAlone(this IServiceCollection services, AwardOptions options)
    {
        services.AddTellingOptions(options);
        services.AddSingleton<Published.IPublishedDocuments, Published.GrainDocuments>();
        services.AddSingleton<Published.Catalogues>();
        services.AddSingleton<IInboxes, Inboxes>();
        services.AddSingleton<IHostAddresses, SystemHostAddresses>().AddSingleton<OutgoingGuard>();
    }

    private static void AddTellingOptions(this IServiceCollection services, AwardOptions options) =>
        services.AddSingleton(options.Webhooks).AddSingleton(options.AccessLog);
}
