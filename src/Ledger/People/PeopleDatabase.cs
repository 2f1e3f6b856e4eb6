using System.Data.Common;
using System.Text.RegularExpressions;
using Award.Ledger.Postgres;
using Npgsql;

namespace Award.Ledger.People;

/// <summary>People in the schema <c>people</c> of the database that several silos share.</summary>
public sealed partial class PeopleDatabase : PeopleStore, IAsyncDisposable
{
    private const int Attempts = 3;
    private readonly NpgsqlDataSource _source;

    private PeopleDatabase(NpgsqlDataSource source) => _source = source;

    /// <summary>Opens it in a database whose schema is of this version (<see cref="PostgresSchema"/>).</summary>
    public static PeopleDatabase Open(PostgresLedgerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new PeopleDatabase(PostgresConnections.ForPeople(options.ConnectionString, options));
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    internal override int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var connection = Connect();
        using var command = Prepare(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    internal override void ExecuteAll(string sql, IReadOnlyList<object?[]> rows)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction();
        foreach (var row in rows)
        {
            using var command = Prepare(connection, sql, row);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <inheritdoc/>
    /// <remarks>The server overwrites what was deleted at its next vacuum, which the tables ask for at once.</remarks>
    internal override int Erase(string sql, bool rewrite, params ReadOnlySpan<object?> values) => Execute(sql, values);

    internal override List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var connection = Connect();
        using var command = Prepare(connection, sql, values);
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    internal override async Task<List<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params object?[] values)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
                await using var command = Prepare(connection, sql, values);
                await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                var rows = new List<T>();
                while (await row.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    rows.Add(read(row));
                }

                return rows;
            }
            catch (NpgsqlException fault) when (MayTryAgain(fault, attempt))
            {
                _source.Clear();
            }
            catch (NpgsqlException fault)
            {
                throw Away(fault);
            }
        }
    }

    /// <summary>
    /// A connection that answers: one kept from before may have been cut, and a statement is not run twice to find out.
    /// </summary>
    private NpgsqlConnection Connect()
    {
        for (var attempt = 1; ; attempt++)
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = _source.OpenConnection();
                using var ping = new NpgsqlCommand("SELECT 1", connection);
                ping.ExecuteNonQuery();
                return connection;
            }
            catch (NpgsqlException fault)
            {
                connection?.Dispose();
                if (!MayTryAgain(fault, attempt))
                {
                    throw Away(fault);
                }

                _source.Clear();
            }
        }
    }

    private static bool MayTryAgain(NpgsqlException fault, int attempt) =>
        attempt < Attempts && Retries.IsPassing(fault);

    private static LedgerBusyException Away(NpgsqlException fault) =>
        new($"the database did not answer: {fault.Message}", fault);

    private static NpgsqlCommand Prepare(NpgsqlConnection connection, string sql, ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(Parameter().Replace(sql, "@p$1"), connection);
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"p{i}", values[i] ?? DBNull.Value);
        }

        return command;
    }

    [GeneratedRegex(@"\$([0-9]+)")]
    private static partial Regex Parameter();
}
