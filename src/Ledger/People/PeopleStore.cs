using System.Data.Common;
using System.Globalization;

namespace Award.Ledger.People;

/// <summary>
/// What the engine knows about people, beside the record: nothing in it is part of any chain, and any row can be erased
/// without breaking one. Statements are written in the SQL that both stores take; parameters are $0, $1, ….
/// </summary>
public abstract class PeopleStore
{
    /// <summary>Runs a statement; gives the number of rows it changed.</summary>
    /// <exception cref="LedgerBusyException">The store cannot be reached or takes no writes now. So with all below.</exception>
    internal int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        try
        {
            using var connection = Connect();
            using var command = Prepare(connection, sql, values);
            return command.ExecuteNonQuery();
        }
        catch (DbException fault) when (IsPassing(fault))
        {
            throw Busy(fault);
        }
    }

    /// <summary>Runs a statement once a row, all in one transaction: every row is there afterwards, or none.</summary>
    internal void ExecuteAll(string sql, IReadOnlyList<object?[]> rows)
    {
        try
        {
            using var connection = Connect();
            using var transaction = connection.BeginTransaction();
            foreach (var row in rows)
            {
                using var command = Prepare(connection, sql, row);
                command.Transaction = transaction;
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
        catch (DbException fault) when (IsPassing(fault))
        {
            throw Busy(fault);
        }
    }

    /// <summary>Deletes rows, and overwrites where they stood.</summary>
    /// <param name="rewrite">
    /// Also writes the place anew, where copies of rows can stay in it where they once stood: nothing of them is left then.
    /// </param>
    internal abstract int Erase(string sql, bool rewrite, params ReadOnlySpan<object?> values);

    /// <summary>The rows of a query, each read by <paramref name="read"/>.</summary>
    internal List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        try
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
        catch (DbException fault) when (IsPassing(fault))
        {
            throw Busy(fault);
        }
    }

    /// <summary>The same where a thread should not wait.</summary>
    internal virtual Task<List<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params object?[] values) =>
        Task.FromResult(Query(sql, read, values));

    /// <summary>Instants stand as text that sorts by time.</summary>
    internal static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    internal static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>An open connection.</summary>
    private protected abstract DbConnection Connect();

    /// <summary>A statement on it, with its parameters as this store writes them.</summary>
    private protected abstract DbCommand Prepare(DbConnection connection, string sql, ReadOnlySpan<object?> values);

    /// <summary>Whether the same may succeed later: the store is away, busy, or takes no writes.</summary>
    private protected abstract bool IsPassing(DbException fault);

    private protected static LedgerBusyException Busy(DbException fault) =>
        new($"what is known about people cannot be reached: {fault.Message}", fault);

    private protected static DbCommand Prepare(
        DbConnection connection, string sql, string parameter, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var value = command.CreateParameter();
            value.ParameterName = string.Create(CultureInfo.InvariantCulture, $"{parameter}{i}");
            value.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(value);
        }

        return command;
    }
}
