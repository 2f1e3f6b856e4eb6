using Microsoft.Data.Sqlite;

namespace Api.Tests.Fuzz;

/// <summary>What a data folder holds, read beside the running host: whose commands, and every row about people.</summary>
internal sealed class Written(string folder)
{
    /// <summary>What of a table only requests change; a webhook's state of delivery is the engine's.</summary>
    private static readonly Dictionary<string, string> Columns = new()
    {
        ["webhooks"] = "subject, id, url, secret, roles, regions",
    };

    private long _seen;

    /// <summary>
    /// Receipts of what was recorded since the last look, but for what the engine does by itself; and the streams' heads, by which a
    /// write past the ledger's commands would show.
    /// </summary>
    public IReadOnlyList<string> NewCommands()
    {
        using var ledger = Open("ledger.db");
        var ids = new List<string>();
        foreach (var (row, id) in Rows(ledger, $"SELECT rowid, id FROM commands WHERE rowid > {_seen} AND actor <> 'engine' ORDER BY rowid"))
        {
            _seen = row;
            ids.Add(id);
        }

        return ids;
    }

    /// <summary>Entries whose command is none on record.</summary>
    public long Strays()
    {
        using var ledger = Open("ledger.db");
        return Rows(ledger, "SELECT COUNT(*), '' FROM entries WHERE command NOT IN (SELECT id FROM commands)").Single().Number;
    }

    /// <summary>By table of the people file, how many rows and a sum over them; tables that log who asked are left out.</summary>
    public string People()
    {
        using var people = Open("people.db");
        var tables = Rows(people, "SELECT 0, name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%access%' ORDER BY name");
        return string.Join("; ", tables.Select(table =>
        {
            var rows = new List<string>();
            using var command = people.CreateCommand();
            command.CommandText = $"SELECT {Columns.GetValueOrDefault(table.Text, "*")} FROM \"{table.Text}\"";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(n => reader.GetValue(n))));
            }

            return $"{table.Text}: {rows.Count} rows, {Award.Ledger.ContentHash.Of(string.Join('\n', rows))[..12]}";
        }));
    }

    private static List<(long Number, string Text)> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<(long, string)>();
        while (reader.Read())
        {
            rows.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        return rows;
    }

    private SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, file), Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }
}
