using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Award.Silo;

/// <summary>Whether this silo is one of its cluster, as it last read it.</summary>
public sealed class SiloIsActive(ISiloStatusOracle silos) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(silos.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"the silo is {silos.CurrentStatus} in the table of silos"));
}
