using Award.Api.Configuration;
using Award.Api.Hosting;
using Award.Api.Telemetry;

namespace Award.Api.Disk;

internal static class DiskServices
{
    /// <summary>Watches over the disk of the data folder, and holds writes back where the record is on it.</summary>
    public static DiskGuard AddDiskGuard(this WebApplicationBuilder builder, AwardOptions options, TimeProvider clock)
    {
        var guard = new DiskGuard(
            options.Data, options.Disk, options.Mode == AwardMode.Embedded && options.Store.Ledger is null, clock);
        builder.Services.AddSingleton(guard).AddHostedService<DiskWatch>();
        builder.Services.AddGauges();
        builder.Services.AddHealthChecks().AddCheck<DiskGuard>("disk", tags: [Operations.Ready]);
        return guard;
    }
}
