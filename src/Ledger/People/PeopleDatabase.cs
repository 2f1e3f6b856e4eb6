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

    /// <inheritdoc/>
    /// <remarks>The server overwrites what was deleted at its next vacuum, which the tables ask for at once.</remarks>
    internal override int Erase(string sql, bool rewrite, params ReadOnlySpan<object?> values) => Execute(sql, values);

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
                throw Busy(fault);
            }
        }
    }

    /// <summary>
    /// A connection that answers: one kept from before may have been cut, and a statement is not run twice to find out.
    /// </summary>
    private protected override DbConnection Connect()
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
                    throw Busy(fault);
                }

                _source.Clear();
            }
        }
    }

    private static bool MayTryAgain(NpgsqlException fault, int attempt) =>
        attempt < Attempts && Retries.IsPassing(fault);

    /// <summary>A full disk as well: it is full until somebody makes room, and then the same succeeds.</summary>
    private protected override bool IsPassing(DbException fault) =>
        Retries.IsPassing(fault) || fault.SqlState == PostgresErrorCodes.DiskFull;

    private protected override DbCommand Prepare(DbConnection connection, string sql, ReadOnlySpan<object?> values) =>
        Prepare(connection, Parameter().Replace(sql, "@p$1"), "p", values);

    [GeneratedRegex(@"\$([0-9]+)")]
    private static partial Regex Parameter();
}
