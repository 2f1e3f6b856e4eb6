using Award.Ledger;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Ledger.Tests.Conformance;
using Ledger.Tests.Facts;
using Microsoft.Data.Sqlite;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Verify;

internal sealed record EntryPlace(string Stream, long Version, string Province, long Position);

/// <summary>
/// A closed ledger with an entry of every kind: two provinces, a command of several streams, one of several
/// entries, two persons, documents. Made once; each spoiling is undone. Its facts do not follow from one
/// another, so only the chain holds.
/// </summary>
public sealed class SmallLedger : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly List<Receipt> _receipts = [];
    private SqliteConnection? _connection;

    internal string Folder => _folder.Path;

    internal IReadOnlyList<Receipt> Receipts => _receipts;

    internal IReadOnlyList<EntryPlace> Entries { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var options = new SqliteLedgerOptions { Folder = _folder.Path };
        await using (var ledger = await SqliteLedger.OpenAsync(options))
        {
            foreach (var command in AllCommands())
            {
                _receipts.Add((await ledger.AppendAsync(command)).Receipt());
            }
        }

        _connection = Open(SqliteLedgerOptions.FileIn(_folder.Path));
        Entries = Query(
            "SELECT stream, version, province, position FROM entries ORDER BY province, position")
            .ConvertAll(row => new EntryPlace(row[0], Whole(row[1]), row[2], Whole(row[3])));
    }

    public ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The commands of the golden ledger, too: they never change.</summary>
    internal static IEnumerable<Command> AllCommands()
    {
        var samples = SampleFacts.All;
        yield return Empty("register") with
        {
            Appends = [new("province/330000", 0, [.. samples.Take(3).Select(sample => sample.Fact)])],
        };
        for (var n = 3; n < SampleFacts.InGoldenLedger; n++)
        {
            yield return Empty($"sample-{n}") with
            {
                Actor = n % 2 == 0 ? Li : Wang,
                At = Noon.AddMilliseconds(n),
                Appends = [new($"county/2017/{330600 + (n % 4)}", (n - 3) / 4, [samples[n].Fact])],
            };
        }

        yield return Empty("publish") with
        {
            Appends = [On("year/330000/2017", 0, 2), On("streak/330603", 0), On("streak/330621", 0)],
            Documents = [Document("standings/330000/2017/city", "榜单")],
        };
        yield return Append("guangdong", "year/440000/2017", 0) with { Province = Guangdong };
        yield return Append("last", "streak/330621", 1);
    }

    /// <summary>What the verifier finds after the statement; the ledger is then as it was before.</summary>
    internal VerifyReport Spoil(string sql, params IReadOnlyList<KeptReceipt> receipts) =>
        Spoiled(sql, () => LedgerVerifier.VerifyChain(_connection!, receipts, []));

    /// <summary>What is seen after the statement; the ledger is then as it was before.</summary>
    internal T Spoiled<T>(string sql, Func<T> look)
    {
        Execute("BEGIN");
        try
        {
            Assert.True(sql.Length == 0 || Execute(sql) > 0, $"this changes nothing: {sql}");
            return look();
        }
        finally
        {
            Execute("ROLLBACK");
        }
    }

    internal List<string[]> Query(string sql)
    {
        using var command = _connection!.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var rows = new List<string[]>();
        while (row.Read())
        {
            rows.Add([.. Enumerable.Range(0, row.FieldCount).Select(row.GetString)]);
        }

        return rows;
    }

    internal static SqliteConnection Open(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static long Whole(string text) =>
        long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private int Execute(string sql)
    {
        using var command = _connection!.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
