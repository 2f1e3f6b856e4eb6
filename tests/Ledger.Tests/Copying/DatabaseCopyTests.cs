using Award.Ledger;
using Award.Ledger.Copying;
using Award.Ledger.People;
using Award.Ledger.Postgres;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Ledger.Tests.Conformance;
using Ledger.Tests.Postgres;
using Ledger.Tests.Verify;
using Microsoft.Data.Sqlite;
using Support;

namespace Ledger.Tests.Copying;

/// <summary>An embedded installation moves into a database and out of it again, row by row; cut short, nothing has moved.</summary>
public sealed class DatabaseCopyTests : IAsyncLifetime
{
    private readonly PostgresServer _server;
    private readonly TempFolder _folder = new();
    private string _database = "";

    public DatabaseCopyTests(PostgresServer server)
    {
        PostgresServer.Require();
        _server = server;
    }

    private string Installed => Path.Combine(_folder.Path, "installed");

    private string Backup => Path.Combine(_folder.Path, "backup.db");

    private string People => Path.Combine(_folder.Path, "people");

    private string Target => Path.Combine(_folder.Path, "target");

    public async ValueTask InitializeAsync()
    {
        _database = await _server.NewDatabaseAsync();
        await Copies.FillAsync(Installed);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Moved_in_backed_up_and_restored_into_a_folder_it_is_the_same_row_by_row()
    {
        var before = await Copies.RowsAsync(Installed);
        await RecordCopies.MoveAsync(Installed, _database, replace: false, Copies.Whole);
        Assert.Equal(before, await Copies.RowsAsync(_database));
        await using (await Stores.OpenAsync(_database))
        {
            RecordCopies.Backup(_database, Backup, People, replace: false, Copies.Whole);
        }

        await RecordCopies.RestoreAsync(Backup, Target, People, replace: false, Copies.Whole);
        Assert.Equal(before, await Copies.RowsAsync(Target));
        Assert.Equal(before, await Copies.RowsAsync(Installed));
    }

    [Fact]
    public async Task The_moved_record_goes_on_and_the_access_log_numbers_on()
    {
        await RecordCopies.MoveAsync(Installed, _database, replace: false, Copies.Whole);
        await using var ledger = await Stores.OpenAsync(_database);
        Assert.IsType<AppendResult.Committed>(await ledger.AppendAsync(Commands.Append("more", "streak/330621", 2)));
        await using var people = PeopleDatabase.Open(
            new PostgresLedgerOptions { ConnectionString = _database, Clock = RealClock.Instance });
        var log = new AccessLog(people);
        log.Write([new(0, RealClock.Instance.GetUtcNow(), "x", [], "see", "GET", null, null, null, 200, "t", null)]);
        Assert.Equal([1L, 2L, 3L], log.Read(new AccessQuery(0, 10, null, null, null)).Select(line => line.Id));
        Stores.AssertSound(_database, []);
    }

    [Fact]
    public async Task Every_copy_that_is_served_from_has_an_epoch_of_its_own()
    {
        var epochs = new HashSet<string>();
        await using (var origin = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = Installed }))
        {
            Assert.True(epochs.Add(await origin.ReadEpochAsync()));
        }

        foreach (var replace in new[] { false, true })
        {
            await RecordCopies.MoveAsync(Installed, _database, replace, Copies.Whole);
            await using var moved = await Stores.OpenAsync(_database);
            Assert.True(epochs.Add(await moved.ReadEpochAsync()));
        }

