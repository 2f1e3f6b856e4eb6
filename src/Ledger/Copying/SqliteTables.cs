using Award.Ledger.Sqlite;
using Microsoft.Data.Sqlite;

namespace Award.Ledger.Copying;

/// <summary>Tables of a file, over a connection that stays its opener's.</summary>
internal sealed class SqliteTables(SqliteConnection connection) : ITables
{
    public IEnumerable<object?[]> Rows(StoredTable table)
    {
        // A file of an earlier version may not have it yet.
        if (!Exists(table))
        {
            yield break;
        }

        using var statement = new Statement(
            connection, $"SELECT {table.Selected} FROM {table.Name} ORDER BY {table.Order}", 0);
        using var row = statement.Query();
        while (row.Read())
        {
            var values = new object?[table.Columns.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = row.IsDBNull(i) ? null : row.GetValue(i);
            }

            yield return values;
        }
    }

    public void Write(StoredTable table, IEnumerable<object?[]> rows)
    {
        var places = string.Join(", ", Enumerable.Range(1, table.Columns.Count).Select(i => $"${i}"));
        using var statement = new Statement(
            connection, $"INSERT INTO {table.Name} ({table.Selected}) VALUES ({places})", table.Columns.Count);
        foreach (var row in rows)
        {
            statement.Execute([.. row.Select(value => value ?? DBNull.Value)]);
        }
    }

    public bool HasRows(StoredTable table) =>
        Exists(table) && Schema.Scalar(connection, $"SELECT EXISTS (SELECT * FROM {table.Name})") is 1L;

    public void Clear(StoredTable table) => Schema.Execute(connection, $"DELETE FROM {table.Name}");

    private bool Exists(StoredTable table) => Schema.Scalar(
        connection, $"SELECT EXISTS (SELECT * FROM sqlite_master WHERE type = 'table' AND name = '{table.Name}')") is 1L;
}
