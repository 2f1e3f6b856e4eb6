using Npgsql;

namespace Award.Ledger.Postgres;

/// <summary>
/// How the database is opened: always its primary, for a decision is never made on what a standby holds;
/// with a pool for each purpose, so that none starves another; with limits of time that the server keeps
/// even when this process is frozen or cut off.
/// </summary>
internal static class PostgresConnections
{
    private const string IsStandby = "SELECT pg_is_in_recovery()";
    private const string Standby = "the server is a standby, and decisions are made on the primary alone";

    /// <summary>For the one writer: a batch, and the connection that asks what became of the last one.</summary>
    public static NpgsqlDataSource ForWriting(string connectionString, PostgresLedgerOptions options) =>
        Source(connectionString, "award-ledger-writer", 2, options.StatementTimeout, options.LockTimeout, options.IdleTimeout);

    public static NpgsqlDataSource ForReading(string connectionString, PostgresLedgerOptions options) => Source(
        connectionString, "award-ledger-reader", options.Readers, options.StatementTimeout, options.LockTimeout, options.IdleTimeout);

    /// <summary>For a change of the schema, which waits for those who change it at the same time.</summary>
    public static NpgsqlDataSource ForMigration(string connectionString) => Source(
        connectionString, "award-migration", 1, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1));

    /// <summary>For one long look at everything, which may be at a standby.</summary>
    public static NpgsqlDataSource ForVerifying(string connectionString) => Source(
        connectionString, "award-verify", 1, TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.Zero, TargetSessionAttributes.Any);

    /// <summary>For a copy of everything, in one transaction that takes as long as it takes.</summary>
    public static NpgsqlDataSource ForCopying(string connectionString, TargetSessionAttributes session) => Source(
        connectionString, "award-copy", 1, TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.Zero, session);

    /// <summary>For what is known about people.</summary>
    public static NpgsqlDataSource ForPeople(string connectionString, PostgresLedgerOptions options) => Source(
        connectionString, "award-people", 8, options.StatementTimeout, options.LockTimeout, options.IdleTimeout, path: "people");

    /// <summary>For the table of silos: few and short statements, which wait for nothing else of this process.</summary>
    public static NpgsqlDataSource ForMembership(string connectionString) => Source(
        connectionString, "award-membership", 4, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(3), path: "cluster");

    /// <summary>For waiting until others have done something, however long it takes.</summary>
    public static NpgsqlDataSource ForTurn(string connectionString) => Source(
        connectionString, "award-turn", 1, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    private static NpgsqlDataSource Source(
        string connectionString,
        string purpose,
        int most,
        TimeSpan statement,
        TimeSpan locks,
        TimeSpan idle,
        TargetSessionAttributes session = TargetSessionAttributes.Primary,
        string? path = null)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = purpose,
            SearchPath = path,
            MaxPoolSize = most,
            Multiplexing = false,
            NoResetOnClose = false,

            // The server ends a statement before the client gives up on it, so that the two agree on its outcome.
            CommandTimeout = (int)(statement * 1.5).TotalSeconds,
            CancellationTimeout = 2000,
            KeepAlive = 10,
            MaxAutoPrepare = 32,
            Options = string.Join(" ", SessionSettings(statement, locks, idle)),
        };
        if (!parts.ContainsKey("Timeout"))
        {
            parts.Timeout = 5;
        }

        if (parts.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            // Which of them is the primary is asked again a second after one was lost.
            parts.HostRecheckSeconds = 1;
            return new NpgsqlDataSourceBuilder(parts.ToString()) { Name = purpose }
                .BuildMultiHost().WithTargetSession(session);
        }

        var builder = new NpgsqlDataSourceBuilder(parts.ToString()) { Name = purpose };
        if (session == TargetSessionAttributes.Primary)
        {
            builder.UsePhysicalConnectionInitializer(RequirePrimary, RequirePrimaryAsync);
        }

        return builder.Build();
    }

    private static void RequirePrimary(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(IsStandby, connection);
        if (command.ExecuteScalar() is true)
        {
            throw new NpgsqlException(Standby);
        }
    }

    private static async Task RequirePrimaryAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(IsStandby, connection);
        if (await command.ExecuteScalarAsync().ConfigureAwait(false) is true)
        {
            throw new NpgsqlException(Standby);
        }
    }

    private static IEnumerable<string> SessionSettings(TimeSpan statement, TimeSpan locks, TimeSpan idle) =>
    [
        $"-c statement_timeout={(long)statement.TotalMilliseconds}",
        $"-c lock_timeout={(long)locks.TotalMilliseconds}",
        $"-c idle_in_transaction_session_timeout={(long)idle.TotalMilliseconds}",
        "-c synchronous_commit=on",

        // A server notices that this process is gone while it waits for a lock, or for the network.
        "-c client_connection_check_interval=2000",
        "-c tcp_keepalives_idle=10",
        "-c tcp_keepalives_interval=2",
        "-c tcp_keepalives_count=3",
    ];
}
