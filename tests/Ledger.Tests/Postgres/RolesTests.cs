using Award.Ledger;
using Award.Ledger.Postgres;
using Ledger.Tests.Conformance;
using Npgsql;
using Support;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Postgres;

/// <summary>Who may do what in the database: owners migrate, silos add, API nodes have no business in the ledger.</summary>
public sealed class RolesTests(PostgresServer server) : IAsyncLifetime
{
    private string _database = "";

    public async ValueTask InitializeAsync()
    {
        _database = await server.NewDatabaseAsync();
        await PostgresSchema.EnsureAsync(_database);
        await PostgresServer.ExecuteAsync(
            _database,
            """
            DO $$
            DECLARE who text;
            BEGIN
                PERFORM pg_advisory_xact_lock(1);
                FOREACH who IN ARRAY ARRAY['owner', 'silo', 'client'] LOOP
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'a_' || who) THEN
                        EXECUTE format('CREATE USER %I IN ROLE %I', 'a_' || who, 'award_' || who);
                    END IF;
                END LOOP;
            END
            $$;
            """);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_silo_opens_a_migrated_database_appends_and_reads()
    {
        await using var ledger = await Stores.OpenAsync(As("a_silo"));
        var command = Append("k1", "year/330000/2017", 0) with { Documents = [Document("years/330000/2017", "x")] };
        (await ledger.AppendAsync(command)).Receipt();
        (await ledger.AppendAsync(command with { IdempotencyKey = "k2", Appends = [On("year/330000/2017", 1)] })).Receipt();
        Stores.AssertSound(As("a_silo"), []);
    }

    [Theory]
    [InlineData("UPDATE ledger.entries SET actor = 'x'")]
    [InlineData("DELETE FROM ledger.entries")]
    [InlineData("TRUNCATE ledger.entries")]
    [InlineData("UPDATE ledger.commands SET key = 'x'")]
    [InlineData("DELETE FROM ledger.commands")]
    [InlineData("DELETE FROM ledger.heads")]
    [InlineData("DELETE FROM ledger.provinces")]
    [InlineData("DELETE FROM ledger.documents")]
    [InlineData("ALTER TABLE ledger.entries DROP CONSTRAINT entries_by_version")]
    [InlineData("DROP TABLE ledger.entries")]
    [InlineData("CREATE TABLE ledger.mine (a integer)")]
    [InlineData("UPDATE award.migrations SET checksum = 'x'")]
    [InlineData("UPDATE cluster.orleansquery SET querytext = 'x'")]
    [InlineData("DROP TABLE cluster.silos")]
    public Task A_silo_cannot_change_what_is_on_record(string sql) => DeniedAsync("a_silo", sql);

    [Theory]
    [InlineData("SELECT * FROM ledger.entries")]
    [InlineData("SELECT * FROM ledger.documents")]
    [InlineData("SELECT * FROM ledger.heads")]
    [InlineData("SELECT * FROM ledger.store")]
    [InlineData("INSERT INTO ledger.provinces VALUES ('330000', 1, 'x')")]
    [InlineData("SELECT * FROM award.migrations")]
    [InlineData("SELECT * FROM people.tokens")]
    [InlineData("SELECT * FROM cluster.versions")]
    [InlineData("INSERT INTO cluster.versions VALUES ('award', 0, now())")]
    [InlineData("DELETE FROM cluster.silos")]
    [InlineData("UPDATE cluster.silos SET status = 6")]
    [InlineData("UPDATE cluster.orleansquery SET querytext = 'x'")]
    [InlineData("CREATE TABLE cluster.mine (a integer)")]
    public Task An_api_node_cannot_read_the_ledger(string sql) => DeniedAsync("a_client", sql);

    /// <summary>All relations that a node's role may so much as read, by name, whoever made them.</summary>
    [Fact]
    public async Task An_api_node_can_read_the_table_of_silos_and_nothing_else()
    {
        await using var source = NpgsqlDataSource.Create(As("a_client"));
        await using var command = source.CreateCommand(
            """
            SELECT string_agg(format('%I.%I', schemaname, tablename), ' ' ORDER BY 1)
            FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                AND has_schema_privilege(schemaname, 'USAGE')
                AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
            """);
        Assert.Equal("cluster.orleansquery cluster.silos", await command.ExecuteScalarAsync());

        await using var membership = MembershipDatabase.Source(As("a_client"));
        await MembershipDatabase.CheckAsync(membership);
    }

    [Fact]
    public async Task A_table_of_silos_that_is_not_there_or_may_not_be_read_is_told()
    {
        await using var empty = MembershipDatabase.Source(await server.NewDatabaseAsync());
        var missing = await Assert.ThrowsAsync<LedgerFormatException>(() => MembershipDatabase.CheckAsync(empty));
        Assert.Contains("'award migrate'", missing.Message, StringComparison.Ordinal);

        await PostgresServer.ExecuteAsync(_database, "DO $$ BEGIN CREATE ROLE a_nobody LOGIN; EXCEPTION WHEN OTHERS THEN NULL; END $$");
        await using var forbidden = MembershipDatabase.Source(As("a_nobody"));
        var denied = await Assert.ThrowsAsync<LedgerFormatException>(() => MembershipDatabase.CheckAsync(forbidden));
        Assert.Contains("may not read the table of silos", denied.Message, StringComparison.Ordinal);

        await using var away = MembershipDatabase.Source("Host=127.0.0.1;Port=1;Database=award");
        await Assert.ThrowsAsync<IOException>(() => MembershipDatabase.CheckAsync(away));
    }

    [Fact]
    public async Task Only_an_owner_migrates()
    {
        var empty = await server.NewDatabaseAsync();
        var fault = await Assert.ThrowsAsync<LedgerFormatException>(
            () => PostgresSchema.EnsureAsync(As("a_silo", empty)));
        Assert.Contains("migrate it as a member of award_owner", fault.Message, StringComparison.Ordinal);
        var name = new NpgsqlConnectionStringBuilder(empty).Database;
        await PostgresServer.ExecuteAsync(empty, $"GRANT CREATE ON DATABASE {name} TO award_owner");
        Assert.NotEmpty(await PostgresSchema.EnsureAsync(As("a_owner", empty)));
        await using var ledger = await Stores.OpenAsync(As("a_silo", empty));
        (await ledger.AppendAsync(Append("k1", "year/330000/2017", 0))).Receipt();
    }

    private async Task DeniedAsync(string user, string sql)
    {
        var fault = await Assert.ThrowsAsync<PostgresException>(() => PostgresServer.ExecuteAsync(As(user), sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
    }

    private string As(string user, string? database = null) =>
        new NpgsqlConnectionStringBuilder(database ?? _database) { Username = user }.ToString();
}
