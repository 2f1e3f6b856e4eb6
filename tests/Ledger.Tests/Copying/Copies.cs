using Award.Ledger;
using Award.Ledger.Copying;
using Award.Ledger.People;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Ledger.Tests.Verify;
using Npgsql;
using Support;

namespace Ledger.Tests.Copying;

/// <summary>
/// A copy under way that a test may cut short: what it throws is as if the program were killed there. The chain is verified; what
/// the results of these facts would be is nobody's business here.
/// </summary>
internal sealed class Copies(Action<string>? at = null) : ICopyProgress
{
    /// <summary>Where a copy can be cut short, in order.</summary>
    public static IReadOnlyList<string> Steps { get; } =
        ["entries", "commands", "documents", "verifying", "verified", "tokens", "webhooks"];

    public static Copies Whole => new();

    public IReadOnlyList<IEntryAudit> Audits => [new AtVerifying(at)];

    public static Copies KilledAt(string step) => new(at =>
    {
        if (at == step)
        {
            throw new KilledException(step);
        }
    });

    /// <summary>A folder with an entry of every kind in it, two provinces, and something known about people.</summary>
    public static async Task FillAsync(string folder)
    {
        await using (var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = folder }))
        {
            foreach (var command in SmallLedger.AllCommands())
            {
                await ledger.AppendAsync(command);
            }
        }

        var people = PeopleFile.Open(folder);
        var tokens = new LocalTokens(people, folder, RealClock.Instance);
        tokens.Issue("wang", ["assessor", "city"], ["330600"], [], TimeSpan.FromDays(1));
        Assert.True(tokens.Revoke(tokens.Issue("li", ["reviewer"], ["330000"], ["D1"], TimeSpan.FromDays(1)).Token.Id));
        new ObjectionTexts(people).Keep(new("p"), "k", new ObjectionText("新昌 was left out", null, "13800000000"));
        new Webhooks(people, RealClock.Instance).Set(
            "wang", "https://example.org", ["city"], ["330600"], null, TimeSpan.FromDays(1), "{}");
        new AccessLog(people).Write(
        [
            new(0, RealClock.Instance.GetUtcNow(), "wang", ["city"], "see", "GET", "330000", 2017, null, 200, "t", null),
            new(0, RealClock.Instance.GetUtcNow(), "li", [], "see", "GET", null, null, null, 403, "t", "127.0.0.1"),
        ]);
    }

    /// <summary>Every row of a folder or a database, as text, people included.</summary>
    public static Task<string> RowsAsync(string place) => RowsAsync(place, [.. StoredTable.Record, .. StoredTable.People]);

    /// <summary>Every row of the record.</summary>
    public static Task<string> RecordAsync(string place) => RowsAsync(place, StoredTable.Record);

    public void Copied(string table, long rows, bool whole) => at?.Invoke(table);

    private static async Task<string> RowsAsync(string place, IEnumerable<StoredTable> tables)
    {
        var lines = new List<string>();
        foreach (var table in tables)
        {
            lines.AddRange(await RowsAsync(place, table));
        }

        return string.Join('\n', lines);
    }

    private static async Task<List<string>> RowsAsync(string place, StoredTable table)
    {
        var lines = new List<string>();
        await using System.Data.Common.DbConnection connection = place.Contains("Host=", StringComparison.Ordinal)
            ? new NpgsqlConnection($"{place};Pooling=false")
            : SmallLedger.Open(table.Schema == "people" ? PeopleFile.PathIn(place) : SqliteLedgerOptions.FileIn(place));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        var schema = connection is NpgsqlConnection ? $"{table.Schema}." : "";
        command.CommandText = $"SELECT {table.Selected} FROM {schema}{table.Name} ORDER BY {table.Order}";
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var values = Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i) switch
            {
                byte[] bytes => Convert.ToHexStringLower(bytes),
                DBNull => "-",
                var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
            });
            lines.Add($"{table.Name} {string.Join(" | ", values)}");
        }

        return lines;
    }

    private sealed class AtVerifying(Action<string>? at) : IEntryAudit
    {
        private bool _begun;

        public void Observe(Entry entry)
        {
            if (!_begun)
            {
                _begun = true;
                at?.Invoke("verifying");
            }
        }

        public IEnumerable<Finding> Finish(IEnumerable<StoredDocument> documents)
        {
            at?.Invoke("verified");
            return [];
        }
    }
}

/// <summary>The program is gone.</summary>
internal sealed class KilledException : Exception
{
    public KilledException(string message)
        : base(message)
    {
    }

    public KilledException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public KilledException()
    {
    }
}
