using Award.Api.Audit;
using Award.Api.Copies;
using Award.Api.Published;
using Award.Ledger;
using Award.Silo;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Award.Api.Hosting;

/// <summary>What those who run the engine look at.</summary>
internal static class Operations
{
    /// <summary>The tag of checks that tell whether requests should be sent here.</summary>
    public const string Ready = "ready";

    private const string Live = "/health/live";
    private const string ReadyPath = "/health/ready";

    /// <summary>
    /// Of a process that answers the API: "degraded" while the access log cannot be written, which the public does not notice.
    /// </summary>
    public static void AddApiHealth(this IServiceCollection services) =>
        services.AddHealthChecks()
        .AddCheck<Draining>("stopping", tags: [Ready])
        .AddCheck<AccessRecorder>("access-log", tags: [Ready]);

    /// <summary>Of one that reads what is published from the store.</summary>
    public static void AddPublishedHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<PublishedCanBeRead>("published", tags: [Ready]);

    /// <summary>Of one that answers from copies.</summary>
    public static void AddCopiesHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<CopiesCheck>("copies", tags: [Ready]);

    /// <summary>Of a silo: it is one of its cluster, and its store answers.</summary>
    public static void AddSiloHealth(this IServiceCollection services) =>
        services.AddHealthChecks()
        .AddCheck<Draining>("stopping", tags: [Ready])
        .AddCheck<SiloIsActive>("membership", tags: [Ready])
        .AddCheck<StoreAnswers>("store", tags: [Ready]);

    /// <summary>Live: the process answers. Ready: 200, or 503 with the reason; "degraded" is 200.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks(Live, new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = HealthAnswer.WriteAsync,
        });
        app.MapHealthChecks(ReadyPath, new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = HealthAnswer.WriteAsync,
        });
    }

    private sealed class PublishedCanBeRead(IPublishedDocuments documents) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await documents.FindAsync("health", cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception fault) when (fault is TimeoutException or OrleansException or LedgerBusyException)
            {
                return HealthCheckResult.Unhealthy("what is published cannot be read", fault);
            }
        }
    }

    private sealed class StoreAnswers(ILedger ledger, TimeProvider clock) : IHealthCheck
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await ledger.ReadProvincesAsync(cancellationToken).WaitAsync(Patience, clock, cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception fault) when (fault is TimeoutException or IOException)
            {
                return HealthCheckResult.Unhealthy("the store does not answer", fault);
            }
        }
    }
}
