using System.Diagnostics.Metrics;

namespace Award.Api.Telemetry;

/// <summary>What the API counts, under the meter <c>Award</c>.</summary>
internal static class ApiMetrics
{
    public const string Name = "Award";
    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "award.refusals", "{answer}", "Requests that were refused or failed, by code and status.");
}
