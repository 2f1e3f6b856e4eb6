using Award.Ledger;
using Award.Ledger.Copying;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Ledger.Tests.Conformance;
using Ledger.Tests.Verify;
using Microsoft.Data.Sqlite;

namespace Ledger.Tests.Copying;

/// <summary>A record copied into a file and back into a folder is the record, and a copy cut short is none.</summary>
public sealed class FolderCopyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Installed => Path.Combine(_folder.Path, "installed");

    private string Backup => Path.Combine(_folder.Path, "backup.db");

    private string People => Path.Combine(_folder.Path, "people");

    private string Target => Path.Combine(_folder.Path, "target");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_backup_made_while_a_server_writes_is_restored_row_by_row_with_people_and_key()
    {
        await Copies.FillAsync(Installed);
        string before;
        await using (var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = Installed }))
        {
            before = await Copies.RowsAsync(Installed);
            RecordCopies.Backup(Installed, Backup, People, replace: false, Copies.Whole);
            await ledger.AppendAsync(Commands.Append("later", "streak/330621", 2));
        }

        Assert.Empty(LedgerVerifier.VerifyChain(Backup, [], []).Findings);
        var report = await RecordCopies.RestoreAsync(Backup, Target, People, replace: false, Copies.Whole);
        Assert.False(report.AlreadyThere);
        Assert.Equal(before, await Copies.RowsAsync(Target));
        Assert.NotEqual(before, await Copies.RowsAsync(Installed));
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(Installed, "signing.key")),
            await File.ReadAllTextAsync(Path.Combine(Target, "signing.key")));
        await using var restored = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = Target });
        Assert.IsType<AppendResult.Committed>(await restored.AppendAsync(Commands.Append("later", "streak/330621", 2)));
    }

    [Fact]
    public async Task Only_its_owner_can_read_a_backup()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no such rights here");
        await Copies.FillAsync(Installed);
        RecordCopies.Backup(Installed, Backup, People, replace: false, Copies.Whole);
        foreach (var file in Directory.GetFiles(People).Append(Backup))
        {
            var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }
    }

    [Fact]
    public async Task What_is_there_is_replaced_only_on_a_clear_order()
    {
        await Copies.FillAsync(Installed);
        RecordCopies.Backup(Installed, Backup, null, replace: false, Copies.Whole);
        Assert.Throws<CopyRefusedException>(() => RecordCopies.Backup(Installed, Backup, null, replace: false, Copies.Whole));
        await Copies.FillAsync(Target);
        await using (var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = Target }))
        {
            await ledger.AppendAsync(Commands.Append("another", "streak/330621", 2));
            await Assert.ThrowsAsync<LedgerInUseException>(
                () => RecordCopies.RestoreAsync(Backup, Target, null, replace: true, Copies.Whole));
        }

        var kept = await Copies.RowsAsync(Target);
        await Assert.ThrowsAsync<CopyRefusedException>(
            () => RecordCopies.RestoreAsync(Backup, Target, null, replace: false, Copies.Whole));
        Assert.Equal(kept, await Copies.RowsAsync(Target));
        var record = (await RecordCopies.RestoreAsync(Backup, Target, null, replace: true, Copies.Whole)).Tables;
        Assert.NotEqual(kept, await Copies.RowsAsync(Target));
        var again = await RecordCopies.RestoreAsync(Backup, Target, null, replace: false, Copies.Whole);
        Assert.True(again.AlreadyThere);
        Assert.Equal(record, again.Tables);
    }

    [Fact]
    public async Task People_that_are_known_at_the_target_are_not_lost_without_an_order()
    {
        await Copies.FillAsync(Installed);
        RecordCopies.Backup(Installed, Backup, People, replace: false, Copies.Whole);
        await Copies.FillAsync(Target);
        File.Delete(SqliteLedgerOptions.FileIn(Target));
        await Assert.ThrowsAsync<CopyRefusedException>(
            () => RecordCopies.RestoreAsync(Backup, Target, People, replace: false, Copies.Whole));
        Assert.False(File.Exists(SqliteLedgerOptions.FileIn(Target)));
        await RecordCopies.RestoreAsync(Backup, Target, People, replace: true, Copies.Whole);
        Assert.Equal(await Copies.RowsAsync(Installed), await Copies.RowsAsync(Target));
    }

    [Fact]
    public async Task People_can_be_restored_after_the_record_and_again()
    {
        await Copies.FillAsync(Installed);
        RecordCopies.Backup(Installed, Backup, People, replace: false, Copies.Whole);
        foreach (var people in new[] { null, People, People })
        {
            await RecordCopies.RestoreAsync(Backup, Target, people, replace: false, Copies.Whole);
        }

        Assert.Equal(await Copies.RowsAsync(Installed), await Copies.RowsAsync(Target));
    }

    [Theory]
    [InlineData("UPDATE entries SET actor = 'x' WHERE position = 7")]
    [InlineData("DELETE FROM heads WHERE stream = 'year/330000/2017'")]
    [InlineData("DELETE FROM entries WHERE stream = 'streak/330621' AND version = 2")]
    public async Task A_record_that_does_not_verify_takes_nobodys_place(string sql)
    {
        await Copies.FillAsync(Installed);
        RecordCopies.Backup(Installed, Backup, null, replace: false, Copies.Whole);
        var sound = await File.ReadAllBytesAsync(Backup);
        using (var connection = SmallLedger.Open(SqliteLedgerOptions.FileIn(Installed)))
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        Assert.False(RecordCopies.Backup(Installed, Backup, People, replace: true, Copies.Whole).Verified.Passed);
        Assert.Equal(sound, await File.ReadAllBytesAsync(Backup));
        var spoiled = SqliteLedgerOptions.FileIn(Installed);
        Assert.False((await RecordCopies.RestoreAsync(spoiled, Target, null, false, Copies.Whole)).Verified.Passed);
        Assert.Equal([], Directory.GetFiles(Target, "ledger.db*"));
    }

    [Fact]
    public async Task What_a_killed_server_left_in_its_log_does_not_meet_the_restored_record()
    {
        await Copies.FillAsync(Installed);
        RecordCopies.Backup(Installed, Backup, null, replace: false, Copies.Whole);
        var running = Path.Combine(_folder.Path, "running");
        await Copies.FillAsync(running);
        Directory.CreateDirectory(Target);
        await using (var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = running }))
        {
            await ledger.AppendAsync(Commands.Append("another", "streak/330621", 2));

            // As it stands on the disk when the server dies now.
            foreach (var suffix in new[] { "", "-wal" })
            {
                File.Copy($"{SqliteLedgerOptions.FileIn(running)}{suffix}", $"{SqliteLedgerOptions.FileIn(Target)}{suffix}");
            }
        }

        Assert.NotEqual(0, new FileInfo($"{SqliteLedgerOptions.FileIn(Target)}-wal").Length);
        await RecordCopies.RestoreAsync(Backup, Target, null, replace: true, Copies.Whole);
        Assert.Equal(await Copies.RecordAsync(Installed), await Copies.RecordAsync(Target));
    }

    [Fact]
    public async Task Killed_anywhere_a_restore_leaves_the_old_record_and_is_completed_by_another()
    {
        await Copies.FillAsync(Installed);
        RecordCopies.Backup(Installed, Backup, People, replace: false, Copies.Whole);
        await using (var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = Target }))
        {
            await ledger.AppendAsync(Commands.Append("another", "streak/330621", 0));
        }

        var kept = await Copies.RecordAsync(Target);
        foreach (var step in Copies.Steps)
        {
            var killed = Copies.KilledAt(step);
            await Assert.ThrowsAsync<KilledException>(() => RecordCopies.RestoreAsync(Backup, Target, People, true, killed));
            Assert.Equal(kept, await Copies.RecordAsync(Target));
        }

        await RecordCopies.RestoreAsync(Backup, Target, People, replace: true, Copies.Whole);
        Assert.Equal(await Copies.RowsAsync(Installed), await Copies.RowsAsync(Target));
        Assert.Equal([], Directory.GetFiles(Target, "*.partial*"));
    }
}
