using Award.Ledger;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Ledger.Tests.Conformance;
using Microsoft.Data.Sqlite;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Sqlite;

/// <summary>
/// The method. A script of commands is run once undisturbed: a first command in a commit of its own, then a
/// batch in which one command writes two streams and a document, one meets a conflict, one repeats a key,
/// one reuses it, one is of another province. The writer tells each write point it passes; the list of them
/// is the list of places where something can fail.
///
/// Then the script is run once for each place on that list, in a new folder. At the place, the files are
/// copied as a process killed there would leave them, and the write fails as a disk would fail it. The store
/// must answer the commands under way and everything after with a failure. Then the folder (a failed disk,
/// reopened) and the copy (a killed process) are each opened and audited:
///
/// - what was acknowledged is on record with the same receipt (P1),
/// - the chain verifies, and no command is there in part,
/// - when every command is sent again, nothing appears twice (P2): the record ends exactly as the
/// undisturbed one,   hash for hash.
/// </summary>
public sealed class FaultTests
{
    private const string Sheet = "county/2017/330624";
    private const string Other = "county/2017/330603";

    private static Command First =>
        Append("first", Sheet, 0) with { Documents = [Document("years/330000/2017", "1")] };

    private static Command[] Batch =>
    [
        Empty("two-streams") with
        {
            Appends = [On(Sheet, 1, 2), On(Other, 0, 1)],
            Documents = [Document("years/330000/2017", "2"), Document("standings/330000/2017/city", "2")],
        },
        Append("conflict", Sheet, 1),
        First,
        First with { BodyHash = Body("another") },
        Append("elsewhere", "year/440000/2017", 0) with { Province = Guangdong },
        Append("last", Other, 1),
    ];

    [Fact]
    public async Task A_failure_at_any_write_point_loses_nothing_acknowledged_and_doubles_nothing()
    {
        var undisturbed = await UndisturbedAsync();
        Assert.Equal(Enum.GetValues<WritePoint>(), undisturbed.Points.Distinct().Order());
        for (var place = 0; place < undisturbed.Points.Count; place++)
        {
            using var folder = new TempFolder();
            using var copy = new TempFolder();
            var acknowledged = await FailAsync(folder.Path, copy.Path, place);
            var where = $"at {undisturbed.Points[place]} (place {place})";
            await AuditAsync(
                folder.Path, acknowledged, undisturbed.Record, $"reopened after a failure {where}");
            await AuditAsync(copy.Path, acknowledged, undisturbed.Record, $"opened after a kill {where}");
        }
    }

    /// <summary>
    /// The same script with a disk that is full at one place, once, and has room again: the batch there fails, the store
    /// goes on, and every command sent again is on record once.
    /// </summary>
    [Theory]
    [InlineData(SQLitePCL.raw.SQLITE_FULL, SQLitePCL.raw.SQLITE_FULL)]
    [InlineData(SQLitePCL.raw.SQLITE_IOERR, SQLitePCL.raw.SQLITE_IOERR_WRITE)]
    public async Task A_full_disk_at_any_write_point_fails_its_batch_and_the_store_goes_on(int code, int extended)
    {
        var undisturbed = await UndisturbedAsync();
        for (var place = 0; place < undisturbed.Points.Count; place++)
        {
            var point = undisturbed.Points[place];
            if (point == WritePoint.AfterCommit)
            {
                // The disk was not full: the commit was made.
                continue;
            }

            using var folder = new TempFolder();
            using var gate = new Gate
            {
                At = passed =>
                {
                    if (passed == place)
                    {
                        throw new SqliteException("database or disk is full", code, extended);
                    }
                },
            };
            await using var ledger = await OpenAsync(folder.Path, gate.Pass, failure => Assert.Fail(failure.ToString()));
            var results = await RunAsync(ledger, gate);
            Assert.Contains(results, result => result.IsFaulted);
            Assert.All(
                results.Where(result => result.IsFaulted),
                result => Assert.IsType<LedgerFullException>(result.Exception!.InnerException));
            foreach (var command in Script())
            {
                await ledger.AppendAsync(command);
            }

            Assert.True(undisturbed.Record == await RecordAsync(ledger), $"the record ends otherwise when full at {point}");
        }
    }

    private static async Task<(IReadOnlyList<WritePoint> Points, string Record)> UndisturbedAsync()
    {
        using var folder = new TempFolder();
        using var gate = new Gate();
        await using var ledger = await OpenAsync(folder.Path, gate.Pass);
        var results = await RunAsync(ledger, gate);
        Assert.Equal(
            [
                typeof(AppendResult.Committed),
                typeof(AppendResult.Committed),
                typeof(AppendResult.Conflict),
                typeof(AppendResult.AlreadyRecorded),
                typeof(AppendResult.KeyReused),
                typeof(AppendResult.Committed),
                typeof(AppendResult.Committed),
            ],
            results.Select(task => task.GetAwaiter().GetResult().GetType()));
        return (gate.Passed, await RecordAsync(ledger));
    }

