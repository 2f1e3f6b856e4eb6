using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Award.Api.Copies;

/// <summary>
/// Ready: every public read can be answered from the copies. Degraded, and ready all the same: the silos do not say that nothing
/// is missing, or the disk takes no copies.
/// </summary>
internal sealed class CopiesCheck(NodeCopies copies, TimeProvider clock) : IHealthCheck
{
    /// <summary>Some renewals that failed.</summary>
    private static readonly TimeSpan TooLong = 4 * CatalogueFollower.RenewEvery;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var held = copies.Held;
        if (held.Epoch is null)
        {
            return HealthCheckResult.Unhealthy("nothing has been fetched yet, and there are no copies on the disk");
        }

        var provinces = held.Provinces;
        var missing = provinces.Values.Count(copy => !copy.IsWhole);
        if (missing > 0)
        {
            return HealthCheckResult.Unhealthy(Text($"{missing} of {provinces.Count} provinces are still to be fetched"));
        }

        var what = Text($"copies of {provinces.Count} provinces");
        return copies.Confirmed is not { } confirmed
            ? HealthCheckResult.Degraded($"the silos have not answered yet; {what} from the disk")
            : clock.GetUtcNow() - confirmed is var age && age > TooLong
            ? HealthCheckResult.Degraded(Text($"the silos do not answer; {what}, {age.TotalSeconds:0} s old"))
            : held.Fault is { } fault
            ? HealthCheckResult.Degraded($"copies are kept in memory alone: {fault}")
            : HealthCheckResult.Healthy(what);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
