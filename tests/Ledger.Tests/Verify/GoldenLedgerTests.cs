using System.Globalization;
using System.Text;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Ledger.Tests.Conformance;
using Microsoft.Data.Sqlite;

namespace Ledger.Tests.Verify;

/// <summary>
/// <c>golden/ledger-v1.sql</c> is a whole ledger of format 1 as SQL text, with an entry of every kind. It is
/// never written again: whatever becomes of the code, this ledger verifies and opens.
/// </summary>
public sealed class GoldenLedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_ledger_of_format_1_verifies_opens_and_goes_on()
    {
        Restore();
        var report = LedgerVerifier.VerifyChain(_folder.Path, [], []);
        Assert.Empty(report.Findings);
        Assert.Equal((40, 35, 1), (report.Entries, report.Commands, report.Documents));
        await using (var ledger = await OpenAsync())
        {
            Assert.Equal(39, (await ledger.ReadProvinceAsync(Commands.Zhejiang, 0, 1000)).Count);
            var head = await ledger.ReadHeadAsync("streak/330621");
            (await ledger.AppendAsync(Commands.Append("next", head!.Stream, head.Version))).Receipt();
        }

        Assert.Empty(LedgerVerifier.VerifyChain(_folder.Path, [], []).Findings);
    }

    [Fact]
    public async Task The_same_commands_are_written_today_as_they_were_then()
    {
        await using (var ledger = await OpenAsync())
        {
            foreach (var command in SmallLedger.AllCommands())
            {
                (await ledger.AppendAsync(command)).Receipt();
            }
        }

        var today = Dump(SqliteLedgerOptions.FileIn(_folder.Path));
        var then = Golden.Bytes("ledger-v1.sql", Encoding.UTF8.GetBytes(today));
        Assert.Equal(Encoding.UTF8.GetString(then), today);
    }

    private Task<SqliteLedger> OpenAsync() =>
        SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = _folder.Path });

    private void Restore()
    {
        using var connection = SmallLedger.Open(SqliteLedgerOptions.FileIn(_folder.Path));
        using var command = connection.CreateCommand();
        command.CommandText = Golden.Text("ledger-v1.sql");
        command.ExecuteNonQuery();
    }

    /// <summary>The tables and every row, as statements that make them again.</summary>
    private static string Dump(string file)
    {
        using var connection = SmallLedger.Open(file);
        var lines = new List<string> { "PRAGMA application_id = 1096241732;" };
        var tables = new List<string>();

        // Which store it is is no part of the record, and drawn anew each time.
        const string definitions =
            "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'store' ORDER BY rowid";
        Read(connection, definitions, row =>
        {
            lines.Add(row.GetString(2) + ";");
            if (row.GetString(1) == "table")
            {
                tables.Add(row.GetString(0));
            }
        });
        foreach (var table in tables)
        {
            Read(connection, $"SELECT * FROM {table} ORDER BY {(table == "entries" ? "1, 2" : "1")}", row =>
            {
                var values = Enumerable.Range(0, row.FieldCount).Select(column => Literal(row, column));
                lines.Add($"INSERT INTO {table} VALUES ({string.Join(", ", values)});");
            });
        }

        return string.Join('\n', lines);
    }

    private static void Read(SqliteConnection connection, string sql, Action<SqliteDataReader> each)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            each(row);
        }
    }

    private static string Literal(SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        var other => throw new InvalidOperationException($"{other.GetType()} in a ledger"),
    };
}
