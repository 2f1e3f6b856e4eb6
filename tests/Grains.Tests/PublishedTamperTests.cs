using Award.Ledger;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Microsoft.Data.Sqlite;
using Support;

namespace Grains.Tests;

/// <summary>
/// A record of two published years, a revocation and a list on public notice, spoiled in each way a published result can be: a document changed, removed or
/// slipped in, and, harder, a result forged on record with every hash made good again. The verifier finds each.
/// </summary>
public sealed class PublishedTamperTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private IReadOnlyList<Entry> _entries = [];
    private IReadOnlyList<StoredDocument> _documents = [];

    private string Good => Path.Combine(_folder, "good");

    public async ValueTask InitializeAsync()
    {
        await using var host = await EmbeddedHost.StartAsync(Good);
        var years = new SmallYears(host.Grains);
        await SmallProvince.PublishAsync(host.Grains);
        await years.PublishAsync(2001);
        await years.PublishAsync(2002);
        await years.RevokeAsync("990201", 2001);
        await years.NoticeAsync(2003);
        _entries = await host.Ledger.ReadProvinceAsync(SmallProvince.Province, 0, int.MaxValue);
        _documents = await host.Ledger.ListAsync("");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void The_record_as_it_is_verifies() => Assert.Empty(LedgerVerifier.Verify(Good).Findings);

    [Fact]
    public void A_changed_document_is_found_whichever_it_is()
    {
        Assert.True(_documents.Count > 20);
        foreach (var document in _documents)
        {
            var text = System.Text.Encoding.UTF8.GetString(document.Bytes.Span);
            var digit = text.AsSpan().IndexOfAnyInRange('0', '9');
            var other = text[..digit] + (text[digit] == '9' ? '8' : (char)(text[digit] + 1)) + text[(digit + 1)..];
            var finding = Assert.Single(Spoiled(
                "UPDATE documents SET bytes = $2 WHERE key = $1", document.Key, System.Text.Encoding.UTF8.GetBytes(other)));
            Assert.Equal((FindingCode.DocumentDiffers, document.Key), (finding.Code, finding.Stream));
        }
    }

    [Fact]
    public void A_missing_document_is_found_whichever_it_is()
    {
        foreach (var document in _documents)
        {
            var finding = Assert.Single(Spoiled("DELETE FROM documents WHERE key = $1", document.Key));
            Assert.Equal((FindingCode.DocumentMissing, document.Key), (finding.Code, finding.Stream));
        }
    }

    [Fact]
    public void A_document_slipped_in_is_found()
    {
        var finding = Assert.Single(Spoiled(
            "INSERT INTO documents (key, position, bytes) VALUES ($1, 1, $2)", "standings/990000/1999/city", "{}"u8.ToArray()));
        Assert.Equal(FindingCode.DocumentUnknown, finding.Code);
    }

    [Fact]
    public async Task An_outcome_forged_with_good_hashes_is_found_whichever_it_is()
    {
        foreach (var entry in _entries.Where(e => e.Fact is OutcomeRecorded))
        {
            var outcome = (OutcomeRecorded)entry.Fact;
            var forged = outcome with
            {
                Outcome = outcome.Outcome == Outcome.Designated ? Outcome.NotDesignated : Outcome.Designated,
            };
            Assert.Contains(await ForgedAsync(entry, forged), f => f.Code == FindingCode.OutcomeDiffers);
        }
    }

    [Fact]
    public async Task A_forged_publication_or_recount_is_found_whichever_it_is()
    {
        foreach (var entry in _entries)
        {
            switch (entry.Fact)
            {
                case YearPublished published:
                    var tables = published.Tables.Select(t => t with { Hash = ContentHash.None }).ToList();
                    Assert.Contains(
                        await ForgedAsync(entry, published with { Tables = tables }),
                        f => f.Code == FindingCode.PublicationDiffers);
                    break;
                case StreakRecounted recounted:
                    Assert.Contains(
                        await ForgedAsync(entry, recounted with { Years = recounted.Years + 1 }),
                        f => f.Code == FindingCode.RecountDiffers);
                    break;
            }
        }
    }

    [Fact]
    public async Task A_figure_forged_under_a_list_on_notice_is_found_by_the_list()
    {
        var entry = _entries.First(e => e.Stream == "county/2003/990101" && e.Fact is FiguresSubmitted);
        var figures = ((FiguresSubmitted)entry.Fact).Figures;
        var forged = new FiguresSubmitted([.. figures.Select(f => f.Indicator == "cases" ? f with { Value = new Figure(9) } : f)]);

        Assert.Contains(await ForgedAsync(entry, forged), f => f is
        {
            Code: FindingCode.DocumentDiffers, Stream: "notice/990000/2003",
        });
    }

    /// <summary>The findings after one statement on a copy of the good file.</summary>
    private IReadOnlyList<Finding> Spoiled(string sql, string key, byte[]? bytes = null)
    {
        var folder = Path.Combine(_folder, "spoiled");
        Directory.CreateDirectory(folder);
        var file = SqliteLedgerOptions.FileIn(folder);
        File.Copy(SqliteLedgerOptions.FileIn(Good), file, overwrite: true);
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$1", key);
            command.Parameters.AddWithValue("$2", bytes ?? []);
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        return LedgerVerifier.Verify(folder).Findings;
    }

    /// <summary>The same history written anew with one fact replaced: all hashes fit, and the documents are the true ones.</summary>
    private async Task<IReadOnlyList<Finding>> ForgedAsync(Entry target, Fact forged)
    {
        var folder = Path.Combine(_folder, $"forged-{target.Position}-{forged.GetType().Name}");
        Directory.CreateDirectory(folder);
        await using (var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = folder }))
        {
            var commands = _entries.GroupBy(e => e.CommandId).OrderBy(c => c.First().Position).ToList();
            foreach (var command in commands)
            {
                var appends = command.GroupBy(e => e.Stream).Select(stream => new StreamAppend(
                    stream.Key, stream.First().Version - 1, [.. stream.Select(e => e == target ? forged : e.Fact)]));
                var isLast = command.Key == commands[^1].Key;
                var result = await ledger.AppendAsync(new Command(
                    SmallProvince.Province, command.First().Actor, command.Key, ContentHash.Of(command.Key), command.First().At,
                    [.. appends], [], isLast ? [.. _documents.Select(d => new PublishedDocument(d.Key, d.Bytes))] : []));
                Assert.IsType<AppendResult.Committed>(result);
            }
        }

        return LedgerVerifier.Verify(folder).Findings;
    }
}
