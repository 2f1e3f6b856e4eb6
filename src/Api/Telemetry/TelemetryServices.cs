using Award.Api.Configuration;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Award.Api.Telemetry;

/// <summary>Traces, metrics and logs by OTLP, where an endpoint is configured. Without one nothing is collected to be sent.</summary>
internal static class TelemetryServices
{
    private static readonly string[] Meters =
    [
        ApiMetrics.Name, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting", "Npgsql", "System.Runtime",
    ];

    // What a silo sends to itself, and requests that this process makes to addresses of people, are not followed.
    private static readonly string[] Sources = [ApiMetrics.Name, "Microsoft.Orleans.Application"];

    /// <summary>The gauges that stand on services of this process; whether they are sent is another matter.</summary>
    public static IServiceCollection AddGauges(this IServiceCollection services) =>
        services.AddSingleton<SnapshotAge>().AddHostedService<Gauges>();

    public static void AddTelemetry(this WebApplicationBuilder builder, AwardOptions options)
    {
        if (options.Telemetry.Endpoint is null)
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                options.Mode switch
                {
                    AwardMode.Silo => "award-silo",
                    AwardMode.Client => "award-node",
                    _ => "award",
                },
                serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString()))
            .WithMetrics(metrics => metrics
                .AddMeter(Meters)
                .AddOtlpExporter(otlp => To(otlp, options, "metrics")))
            .WithTracing(traces => traces
                .AddSource(Sources)
                .AddAspNetCoreInstrumentation(http => http.RecordException = false)
                .AddProcessor(new AllowedTags())
                .AddOtlpExporter(otlp => To(otlp, options, "traces")))
            .WithLogging(logs => logs.AddOtlpExporter(otlp => To(otlp, options, "logs")));
    }

    private static void To(OtlpExporterOptions otlp, AwardOptions options, string signal)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = options.Telemetry.Of(signal);
    }
}
