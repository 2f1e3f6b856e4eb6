using System.Net;
using Award.Api.Configuration;
using Award.Api.Published;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Dashboard;

namespace Award.Api.Hosting;

/// <summary>What those who run the engine look at: health, and the dashboard of the grains.</summary>
internal static class Operations
{
    private const string Ready = "ready";
    private const string DashboardPath = "/dashboard";

    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<PublishedCanBeRead>("published", tags: [Ready]);

    /// <summary>Live: the process answers. Ready: what is published can be read through a grain.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks(
            "/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
    }

    /// <summary>
    /// The dashboard shows the state of grains, so it is served to callers on this machine only: to others
    /// it is not there. A request that came through a proxy counts as coming from elsewhere.
    /// </summary>
    public static void MapDashboard(this WebApplication app, AwardOptions options)
    {
        if (!options.Dashboard)
        {
            return;
        }

        app.MapOrleansDashboard(routePrefix: DashboardPath)
            .ExcludeFromDescription()
            .AddEndpointFilter((context, next) => IsOnThisMachine(context.HttpContext)
                ? next(context)
                : ValueTask.FromResult<object?>(Problems.Http(StatusCodes.Status404NotFound)));
    }

    private static bool IsOnThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

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
