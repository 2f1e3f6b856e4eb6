using System.Globalization;
using Award.Api.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Award.Api.Disk;

/// <summary>
/// How much is free on the disk of the data folder. Before it is full people are warned, and a record that is kept there takes no
/// more writes while something is left: for what reads need, for a backup, for whoever makes room.
/// </summary>
internal sealed class DiskGuard(string folder, DiskOptions options, bool keepsRecord, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private long _asked;
    private long? _free;

    /// <summary>Bytes, a second old at most; null where the system does not tell.</summary>
    public long? FreeBytes
    {
        get
        {
            lock (_gate)
            {
                if (_asked == 0 || clock.GetElapsedTime(_asked) >= KnownFor)
                {
                    _free = Ask(folder);
                    _asked = clock.GetTimestamp();
                }

                return _free;
            }
        }
    }

    /// <summary>Why nothing may be written to the record now; null while it may.</summary>
    public string? NoRoom() => keepsRecord && FreeBytes is { } free && free < options.RefuseBelow
        ? $"{Size(free)} are free on the disk of the data folder, less than {Size(options.RefuseBelow)}: no writes are taken"
        : null;

    /// <summary>What is to be said of the disk; null while there is room.</summary>
    public string? Warning() => NoRoom() ?? (FreeBytes is { } free && free < options.WarnBelow
        ? $"{Size(free)} are free on the disk of the data folder, less than {Size(options.WarnBelow)}"
        : null);

    /// <summary>Reads go on whatever is free, so requests are still to be sent here.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Warning() is { } warning ? HealthCheckResult.Degraded(warning) : HealthCheckResult.Healthy());

    private static long? Ask(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024)} MiB");
}
