using System.Globalization;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Cluster.Tests.Parts;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>
/// The power goes out. The data is on a disk image; many clients write; everyone who writes to the image is stopped where they
/// are, and the image is copied as it stands: what was written and not synchronised is not in it. The copy is mounted, opened as
/// after a restart, and read: every command that was acknowledged before the cut is on it, and the record verifies (P1).
/// </summary>
/// <remarks>
/// That this check would see a loss is shown by a control: the same cuts of the same engine, which is made to acknowledge before
/// the disk has what it acknowledges. It loses acknowledged commands. Needs root: loop devices.
/// </remarks>
public sealed class PowerCutTests
{
    private const int Cuts = 3;
    private const int Megabytes = 384;

    [Fact]
    public async Task Sqlite_keeps_every_acknowledged_command() =>
        Assert.All(await CutSqliteAsync(null), cut => Assert.Equal(0, cut.Lost));

    [Fact]
    public async Task Sqlite_with_synchronous_normal_loses_some_and_the_check_sees_it() =>
        Assert.Contains(await CutSqliteAsync(AlteredEngine.SynchronousNormal), cut => cut.Lost > 0);

    [Fact]
    public async Task Postgres_keeps_every_acknowledged_command() =>
        Assert.All(await CutPostgresAsync(null), cut => Assert.Equal(0, cut.Lost));

    [Fact]
    public async Task Postgres_with_synchronous_commit_off_loses_some_and_the_check_sees_it() =>
        Assert.Contains(await CutPostgresAsync(AlteredEngine.SynchronousCommitOff), cut => cut.Lost > 0);

    private static async Task<IReadOnlyList<Cut>> CutSqliteAsync(Func<string, string>? alter)
    {
        Needs.Root(DiskImage.Programs);
        using var scratch = new ScratchFolder();
        await using var disk = await DiskImage.MakeAsync(scratch.New("disk"), Megabytes);
        await using var installation = await Installation.PrepareAsync(
            InstallationPlan.EmbeddedOverSqlite with { Settings = IncidentLoad.Settings(scratch.Path), Adapt = Alter(alter, scratch) });
        await using var data = await BoundFolder.BindAsync(disk.Path, installation.Record);
        await installation.StartMembersAsync();
        await using var load = await IncidentLoad.BeginAsync(installation);
        var engine = installation.Members[0];
        return await CutAsync(scratch, disk, load, engine.Freeze, engine.Thaw, async (folder, receipts) =>
        {
            // Opened as the engine opens it, which recovers what the journal holds.
            await using (await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = folder }))
            {
            }

            return await CheckAsync(folder, receipts);
        });
    }

    private static async Task<IReadOnlyList<Cut>> CutPostgresAsync(Func<string, string>? alter)
    {
        Needs.Postgres();
        Needs.Root(DiskImage.Programs);
        using var scratch = new ScratchFolder();
        await using var disk = await DiskImage.MakeAsync(scratch.New("disk"), Megabytes);
        await using var server = await PostgresServer.StartAsync(
            new ServerPlace { Parent = disk.Path }, "min_wal_size = 32MB", "max_wal_size = 64MB");
        await disk.SettleAsync();
        await using var installation = await Installation.StartAsync(InstallationPlan.EmbeddedOverPostgres with
        {
            Server = server,
            Settings = IncidentLoad.Settings(scratch.Path),
            Adapt = Alter(alter, scratch),
        });
        await using var load = await IncidentLoad.BeginAsync(installation);
        return await CutAsync(
            scratch, disk, load, () => Processes.Freeze(server), () => Processes.Thaw(server), async (folder, receipts) =>
            {
                await using var opened = await PostgresServer.OpenAsync(Path.Combine(folder, "postgres"));
                return await CheckAsync(
                    installation.Database!.Replace($"Port={server.Port};", $"Port={opened.Port};", StringComparison.Ordinal),
                    receipts);
            });
    }

    /// <summary>Cuts the power several times while the load goes on.</summary>
    /// <param name="check">Reads the record on a disk mounted at a folder, and ends whatever it started for that.</param>
    private static async Task<IReadOnlyList<Cut>> CutAsync(
        ScratchFolder scratch, DiskImage disk, IncidentLoad load, Action stop, Action go,
        Func<string, IReadOnlyList<KeptReceipt>, Task<Cut>> check)
    {
        var cuts = new List<Cut>();
        for (var number = 1; number <= Cuts; number++)
        {
            load.Resume();
            await load.UntilMoreAsync(60 + (number * 37));
            stop();
            load.Pause();
            await using var after = await disk.CutAsync(scratch.New($"cut-{number}"));
            var receipts = load.Receipts;
            go();
            cuts.Add(await check(after.Path, receipts));
        }

        foreach (var cut in cuts)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{cut.Acknowledged} acknowledged, {cut.Lost} lost"));
        }

        return cuts;
    }

    private static async Task<Cut> CheckAsync(string place, IReadOnlyList<KeptReceipt> receipts)
    {
        var report = LedgerVerifier.Verify(place, receipts);
        var lost = report.Findings.Where(finding => finding.Code == FindingCode.ReceiptNotFound).ToList();

        // Whatever was lost: the rest of the record is whole.
        Assert.Empty(report.Findings.Except(lost));
        await VerifiedRecord.CommandPassesAsync(place);
        return new Cut(receipts.Count, lost.Count);
    }

    private static Func<MemberPlan, MemberPlan> Alter(Func<string, string>? alter, ScratchFolder scratch) => alter is null
        ? plan => plan
        : plan => plan with { Program = alter(scratch.New("altered")) };

    private sealed record Cut(int Acknowledged, int Lost);
}