    /// <summary>Runs the script into the failure; gives what was acknowledged.</summary>
    private static async Task<List<(Command Command, Receipt Receipt)>> FailAsync(
        string folder, string copy, int place)
    {
        Exception? told = null;
        using var gate = new Gate
        {
            At = passed =>
            {
                if (passed == place)
                {
                    CopyFiles(folder, copy);
                    throw new IOException("the disk is gone");
                }
            },
        };
        await using var ledger = await OpenAsync(folder, gate.Pass, failure => told = failure);
        var results = await RunAsync(ledger, gate);
        Assert.Equal("the disk is gone", told?.Message);
        Assert.Contains(results, result => result.IsFaulted);
        Assert.All(
            results.Where(result => result.IsFaulted),
            result => Assert.IsType<LedgerFailedException>(result.Exception!.InnerException));
        await Assert.ThrowsAsync<LedgerFailedException>(() => ledger.AppendAsync(Append("later", Other, 9)));
        await Assert.ThrowsAsync<LedgerFailedException>(() => ledger.ReadStreamAsync(Sheet));
        await Assert.ThrowsAsync<LedgerFailedException>(() => ledger.FindAsync("years/330000/2017"));
        return Script().Zip(results)
            .Where(pair => pair.Second.IsCompletedSuccessfully)
            .Select(pair => (pair.First, Result: pair.Second.GetAwaiter().GetResult()))
            .Where(pair => pair.Result is AppendResult.Committed)
            .Select(pair => (pair.First, pair.Result.Receipt()))
            .ToList();
    }

    private static async Task AuditAsync(
        string folder,
        List<(Command Command, Receipt Receipt)> acknowledged,
        string undisturbed,
        string when)
    {
        var receipts = acknowledged.Select(pair => KeptReceipt.Of(pair.Receipt)).ToList();
        Verify(folder, receipts, $"before it is {when}");
        await using var ledger = await OpenAsync(folder);
        Verify(folder, receipts, when);
        foreach (var (command, receipt) in acknowledged)
        {
            var found = await ledger.FindCommandAsync(command.Actor, command.IdempotencyKey);
            Assert.True(found is not null, $"{command.IdempotencyKey} was acknowledged and is gone, {when}");
            Assert.Equal(receipt.Streams, found.Value.Receipt.Streams);
        }

        foreach (var command in Script())
        {
            await ledger.AppendAsync(command);
        }

        Verify(folder, receipts, when);
        Assert.True(undisturbed == await RecordAsync(ledger), $"the record ends otherwise when {when}");
    }

    private static void Verify(string folder, IReadOnlyList<KeptReceipt> receipts, string when)
    {
        var report = LedgerVerifier.VerifyChain(folder, receipts, []);
        Assert.True(report.Passed, $"{when}: {string.Join("; ", report.Findings)}");
    }

    private static IEnumerable<Command> Script() => [First, .. Batch];

    /// <summary>
    /// Sends the first command, and behind it, while its commit is held, the rest as one batch.
    /// </summary>
    private static async Task<IReadOnlyList<Task<AppendResult>>> RunAsync(SqliteLedger ledger, Gate gate)
    {
        var results = new List<Task<AppendResult>> { ledger.AppendAsync(First) };
        await gate.Reached;
        results.AddRange(Batch.Select(command => ledger.AppendAsync(command)));
        gate.Open();
        await Task.WhenAll(results).ContinueWith(_ => { }, TaskScheduler.Default);
        return results;
    }

    private static Task<SqliteLedger> OpenAsync(
        string folder, Action<WritePoint>? at = null, Action<Exception>? onFailure = null) =>
        SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = folder, AtWritePoint = at, OnFailure = onFailure });

    /// <summary>Everything on record as one text, hashes and documents included.</summary>
    private static async Task<string> RecordAsync(SqliteLedger ledger)
    {
        var lines = new List<string>();
        foreach (var province in await ledger.ReadProvincesAsync())
        {
            var entries = await ledger.ReadProvinceAsync(province, 0, 1000);
            lines.AddRange(
                entries.Select(entry => $"{province} {entry.Position} {entry.Stream} {entry.Hash}"));
        }

        var documents = await ledger.ListAsync("");
        lines.AddRange(documents.Select(d => $"{d.Key} {d.Position} {ContentHash.Of(d.Bytes.Span)}"));
        return string.Join('\n', lines);
    }

    // A killed process leaves the database and its log; the shared-memory index is built anew.
    private static void CopyFiles(string from, string to)
    {
        foreach (var name in (string[])["ledger.db", "ledger.db-wal"])
        {
            File.Copy(Path.Combine(from, name), Path.Combine(to, name));
        }
    }
}
