using Npgsql;

namespace Award.Ledger.Postgres;

/// <summary>
/// A turn of one process among those that share a database: the others wait for its end. It ends with the connection at the
/// latest, so it spares work done twice and is no fence.
/// </summary>
public sealed class PostgresTurn : IAsyncDisposable
{
    /// <summary>"AWRP" in ASCII: the advisory lock of whoever prepares the record.</summary>
    private const long LockKey = 0x41575250;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;

    private PostgresTurn(NpgsqlDataSource source, NpgsqlConnection connection) =>
        (_source, _connection) = (source, connection);

    /// <summary>Waits for its turn.</summary>
    /// <exception cref="IOException">The database cannot be reached, or was lost during the wait.</exception>
    public static async Task<PostgresTurn> TakeAsync(string connectionString, CancellationToken cancellation = default)
    {
        var source = PostgresConnections.ForTurn(connectionString);
        try
        {
            var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({LockKey})", connection);
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            return new PostgresTurn(source, connection);
        }
        catch (Exception fault)
        {
            await source.DisposeAsync().ConfigureAwait(false);
            if (fault is NpgsqlException or TimeoutException)
            {
                throw new LedgerBusyException($"no turn was given: {fault.Message}", fault);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }
}
