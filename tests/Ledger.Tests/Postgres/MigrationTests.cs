using Award.Ledger;
using Award.Ledger.Postgres;
using Npgsql;
using Support;

namespace Ledger.Tests.Postgres;

/// <summary>The schema: applied once whoever starts at once, forward only, never changed afterwards.</summary>
public sealed class MigrationTests(PostgresServer server)
{
    private static readonly Migration First = Step("0001-first.sql", 1, "CREATE TABLE award.first (a integer)");
    private static readonly Migration Second = Step("0002-second.sql", 1, "CREATE TABLE award.second (a integer)");

    [Fact]
    public async Task Of_many_that_start_at_once_each_step_is_applied_by_one()
    {
        var database = await server.NewDatabaseAsync();
        var applied = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => PostgresSchema.EnsureAsync(database)));
        Assert.Equal(Migration.All.Select(step => step.ToString()), applied.SelectMany(steps => steps));
        Assert.Empty(await PostgresSchema.EnsureAsync(database));
    }

    [Fact]
    public async Task A_later_version_applies_only_what_is_new()
    {
        var database = await server.NewDatabaseAsync();
        Assert.Equal(["0001-first"], await EnsureAsync(database, First));
        Assert.Equal(["0002-second"], await EnsureAsync(database, First, Second));
        Assert.Empty(await EnsureAsync(database, First, Second));
    }

    [Fact]
    public async Task A_step_that_was_changed_after_it_was_applied_is_refused()
    {
        var database = await server.NewDatabaseAsync();
        await EnsureAsync(database, First);
        var changed = Step("0001-first.sql", 1, "CREATE TABLE award.first (a bigint)");
        await RefusedAsync("step 0001-first is not the one that was applied", database, changed, Second);
    }

    [Fact]
    public async Task A_step_below_one_that_was_applied_is_refused()
    {
        var database = await server.NewDatabaseAsync();
        await EnsureAsync(database, Second);
        await RefusedAsync("step 0001-first comes after a later one", database, First, Second);
    }

    [Fact]
    public async Task An_earlier_program_goes_on_unless_a_later_step_needs_more_than_it_knows()
    {
        var database = await server.NewDatabaseAsync();
        await EnsureAsync(database, First, Second);
        Assert.Empty(await EnsureAsync(database, First));
        await EnsureAsync(database, First, Second, Step("0003-third.sql", 3, "DROP TABLE award.first"));
        await RefusedAsync("step 0003-third, which needs a later version", database, First, Second);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_behind()
    {
        var database = await server.NewDatabaseAsync();
        var broken = Step("0002-second.sql", 1, "CREATE TABLE award.second (a integer); SELECT 1 / 0");
        await RefusedAsync("division by zero", database, First, broken);
        Assert.Equal(["0001-first", "0002-second"], await EnsureAsync(database, First, Second));
    }

    [Fact]
    public async Task A_server_that_does_not_write_to_its_disk_is_refused()
    {
        await using var unsafeServer = await PostgresServer.StartAsync("fsync = off");
        var database = await unsafeServer.NewDatabaseAsync();
        var fault = await Assert.ThrowsAsync<LedgerFormatException>(() => PostgresSchema.EnsureAsync(database));
        Assert.Contains("fsync is off and must be on", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told()
    {
        await Assert.ThrowsAsync<IOException>(
            () => PostgresSchema.EnsureAsync(server.ConnectionString("nowhere")));
    }

    [Theory]
    [InlineData("first.sql", "-- needs: 1\nSELECT 1")]
    [InlineData("0001-first.sql", "SELECT 1")]
    public void A_file_that_is_no_step_is_refused(string name, string text) =>
        Assert.Throws<FormatException>(() => Migration.Read(name, text));

    private static Migration Step(string file, int needs, string sql) =>
        Migration.Read(file, $"-- needs: {needs}\n{sql};\n");

    private static Task<IReadOnlyList<string>> EnsureAsync(string database, params Migration[] known) =>
        PostgresSchema.EnsureAsync(database, known, "SELECT 1");

    private static async Task RefusedAsync(string because, string database, params Migration[] known)
    {
        var fault = await Assert.ThrowsAsync<LedgerFormatException>(() => EnsureAsync(database, known));
        Assert.Contains(because, fault.Message, StringComparison.Ordinal);
    }
}
