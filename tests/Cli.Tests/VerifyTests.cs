using System.Text.Json;
using Award.Cli;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Sqlite;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Microsoft.Data.Sqlite;

namespace Cli.Tests;

/// <summary>
/// What the command makes of the verifier; what the verifier finds is tested with the ledger.
/// </summary>
public sealed class VerifyTests : IAsyncLifetime
{
    private static readonly RegionCode Province = new("330000");
    private readonly TempFolder _folder = new();
    private Receipt _receipt = null!;

    public async ValueTask InitializeAsync()
    {
        var rulebook = RulebookLoader.Load(SmallRulebook.Yaml).Rulebook!;
        var published = new RulebookPublished(rulebook.Id, rulebook.Hash, rulebook.Source);
        await using var ledger = await SqliteLedger.OpenAsync(
            new SqliteLedgerOptions { Folder = _folder.Path }
        );
        var result = await ledger.AppendAsync(
            new Command(
                Province,
                new Person("anna"),
                "key-1",
                new string('0', 64),
                new DateTimeOffset(2018, 3, 1, 2, 3, 4, TimeSpan.Zero),
                [new StreamAppend(StreamNames.Province(Province), 0, [published])],
                [],
                [YearDocuments.Of(Province, published)]));
        _receipt = Assert.IsType<AppendResult.Committed>(result).Receipt;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    [Fact]
    public void A_sound_ledger_is_ok_with_counts_by_folder_and_by_file()
    {
        foreach (var path in new[] { _folder.Path, SqliteLedgerOptions.FileIn(_folder.Path) })
        {
            var run = AwardRun.Of("verify", path, "--receipt", Receipt(_receipt.Hash));

            Assert.Equal(
                (0, $"{path}: ok in 1 entry, 1 command, 1 published document, 1 receipt\n", ""),
                (run.Code, run.Output, run.Error));
        }
    }

    [Fact]
    public void A_changed_entry_is_a_finding_and_exit_code_one()
    {
        Change("UPDATE entries SET actor = 'otto'");

        var run = AwardRun.Of("verify", _folder.Path);

        Assert.Equal(1, run.Code);
        Assert.Contains(
            "hash-differs province/330000 version 1 position 1: ",
            run.Output,
            StringComparison.Ordinal);
        Assert.Matches("findings? in 1 entry, 1 command, 1 published document\n$", run.Output);
    }

    [Fact]
    public void A_changed_published_document_is_a_finding()
    {
        Change("UPDATE documents SET bytes = CAST('{}' AS BLOB)");

        var run = AwardRun.Of("verify", _folder.Path);

        Assert.Equal(1, run.Code);
        Assert.StartsWith("document-differs rulebooks/330000/", run.Output, StringComparison.Ordinal);
        Assert.Contains(": 1 finding in 1 entry", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_of_another_history_is_a_finding()
    {
        var run = AwardRun.Of(
            "verify",
            _folder.Path,
            "--receipt",
            Receipt(_receipt.Hash),
            Receipt(new string('f', 64)));

        Assert.Equal(1, run.Code);
        Assert.StartsWith(
            "receipt-not-found province/330000 version 1: ",
            run.Output,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "1 finding in 1 entry, 1 command, 1 published document, 2 receipts\n",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_receipt_is_refused()
    {
        var file = _folder.Write("r.json", "{\"id\": 1}");

        var run = AwardRun.Of("verify", _folder.Path, "--receipt", file);

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.StartsWith($"{file}:1: : MalformedInput: no receipt", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_shown_on_a_terminal_only_and_taken_away()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        CommandLine.Run(["verify", _folder.Path], new Terminal(output, error, ShowsProgress: true), Support.RealClock.Instance);

        Assert.Equal("", error.ToString().Split('\r')[^1]);
        Assert.Contains("comparing published documents", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", AwardRun.Of("verify", _folder.Path).Error);
    }

    private string Receipt(string hash) =>
        _folder.Write(
            $"{hash[..4]}.json",
            JsonSerializer.Serialize(
                new
                {
                    id = _receipt.Id,
                    stream = _receipt.Stream,
                    version = _receipt.Version,
                    hash,
                    recordedAt = _receipt.RecordedAt,
                }
            ));

    private void Change(string sql)
    {
        using var connection = new SqliteConnection(
            $"Data Source={SqliteLedgerOptions.FileIn(_folder.Path)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
