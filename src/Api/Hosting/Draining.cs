using Award.Api.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Award.Api.Hosting;

/// <summary>
/// The time between being told to stop and stopping: the process says that it is not ready and goes on answering, so that
/// whoever sends it requests has time to send them elsewhere. What is under way is then finished.
/// </summary>
internal sealed class Draining(AwardOptions options, TimeProvider clock) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _begun;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _begun = true;
        await Task.Delay(options.Drain, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_begun ? HealthCheckResult.Unhealthy("draining") : HealthCheckResult.Healthy());

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class DrainingServices
{
    /// <summary>What requests under way, and a silo that hands its grains over, may take beyond the drain.</summary>
    private static readonly TimeSpan ToFinish = TimeSpan.FromSeconds(30);

    public static void AddDraining(this WebApplicationBuilder builder, AwardOptions options)
    {
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Drain + ToFinish);
        builder.Services.AddSingleton<Draining>().AddHostedService(all => all.GetRequiredService<Draining>());
    }
}
