using Cluster.Tests.Parts;

namespace Cluster.Tests.Faults;

/// <summary>An embedded engine whose folder is on a small disk of its own, which fills up. Needs root.</summary>
internal sealed class SmallDiskMix : IAsyncDisposable
{
    private const int Megabytes = 96;
    private ScratchFolder? _scratch;
    private DiskImage? _disk;
    private BoundFolder? _data;

    public static Mix Make()
    {
        var mix = new SmallDiskMix();
        return new Mix("small-disk", mix.PrepareAsync, [new FullDisk(() => mix._disk!), new FailedSyncOfTheEngine(), new SlowClients()])
        {
            CleanUpAsync = mix.DisposeAsync,
        };
    }

    private async Task<Installation> PrepareAsync()
    {
        try
        {
            return await MakeInstallationAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task<Installation> MakeInstallationAsync()
    {
        _scratch = new ScratchFolder();
        _disk = await DiskImage.MakeAsync(_scratch.New("disk"), Megabytes);
        var installation = await Installation.PrepareAsync(InstallationPlan.EmbeddedOverSqlite with
        {
            // The disk is full when the kernel says so.
            Settings = new Dictionary<string, string> { ["Award:Disk:WarnBelowMiB"] = "0", ["Award:Disk:RefuseBelowMiB"] = "0" },
        });
        _data = await BoundFolder.BindAsync(_disk.Path, installation.Record);
        return installation;
    }

    public async ValueTask DisposeAsync()
    {
        await (_data?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_disk?.DisposeAsync() ?? ValueTask.CompletedTask);
        _scratch?.Dispose();
    }
}
