using Npgsql;
using NpgsqlTypes;

namespace Award.Ledger.Copying;

/// <summary>Tables of a database, over a connection with a transaction that stays its opener's.</summary>
internal sealed class PostgresTables(NpgsqlConnection connection) : ITables
{
    public IEnumerable<object?[]> Rows(StoredTable table)
    {
        using var command = new NpgsqlCommand(
            $"SELECT {table.Selected} FROM {table.Schema}.{table.Name} ORDER BY {table.Order}", connection);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var values = new object?[table.Columns.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = row.IsDBNull(i) ? null : table.Columns[i].Kind switch
                {
                    ColumnKind.Text => row.GetString(i),
                    ColumnKind.Bytes => row.GetFieldValue<byte[]>(i),
                    _ => row.GetInt64(i),
                };
            }

            yield return values;
        }
    }

    public void Write(StoredTable table, IEnumerable<object?[]> rows)
    {
        using (var import = connection.BeginBinaryImport(
            $"COPY {table.Schema}.{table.Name} ({table.Selected}) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in rows)
            {
                import.StartRow();
                for (var i = 0; i < row.Length; i++)
                {
                    Write(import, row[i], table.Columns[i].Kind);
                }
            }

            import.Complete();
        }

        // The planner is told how much stands there, and what is written next is numbered after it.
        Execute($"ANALYZE {table.Schema}.{table.Name}");
        if (table.Columns is [("id", ColumnKind.Whole), ..])
        {
            Execute(
                $"""
                SELECT setval(pg_get_serial_sequence('{table.Schema}.{table.Name}', 'id'), max(id))
                FROM {table.Schema}.{table.Name} HAVING max(id) > 0
                """);
        }
    }

    public bool HasRows(StoredTable table)
    {
        using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {table.Schema}.{table.Name})", connection);
        return command.ExecuteScalar() is true;
    }

    public void Clear(StoredTable table) => Execute($"TRUNCATE {table.Schema}.{table.Name}");

    private static void Write(NpgsqlBinaryImporter import, object? value, ColumnKind kind)
    {
        switch (value)
        {
            case null:
                import.WriteNull();
                break;
            case long number when kind == ColumnKind.Small:
                import.Write(checked((int)number), NpgsqlDbType.Integer);
                break;
            case long number:
                import.Write(number, NpgsqlDbType.Bigint);
                break;
            case byte[] bytes:
                import.Write(bytes, NpgsqlDbType.Bytea);
                break;
            default:
                import.Write((string)value, NpgsqlDbType.Text);
                break;
        }
    }

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
