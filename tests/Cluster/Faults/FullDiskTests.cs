using System.Net;
using Cluster.Tests.Parts;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>
/// The disk takes no more: it is full, or it became read-only. Writes are refused by 503, which says that the same request may
/// be sent again; reads of what is published go on; nothing that was acknowledged is lost; and as soon as the disk takes writes
/// again so does the engine, without anybody starting anything. Needs root: loop devices.
/// </summary>
public sealed class FullDiskTests
{
    private const string Published = "/api/v1/rulebooks";

    [Fact]
    public async Task Sqlite_on_a_full_disk_refuses_writes_and_goes_on_when_there_is_room()
    {
        Needs.Root(DiskImage.Programs);
        using var scratch = new ScratchFolder();
        await using var disk = await DiskImage.MakeAsync(scratch.New("disk"), 48);
        await using var installation = await Installation.PrepareAsync(
            InstallationPlan.EmbeddedOverSqlite with { Settings = IncidentLoad.Settings(scratch.Path) });
        await using var data = await BoundFolder.BindAsync(disk.Path, installation.Record);
        await installation.StartMembersAsync();
        await RefusesAndGoesOnAsync(
            installation,
            disk.FillAsync,
            () => Task.Run(disk.Empty));
    }

    [Fact]
    public async Task Sqlite_whose_file_takes_no_writes_refuses_them_and_goes_on_when_it_does()
    {
        Needs.Root("chattr");
        using var scratch = new ScratchFolder();
        await using var installation = await Installation.StartAsync(
            InstallationPlan.EmbeddedOverSqlite with { Settings = IncidentLoad.Settings(scratch.Path) });
        string[] files = [Path.Combine(installation.Record, "ledger.db"), Path.Combine(installation.Record, "ledger.db-wal")];
        await RefusesAndGoesOnAsync(
            installation,
            () => SystemCommand.RunAsync(["chattr", "+i", .. files]),
            () => SystemCommand.RunAsync(["chattr", "-i", .. files]));
    }

    [Fact]
    public async Task Postgres_on_a_full_disk_refuses_writes_and_goes_on_when_there_is_room()
    {
        Needs.Postgres();
        Needs.Root(DiskImage.Programs);
        using var scratch = new ScratchFolder();
        await using var disk = await DiskImage.MakeAsync(scratch.New("disk"), 192);

        // The log of what is to be written has its room already: 16 MB files that are used again.
        await using var server = await PostgresServer.StartAsync(
            new ServerPlace { Parent = disk.Path }, "min_wal_size = 80MB", "max_wal_size = 80MB");
        await using var installation = await Installation.StartAsync(
            InstallationPlan.EmbeddedOverPostgres with { Server = server, Settings = IncidentLoad.Settings(scratch.Path) });
        await RefusesAndGoesOnAsync(
            installation,
            disk.FillAsync,
            () => Task.Run(disk.Empty));
    }

    [Fact]
    public async Task Postgres_that_is_read_only_refuses_writes_and_goes_on_when_it_is_not()
    {
        Needs.Postgres();
        using var scratch = new ScratchFolder();
        await using var installation = await Installation.StartAsync(
            InstallationPlan.EmbeddedOverPostgres with { Settings = IncidentLoad.Settings(scratch.Path) });
        await RefusesAndGoesOnAsync(
            installation, () => ReadOnlyDatabase.SetAsync(installation.Server!, true), () => ReadOnlyDatabase.SetAsync(installation.Server!, false));
    }

    private static async Task RefusesAndGoesOnAsync(Installation installation, Func<Task> begin, Func<Task> end)
    {
        await using var load = await IncidentLoad.BeginAsync(installation);
        var engine = installation.Members[0];
        await load.UntilMoreAsync(50);
        await begin();
        try
        {
            await load.UntilAnsweredAsync("503", 4, TimeSpan.FromSeconds(120));
            using var read = await engine.Http.GetAsync(new Uri(Published, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }
        finally
        {
            await end();
        }

        await load.UntilMoreAsync(50);
        await load.SettleAsync();
        Assert.True(engine.IsRunning, engine.EndOfLog(20));
        Assert.Equal(0, engine.Log.LastIndexOf("--- engine starts", StringComparison.Ordinal));
        Assert.Equal(["201", "503"], load.Answers.Keys.Except(["none"]).Order());
        VerifiedRecord.Holds(installation.Record, load.Receipts, "after a disk that took no writes");
    }
}
