using Award.Api.Audit;
using Award.Api.Configuration;
using Award.Api.Telling;
using Award.Api.Webhooks;
using Award.Ledger.People;

namespace Award.Api.Hosting;

/// <summary>What tells people and notes who looked: inboxes, webhooks and the access log.</summary>
internal static class TellingServices
{
    /// <exception cref="StartRefusedException">The people file cannot be used.</exception>
    public static void AddTelling(this WebApplicationBuilder builder, AwardOptions options)
    {
        var services = builder.Services;
        var people = OpenPeople(options.Data);
        services.AddSingleton(options.Webhooks).AddSingleton(options.AccessLog);
        services.AddSingleton(new AccessLog(people)).AddSingleton<IAccessLines, AccessLogLines>();
        services.AddSingleton<AccessRecorder>().AddHostedService(all => all.GetRequiredService<AccessRecorder>());
        services.AddHostedService<AccessLogRetention>();
        services.AddSingleton<IInboxes, Inboxes>();
        services.AddSingleton(all => new Ledger.People.Webhooks(people, all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostAddresses, SystemHostAddresses>().AddSingleton<OutgoingGuard>();
        services.AddSingleton<IWebhookSender, WebhookSender>().AddSingleton<HookDelivery>();
        services.AddHostedService<WebhookPump>();
    }

    private static PeopleFile OpenPeople(string folder)
    {
        try
        {
            return PeopleFile.Open(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Award:Data={folder}: {fault.Message}");
        }
    }
}