        RecordCopies.Backup(_database, Backup, null, replace: false, Copies.Whole);
        foreach (var replace in new[] { false, true })
        {
            await RecordCopies.RestoreAsync(Backup, Target, null, replace, Copies.Whole);
            await using var restored = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = Target });
            Assert.True(epochs.Add(await restored.ReadEpochAsync()));
        }

        Assert.Equal(5, epochs.Count);
    }

    [Fact]
    public async Task While_a_server_has_the_folder_open_nothing_moves()
    {
        await using var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = Installed });
        await Assert.ThrowsAsync<LedgerInUseException>(
            () => RecordCopies.MoveAsync(Installed, _database, replace: false, Copies.Whole));
    }

    [Fact]
    public async Task While_silos_have_the_database_open_nothing_is_put_into_it()
    {
        await using (var silo = await Stores.OpenAsync(_database))
        {
            await silo.ReadProvincesAsync();
            var refused = await Assert.ThrowsAsync<CopyRefusedException>(
                () => RecordCopies.MoveAsync(Installed, _database, replace: true, Copies.Whole));
            Assert.Contains("stop them first", refused.Message, StringComparison.Ordinal);
        }

        await RecordCopies.MoveAsync(Installed, _database, replace: false, Copies.Whole);
    }

    [Fact]
    public async Task Killed_anywhere_nothing_has_moved_and_the_same_order_completes_it()
    {
        foreach (var step in Copies.Steps)
        {
            await Assert.ThrowsAsync<KilledException>(
                () => RecordCopies.MoveAsync(Installed, _database, replace: false, Copies.KilledAt(step)));
            Assert.Equal("", await Copies.RowsAsync(_database));
        }

        Assert.False((await RecordCopies.MoveAsync(Installed, _database, replace: false, Copies.Whole)).AlreadyThere);
        Assert.True((await RecordCopies.MoveAsync(Installed, _database, replace: false, Copies.Whole)).AlreadyThere);
        Assert.Equal(await Copies.RowsAsync(Installed), await Copies.RowsAsync(_database));
    }

    [Fact]
    public async Task A_record_that_does_not_verify_is_not_put_into_the_database()
    {
        using (var connection = SmallLedger.Open(SqliteLedgerOptions.FileIn(Installed)))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE entries SET actor = 'x' WHERE position = 7";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        Assert.False((await RecordCopies.MoveAsync(Installed, _database, replace: false, Copies.Whole)).Verified.Passed);
        Assert.Equal("", await Copies.RowsAsync(_database));
    }

    [Fact]
    public async Task People_can_be_restored_after_the_record_and_again_but_not_over_others()
    {
        RecordCopies.Backup(Installed, Backup, People, replace: false, Copies.Whole);
        foreach (var people in new[] { null, People, People })
        {
            await RecordCopies.RestoreAsync(Backup, _database, people, replace: false, Copies.Whole);
        }

        Assert.Equal(await Copies.RowsAsync(Installed), await Copies.RowsAsync(_database));
        await PostgresServer.ExecuteAsync(_database, "DELETE FROM people.objections");
        await Assert.ThrowsAsync<CopyRefusedException>(
            () => RecordCopies.RestoreAsync(Backup, _database, People, replace: false, Copies.Whole));
    }

    [Fact]
    public async Task Another_record_in_the_database_is_replaced_only_on_a_clear_order()
    {
        await using (var silo = await Stores.OpenAsync(_database))
        {
            await silo.AppendAsync(Commands.Append("another", "streak/330621", 0));
        }

        var kept = await Copies.RowsAsync(_database);
        await Assert.ThrowsAsync<CopyRefusedException>(
            () => RecordCopies.MoveAsync(Installed, _database, replace: false, Copies.Whole));
        Assert.Equal(kept, await Copies.RowsAsync(_database));
        await RecordCopies.MoveAsync(Installed, _database, replace: true, Copies.Whole);
        Assert.Equal(await Copies.RowsAsync(Installed), await Copies.RowsAsync(_database));
    }

    [Fact]
    public async Task A_role_that_serves_may_back_up_but_not_restore()
    {
        await RecordCopies.MoveAsync(Installed, _database, replace: false, Copies.Whole);
        await PostgresServer.ExecuteAsync(_database, "DROP ROLE IF EXISTS copying_silo; CREATE USER copying_silo IN ROLE award_silo");
        var silo = _database.Replace("Username=postgres", "Username=copying_silo", StringComparison.Ordinal);
        RecordCopies.Backup(silo, Backup, People, replace: false, Copies.Whole);
        var refused = await Assert.ThrowsAsync<CopyRefusedException>(
            () => RecordCopies.RestoreAsync(Backup, silo, People, replace: true, Copies.Whole));
        Assert.Contains("award_owner", refused.Message, StringComparison.Ordinal);
        Assert.Empty(LedgerVerifier.VerifyChain(_database, [], []).Findings);
    }
}
