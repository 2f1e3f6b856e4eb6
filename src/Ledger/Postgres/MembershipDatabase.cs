using Npgsql;

namespace Award.Ledger.Postgres;

/// <summary>
/// The table of silos in the schema <c>cluster</c>, as Orleans opens it: with a pool of its own, and a search path under which
/// the statements that it reads by an unqualified name are found.
/// </summary>
public static class MembershipDatabase
{
    /// <summary>Opens nothing yet.</summary>
    /// <exception cref="ArgumentException">The connection string is none, or names no host or database.</exception>
    public static NpgsqlDataSource Source(string connectionString)
    {
        _ = PostgresPlace.Of(connectionString);
        return PostgresConnections.ForMembership(connectionString);
    }

    /// <summary>Whether the table is there and this role may read it.</summary>
    /// <exception cref="LedgerFormatException">It is not, or may not.</exception>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    public static async Task CheckAsync(NpgsqlDataSource source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            await using var command = source.CreateCommand(
                "SELECT FROM cluster.orleansquery LIMIT 1; SELECT FROM cluster.silos LIMIT 1");
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UndefinedTable
            or PostgresErrorCodes.InvalidSchemaName)
        {
            throw new LedgerFormatException("it lacks the tables of the cluster; run 'award migrate' on it", fault);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new LedgerFormatException(
                $"this role may not read the table of silos ({fault.MessageText}); grant it award_silo or award_client", fault);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            throw new IOException($"it cannot be opened: {fault.InnerException?.Message ?? fault.Message}", fault);
        }
    }
}
