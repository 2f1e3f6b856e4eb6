using Award.Api.Audit;
using Award.Api.Published;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Award.Api.Hosting;

/// <summary>What those who run the engine look at.</summary>
internal static class Operations
{
    private const string Ready = "ready";

    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks()
        .AddCheck<PublishedCanBeRead>("published", tags: [Ready])
        .AddCheck<AccessRecorder>("access-log", tags: [Ready]);

    /// <summary>
    /// Live: the process answers. Ready: what is published can be read through a grain; "Degraded" while the access
    /// log cannot be written, which the public does not notice.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks(
            "/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
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
            catch (Exception fault) when (fault is TimeoutException or OrleansException)
            {
                return HealthCheckResult.Unhealthy(exception: fault);
            }
        }
    }
}
