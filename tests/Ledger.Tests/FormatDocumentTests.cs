using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Award.Ledger;
using Award.Rules.Record;
using Ledger.Tests.Facts;
using Ledger.Tests.Verify;

namespace Ledger.Tests;

/// <summary>docs/ledger-format.md says what is so.</summary>
public sealed partial class FormatDocumentTests(SmallLedger ledger) : IClassFixture<SmallLedger>
{
    private static readonly string Document = File.ReadAllText(
        Path.Combine(Root(), "docs", "ledger-format.md"));

    [Fact]
    public void The_example_entry_is_canonical_and_its_hash_is_right()
    {
        var bytes = Encoding.UTF8.GetBytes(JsonBlocks().Matches(Document)[0].Groups[1].Value);
        CanonicalJson.Check(bytes);
        Assert.Equal(TextBlocks().Matches(Document)[0].Groups[1].Value, EntryText.Hash(bytes));
        Assert.Contains($"one line, {bytes.Length} bytes", Document, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_command_has_the_id_that_is_shown_and_that_its_entry_names()
    {
        var command = JsonNode.Parse(JsonBlocks().Matches(Document)[1].Groups[1].Value)!;
        var entry = JsonNode.Parse(JsonBlocks().Matches(Document)[0].Groups[1].Value)!;
        var id = EntryText.CommandId(
            new Person((string)command["actor"]!), (string)command["key"]!, (string)command["body"]!);
        Assert.Equal(TextBlocks().Matches(Document)[1].Groups[1].Value, id);
        Assert.Equal(id, (string?)entry["command"]);
    }

    [Fact]
    public void The_examples_are_in_the_golden_ledger()
    {
        var golden = Golden.Text("ledger-v1.sql");
        Assert.All(TextBlocks().Matches(Document), hash => Assert.Contains(
            hash.Groups[1].Value, golden, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_is_listed_with_its_members()
    {
        var listed = KindRows().Matches(Document).ToDictionary(
            row => row.Groups[1].Value,
            row => Names().Matches(row.Groups[2].Value).Select(name => name.Groups[1].Value).ToList());
        Assert.Equal(FactCodec.Kinds, listed.Keys.Order(StringComparer.Ordinal));
        foreach (var (kind, members) in listed)
        {
            var full = MembersOf(kind);
            var bare = SampleFacts.All.Any(sample => sample.Name == kind + ".bare")
                ? MembersOf(kind + ".bare")
                : full;
            Assert.Equal(full.Union(bare).Order(StringComparer.Ordinal).Select(name =>
                full.Contains(name) && bare.Contains(name) ? name : name + "?"), members);
        }
    }

    [Fact]
    public void The_hashes_are_found_by_the_expression_for_the_hand()
    {
        var expression = JsonObject().Match(Document).Value;
        var rows = ledger.Query($"SELECT {expression}, hash FROM entries");
        Assert.Equal(ledger.Entries.Count, rows.Count);
        Assert.All(rows, row => Assert.Equal(row[1], EntryText.Hash(Encoding.UTF8.GetBytes(row[0]))));
    }

    [Fact]
    public void The_queries_for_the_hand_find_nothing_in_a_good_ledger_and_each_its_fault_in_a_spoiled_one()
    {
        var queries = SqlBlock().Match(Document)
            .Groups[1].Value.Split(';', StringSplitOptions.TrimEntries)[..^1];
        string[] spoilings =
        [
            "UPDATE entries SET previous = hash WHERE stream = 'county/2017/330603' AND version = 2",
            "DELETE FROM entries WHERE position = 16",
            "DELETE FROM entries WHERE position = 16",
            "UPDATE heads SET hash = 'x' WHERE stream = 'streak/330603'",
            "DELETE FROM heads WHERE stream = 'streak/330603'",
            "DELETE FROM entries WHERE position = 16",
            "DELETE FROM commands WHERE key = 'sample-15'",
        ];
        Assert.Equal(spoilings.Length, queries.Length);
        Assert.All(queries, query => Assert.Empty(ledger.Query(query)));
        Assert.All(queries.Zip(spoilings), pair =>
            Assert.NotEmpty(ledger.Spoiled(pair.Second, () => ledger.Query(pair.First))));
    }

    private static List<string> MembersOf(string sample) =>
        JsonNode.Parse(Golden.Bytes(sample + ".json", []))!.AsObject().Select(member => member.Key).ToList();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Award.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no Award.sln above the tests");
        }

        return folder.FullName;
    }

    [GeneratedRegex("```json\n(.*)\n```")]
    private static partial Regex JsonBlocks();

    [GeneratedRegex("```text\n(.*)\n```")]
    private static partial Regex TextBlocks();

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SqlBlock();

    [GeneratedRegex(@"json_object\(.*?version\)", RegexOptions.Singleline)]
    private static partial Regex JsonObject();

    [GeneratedRegex(
        @"^\| `([a-z-]+)` \| (?:province|year|county, city|streak) \|(.*)\|$", RegexOptions.Multiline)]
    private static partial Regex KindRows();

    [GeneratedRegex("`([A-Za-z]+[?]?)`")]
    private static partial Regex Names();
}
