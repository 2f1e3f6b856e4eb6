using System.Runtime.CompilerServices;
using Award.Ledger;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Award.Rules.Record;
using Ledger.Tests.Conformance;
using Ledger.Tests.Verify;
using Npgsql;
using Support;

namespace Ledger.Tests.Postgres;

/// <summary>The same commands are the same record in either store, byte for byte, and either verifies.</summary>
public sealed class SameRecordTests(PostgresServer server)
{
    [Fact]
    public async Task The_same_commands_give_the_same_hashes_receipts_heads_and_documents_as_in_sqlite()
    {
        using var folder = new TempFolder();
        await using var sqlite = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = folder.Path });
        var database = await server.NewDatabaseAsync();
        await using var postgres = await Stores.OpenAsync(database);
        foreach (var command in SmallLedger.AllCommands())
        {
            (await sqlite.AppendAsync(command)).Receipt();
            (await postgres.AppendAsync(command)).Receipt();
        }

        var record = await Stores.RecordAsync(postgres);
        Assert.Equal(await Stores.RecordAsync(sqlite), record);
        Assert.Contains(" year/330000/2017 ", record, StringComparison.Ordinal);
        Assert.Equal(
            LedgerVerifier.VerifyChain(folder.Path, [], []) with { Findings = [] },
            LedgerVerifier.VerifyChain(database, [], []) with { Findings = [] });
        Stores.AssertSound(database, []);
    }

    [Theory]
    [InlineData("UPDATE ledger.entries SET payload = replace(payload, '1', '2') WHERE position = 38", "HashDiffers")]
    [InlineData("UPDATE ledger.entries SET actor = 'person-x' WHERE position = 7", "HashDiffers")]
    [InlineData("UPDATE ledger.entries SET at = '2018-03-01T12:00:00.000Z' WHERE position = 7", "HashDiffers")]
    [InlineData("DELETE FROM ledger.entries WHERE position = 7", "PositionGap")]
    [InlineData("UPDATE ledger.entries SET position = 1000 WHERE position = 7", "PositionGap")]
    [InlineData("UPDATE ledger.heads SET version = version + 1 WHERE stream = 'year/330000/2017'", "HeadDiffers")]
    [InlineData("DELETE FROM ledger.heads WHERE stream = 'year/330000/2017'", "HeadMissing")]
    [InlineData("UPDATE ledger.provinces SET hash = 'x' WHERE province = '330000'", "HeadDiffers")]
    [InlineData("UPDATE ledger.commands SET receipt = '{}' WHERE key = 'last'", "CommandDiffers")]
    [InlineData("UPDATE ledger.commands SET key = 'first' WHERE key = 'last'", "CommandDiffers")]
    [InlineData("DELETE FROM ledger.commands WHERE key = 'last'", "CommandMissing")]
    [InlineData(
        "INSERT INTO ledger.commands SELECT 'x', actor, 'y', body, receipt FROM ledger.commands WHERE key = 'last'",
        "CommandWithoutEntries")]
    public async Task What_was_changed_behind_the_stores_back_is_found(string sql, string expected)
    {
        var database = await server.NewDatabaseAsync();
        await using (var ledger = await Stores.OpenAsync(database))
        {
            foreach (var command in SmallLedger.AllCommands())
            {
                await ledger.AppendAsync(command);
            }
        }

        await PostgresServer.ExecuteAsync(database, sql);
        Assert.Contains(
            LedgerVerifier.VerifyChain(database, [], []).Findings,
            finding => finding.Code.ToString() == expected);
    }

    [Fact]
    public async Task The_statement_in_the_document_finds_an_entry_whose_hash_is_not_its_own()
    {
        var text = await File.ReadAllTextAsync(Repository("docs/postgres.md"));
        var sql = text.Split("```sql\n")[1].Split("```")[0];
        var database = await server.NewDatabaseAsync();
        await using var ledger = await Stores.OpenAsync(database);
        foreach (var command in SmallLedger.AllCommands())
        {
            await ledger.AppendAsync(command);
        }

        var odd = new RulebookPublished("r", ContentHash.Of("x"), "平安鼎 \"\\/\b\f\n\r\t\u0001\u007f\u2028 𠮷");
        await ledger.AppendAsync(Commands.Empty("odd") with { Appends = [new("province/440000", 0, [odd])], Province = Commands.Guangdong });
        Assert.Empty(await FoundAsync(database, sql));
        await PostgresServer.ExecuteAsync(database, "UPDATE ledger.entries SET actor = 'x' WHERE stream = 'year/440000/2017'");
        Assert.Equal(["year/440000/2017"], await FoundAsync(database, sql));
    }

    [Fact]
    public async Task A_database_without_a_ledger_is_told_from_a_sound_one()
    {
        var database = await server.NewDatabaseAsync();
        Assert.Throws<LedgerFormatException>(() => LedgerVerifier.Verify(database));
        Assert.Throws<IOException>(() => LedgerVerifier.Verify(server.ConnectionString("nowhere")));
    }

    private static async Task<List<string>> FoundAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var streams = new List<string>();
        while (await row.ReadAsync())
        {
            streams.Add(row.GetString(0));
        }

        return streams;
    }

    private static string Repository(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../..", path));
}
