using System.Data.Common;
using Award.Ledger.Sqlite;
using Cluster.Tests.Parts;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Cluster.Tests.Promises;

/// <summary>A row of the record's commands.</summary>
public sealed record CommandRow(string Id, string Key);

/// <summary>What an entry is, without what it says.</summary>
public sealed record EntryRow(string Province, long Position, string Stream, long Version, string Kind, string Command, string Hash);

/// <summary>The rows of a record as its store has them, read with plain SQL and none of the engine's code.</summary>
public sealed record RawRecord(IReadOnlyList<CommandRow> Commands, IReadOnlyList<EntryRow> Entries)
{
    public static async Task<RawRecord> ReadAsync(Installation installation)
    {
        await using DbConnection connection = installation.Database is { } database
            ? new NpgsqlConnection($"{database};Pooling=false;Search Path=ledger")
            : new SqliteConnection($"Data Source={SqliteLedgerOptions.FileIn(installation.Record)};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var commands = await ReadAsync(
            connection, "SELECT id, key FROM commands", row => new CommandRow(row.GetString(0), row.GetString(1)));
        var entries = await ReadAsync(
            connection,
            "SELECT province, position, stream, version, kind, command, hash FROM entries ORDER BY province, position",
            row => new EntryRow(
                row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetString(5),
                row.GetString(6)));
        return new RawRecord(commands, entries);
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the two above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await row.ReadAsync())
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
