using Cluster.Tests.Parts;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>
/// The disk says that it could not keep what it took: fsync fails. After that nobody can tell what the disk holds, and the
/// next fsync may well succeed; so whoever met it must end, and read the disk anew. Nothing that was acknowledged is lost, and
/// what nobody was told the end of is settled under its key. Needs root and <c>strace</c>.
/// </summary>
public sealed class FailedSyncTests
{
    [Fact]
    public async Task A_failed_sync_ends_the_embedded_engine_and_loses_nothing()
    {
        Needs.Root("strace");
        using var scratch = new ScratchFolder();
        await using var installation = await Installation.StartAsync(
            InstallationPlan.EmbeddedOverSqlite with { Settings = IncidentLoad.Settings(scratch.Path) });
        await using var load = await IncidentLoad.BeginAsync(installation);
        var engine = installation.Members[0];
        await load.UntilMoreAsync(100);

        await using (var strace = await Strace.FailSyncsAsync([engine.ProcessId]))
        {
            await engine.UntilEndedAsync();
            Assert.Contains("EIO", await strace.EndAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("the record could not be written", engine.Log, StringComparison.Ordinal);
        VerifiedRecord.Holds(installation.Record, load.Receipts, "after a failed sync");
        await engine.StartAsync();
        await load.UntilMoreAsync(100);
        await load.SettleAsync();
        VerifiedRecord.Holds(installation.Record, load.Receipts, "after the restart");
    }

    [Fact]
    public async Task A_failed_sync_restarts_the_database_server_and_loses_nothing()
    {
        Needs.Postgres();
        Needs.Root("strace");
        using var scratch = new ScratchFolder();
        await using var installation = await Installation.StartAsync(
            InstallationPlan.EmbeddedOverPostgres with { Settings = IncidentLoad.Settings(scratch.Path) });
        await using var load = await IncidentLoad.BeginAsync(installation);
        var server = installation.Server!;
        await load.UntilMoreAsync(100);

        // Not the first process: those that it starts after the crash must be able to recover.
        await using (var strace = await Strace.FailSyncsAsync([.. Processes.Family(server.ProcessId).Skip(1)]))
        {
            await Until.TrueAsync(() => server.Log.Contains("PANIC", StringComparison.Ordinal), "a panic of the server");
        }

        await load.UntilMoreAsync(100);
        await load.SettleAsync();
        VerifiedRecord.Holds(installation.Record, load.Receipts, "after a failed sync of the server");
    }
}
