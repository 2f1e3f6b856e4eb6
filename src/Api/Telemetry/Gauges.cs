using System.Diagnostics.Metrics;
using Award.Api.Audit;
using Award.Api.Disk;

namespace Award.Api.Telemetry;

/// <summary>What is looked up when somebody asks, as long as the host runs: each where this process has it.</summary>
internal sealed class Gauges : IHostedService, IDisposable
{
    private readonly Meter _meter = new(ApiMetrics.Name);

    public Gauges(DiskGuard disk, SnapshotAge age, IServiceProvider services)
    {
        var log = services.GetService<AccessRecorder>();
        _meter.CreateObservableGauge(
            "award.disk.free", () => Known(disk.FreeBytes), "By", "Free on the disk of the data folder.");
        _meter.CreateObservableGauge(
            "award.snapshot.age", () => Known(age.Now?.TotalSeconds), "s", "Since the silos said that a node's copies are the latest.");
        _meter.CreateObservableUpDownCounter(
            "award.access_log.backlog", () => Known(log?.Backlog), "{line}", "Lines of the access log that wait to be written.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    private static Measurement<T>[] Known<T>(T? value)
        where T : struct => value is { } known ? [new Measurement<T>(known)] : [];
}
