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
    internal abstract int Execute(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Runs a statement once a row, all in one transaction: every row is there afterwards, or none.</summary>
    internal abstract void ExecuteAll(string sql, IReadOnlyList<object?[]> rows);

    /// <summary>Deletes rows, and overwrites where they stood.</summary>
    /// <param name="rewrite">
    /// Also writes the place anew, where copies of rows can stay in it where they once stood: nothing of them is left then.
    /// </param>
    internal abstract int Erase(string sql, bool rewrite, params ReadOnlySpan<object?> values);

    /// <summary>The rows of a query, each read by <paramref name="read"/>.</summary>
    internal abstract List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values);

    /// <summary>The same where a thread should not wait.</summary>
    internal virtual Task<List<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params object?[] values) =>
        Task.FromResult(Query(sql, read, values));

    /// <summary>Instants stand as text that sorts by time.</summary>
    internal static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    internal static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
