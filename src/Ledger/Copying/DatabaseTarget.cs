using System.Globalization;
using Award.Ledger.Postgres;
using Award.Ledger.Verify;
using Npgsql;

namespace Award.Ledger.Copying;

/// <summary>
/// Puts a record into a database in one transaction, people with it, and verifies it there before the commit: a program that is
/// killed on the way leaves the database as it was.
/// </summary>
internal static class DatabaseTarget
{
    /// <exception cref="CopyRefusedException">It holds another record, or silos have it open.</exception>
    /// <exception cref="LedgerFormatException">Its schema cannot be brought to this version.</exception>
    /// <exception cref="IOException">It cannot be reached, or was lost on the way.</exception>
    public static async Task<CopyReport> WriteAsync(
        CopySource source, string database, bool replace, ICopyProgress progress, CancellationToken cancellation)
    {
        var name = PostgresPlace.Of(database);
        await PostgresSchema.EnsureAsync(database, cancellation).ConfigureAwait(false);
        try
        {
            return Write(source, database, name, replace, progress);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new CopyRefusedException(
                $"{name}: this role may not fill the tables ({fault.MessageText}); use a member of award_owner", fault);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            throw new IOException($"{name}: {fault.Message}", fault);
        }
    }

    private static CopyReport Write(
        CopySource source, string database, string name, bool replace, ICopyProgress progress)
    {
        using var pool = PostgresConnections.ForCopying(database, TargetSessionAttributes.Primary);
        using var connection = pool.OpenConnection();
        using var transaction = connection.BeginTransaction();
        IReadOnlyList<StoredTable> wanted = source.People is null
            ? StoredTable.Record
            : [.. StoredTable.Record, .. StoredTable.People];
        Lock(connection, wanted, name);
        var target = new PostgresTables(connection);
        var there = replace ? null : TargetCheck.Compared(source, target, name);
        var samePeople = source.People is null || TargetCheck.IsSameOfPeople(source.People, target);
        if (there is not null && samePeople)
        {
            return there;
        }

        if (!replace && !samePeople)
        {
            TargetCheck.RefuseKnownPeople(target, name);
        }

        if (there is not null)
        {
            var people = TableCopy.Run(StoredTable.People, source.People!, target, progress);
            transaction.Commit();
            return there with { Tables = [.. there.Tables, .. people] };
        }

        foreach (var table in wanted)
        {
            target.Clear(table);
        }

        var tables = TableCopy.Run(StoredTable.Record, source.Record, target, progress);
        if (source.People is { } known)
        {
            tables.AddRange(TableCopy.Run(StoredTable.People, known, target, progress));
        }

        RaiseEpoch(connection);
        var report = new CopyReport(Verified(connection, progress), tables, AlreadyThere: false);
        if (report.Verified.Passed)
        {
            transaction.Commit();
        }

        return report;
    }

    // Silos keep in memory what they have read: they are stopped first. One that starts meanwhile waits for the lock.
    private static void Lock(NpgsqlConnection connection, IEnumerable<StoredTable> tables, string name)
    {
        var names = string.Join(", ", tables.Select(table => $"{table.Schema}.{table.Name}"));
        using var command = new NpgsqlCommand($"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE", connection);
        command.ExecuteNonQuery();
        using var sessions = new NpgsqlCommand(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name IN ('award-ledger-writer', 'award-ledger-reader')
            """,
            connection);
        var open = (long)sessions.ExecuteScalar()!;
        if (open > 0)
        {
            throw new CopyRefusedException(string.Create(
                CultureInfo.InvariantCulture, $"silos have {name} open ({open} sessions): stop them first"));
        }
    }

    /// <summary>
    /// Another epoch than before and than that of the source: nodes drop what they hold of either. A file of its own is made with one.
    /// </summary>
    private static void RaiseEpoch(NpgsqlConnection connection)
    {
        using var raise = new NpgsqlCommand(
            "UPDATE ledger.store SET epoch = replace(gen_random_uuid()::text, '-', '')", connection);
        if (raise.ExecuteNonQuery() != 1)
        {
            throw new LedgerFormatException("the database has no epoch");
        }
    }

    private static VerifyReport Verified(NpgsqlConnection connection, ICopyProgress progress)
    {
        using var record = PostgresRecord.Within(connection);
        return LedgerVerifier.VerifyChain(record, [], progress.Audits);
    }
}
