using Npgsql;

namespace Award.Ledger.Postgres;

/// <summary>Reads, each one statement and one state of the database, asked again while the database is lost.</summary>
internal sealed class PostgresReads(NpgsqlDataSource source, PostgresLedgerOptions options)
{
    private readonly Retries _retries = new(source, options);

    /// <param name="values">For $1, $2, … in order.</param>
    /// <exception cref="LedgerBusyException">The database did not answer.</exception>
    public async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object[] values)
    {
        try
        {
            return await _retries.RunAsync(inner => TryAsync(sql, read, values, inner), cancellation)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            throw new LedgerBusyException($"the database did not answer: {fault.Message}", fault);
        }
    }

    private async Task<IReadOnlyList<T>> TryAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, object[] values, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var rows = new List<T>();
        while (await row.ReadAsync(cancellation).ConfigureAwait(false))
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
