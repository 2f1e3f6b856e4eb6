using Npgsql;

namespace Award.Ledger.Postgres;

/// <summary>
/// Brings a database to the schema that this program knows, forward only. Any number of programs may do so
/// at once: one works, the rest wait for it and find nothing left to do.
/// </summary>
public static class PostgresSchema
{
    /// <summary>"AWRD" in ASCII: the advisory lock under which the schema is changed.</summary>
    private const long LockKey = 0x41575244;

    /// <summary>The first server version whose settings we rely on.</summary>
    private const int LeastServer = 14;

    private const string BookKeeping =
        """
        CREATE SCHEMA IF NOT EXISTS award;
        CREATE TABLE IF NOT EXISTS award.migrations (
            number   integer NOT NULL PRIMARY KEY,
            name     text NOT NULL,
            checksum text NOT NULL,
            needs    integer NOT NULL,
            applied  timestamptz NOT NULL DEFAULT now()
        );
        """;

    /// <summary>Applies what is missing, if anything is; else only reads.</summary>
    /// <returns>The steps that were applied now: "0001-ledger".</returns>
    /// <exception cref="LedgerFormatException">
    /// The database is of a later version, an applied step was changed, the server is too old or does not
    /// write to its disk before it answers, or something is missing and the role may not make it.
    /// </exception>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    public static Task<IReadOnlyList<string>> EnsureAsync(
        string connectionString, CancellationToken cancellation = default) =>
        EnsureAsync(connectionString, Migration.All, Migration.Grants, cancellation);

    /// <summary>The same with steps and grants of a test's own.</summary>
    internal static async Task<IReadOnlyList<string>> EnsureAsync(
        string connectionString,
        IReadOnlyList<Migration> known,
        string grants,
        CancellationToken cancellation = default)
    {
        await using var source = PostgresConnections.ForMigration(connectionString);
        await using var connection = await OpenAsync(source, cancellation).ConfigureAwait(false);
        try
        {
            await CheckServerAsync(connection, cancellation).ConfigureAwait(false);
            var applied = await AppliedSteps.ReadAsync(connection, cancellation).ConfigureAwait(false);
            applied.Check(known);
            return applied.Missing(known).Count == 0 && applied.HasGrants(grants)
                ? []
                : await MigrateAsync(connection, known, grants, cancellation).ConfigureAwait(false);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new LedgerFormatException(
                $"its schema is not of this version and this role may not change it ({fault.MessageText}); "
                + "migrate it as a member of award_owner ('award migrate')",
                fault);
        }
        catch (PostgresException fault) when (!fault.IsTransient)
        {
            throw new LedgerFormatException($"its schema cannot be brought up to date: {fault.MessageText}", fault);
        }
        catch (NpgsqlException fault)
        {
            throw new IOException($"it cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>Whether a program that only reads the ledger knows its schema.</summary>
    /// <exception cref="LedgerFormatException">There is no ledger, or one of another version.</exception>
    internal static void CheckReadable(NpgsqlConnection connection)
    {
        var applied = AppliedSteps.Read(connection)
            ?? throw new LedgerFormatException($"database '{connection.Database}' holds no ledger");
        applied.Check(Migration.All);
        if (applied.Missing(Migration.All) is [var step, ..])
        {
            throw new LedgerFormatException($"database '{connection.Database}' lacks step {step}: migrate it first");
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            throw new IOException($"it cannot be opened: {Innermost(fault).Message}", fault);
        }
    }

    private static Exception Innermost(Exception fault) => fault switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Innermost(first),
        { InnerException: { } inner } => Innermost(inner),
        _ => fault,
    };

    private static async Task CheckServerAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (connection.PostgreSqlVersion.Major < LeastServer)
        {
            throw new LedgerFormatException(
                $"PostgreSQL {connection.PostgreSqlVersion} is too old: {LeastServer} or later is needed");
        }

        await using var command = new NpgsqlCommand(
            """
            SELECT name || ' is ' || setting || ' and must be ' || wanted
            FROM pg_settings
            JOIN (VALUES ('server_encoding', 'UTF8'), ('fsync', 'on'), ('full_page_writes', 'on')) AS asked (name, wanted)
            USING (name)
            WHERE setting <> wanted
            """,
            connection);
        if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is string fault)
        {
            throw new LedgerFormatException($"the server cannot keep a record: {fault}");
        }
    }

    private static async Task<IReadOnlyList<string>> MigrateAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Migration> known,
        string grants,
        CancellationToken cancellation)
    {
        // The lock is the session's and stands before the transaction: one that begins after it sees what the
        // last holder made, and the lock outlasts its commit. It ends with the connection at the latest.
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockKey})", cancellation).ConfigureAwait(false);
        var steps = await ApplyAsync(connection, known, grants, cancellation).ConfigureAwait(false);
        await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({LockKey})", cancellation).ConfigureAwait(false);
        return steps;
    }

    /// <summary>All that is missing in one transaction: a program that dies leaves nothing half done.</summary>
    private static async Task<IReadOnlyList<string>> ApplyAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Migration> known,
        string grants,
        CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var applied = await AppliedSteps.ReadAsync(connection, cancellation).ConfigureAwait(false);
        applied.Check(known);
        var missing = applied.Missing(known);
        if (missing.Count == 0 && applied.HasGrants(grants))
        {
            return [];
        }

        await ExecuteAsync(connection, Migration.Roles, cancellation).ConfigureAwait(false);
        await BecomeOwnerAsync(connection, cancellation).ConfigureAwait(false);
        await ExecuteAsync(connection, BookKeeping, cancellation).ConfigureAwait(false);
        foreach (var step in missing)
        {
            await ExecuteAsync(connection, step.Sql, cancellation).ConfigureAwait(false);
            await NoteAsync(connection, step, cancellation).ConfigureAwait(false);
        }

        await ExecuteAsync(connection, grants, cancellation).ConfigureAwait(false);
        var row = new Migration(AppliedSteps.GrantsRow, "grants", grants, ContentHash.Of(grants), 0);
        await NoteAsync(connection, row, cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return [.. missing.Select(step => step.ToString())];
    }

    /// <summary>
    /// What is made belongs to award_owner, where that role is there and we are a member; but a schema that
    /// was begun by another role goes on under it.
    /// </summary>
    private static Task BecomeOwnerAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        ExecuteAsync(
            connection,
            """
            DO $$
            BEGIN
                IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'award_owner')
                    AND pg_has_role('award_owner', 'MEMBER')
                    AND has_database_privilege('award_owner', current_database(), 'CREATE')
                    AND NOT EXISTS (
                        SELECT FROM pg_namespace WHERE nspname = 'award' AND pg_get_userbyid(nspowner) <> 'award_owner')
                THEN
                    SET LOCAL ROLE award_owner;
                END IF;
            END
            $$;
            """,
            cancellation);

    private static async Task NoteAsync(
        NpgsqlConnection connection, Migration step, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO award.migrations (number, name, checksum, needs) VALUES ($1, $2, $3, $4)
            ON CONFLICT (number) DO UPDATE SET checksum = excluded.checksum, applied = excluded.applied
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = step.Number },
                new() { Value = step.Name },
                new() { Value = step.Checksum },
                new() { Value = step.Needs },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
