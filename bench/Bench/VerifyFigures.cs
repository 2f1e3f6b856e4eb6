using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Award.Ledger;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Award.Rules;
using Award.Rules.Record;
using Support;

namespace Award.Bench;

/// <summary>
/// Entries a second that the verifier gets through: the chain alone, against hashing as many bytes and nothing else.
/// </summary>
internal static class VerifyFigures
{
    private const int Commands = 20_000;

    public static async Task RunAsync(TextWriter say)
    {
        var folder = Directory.CreateTempSubdirectory("award-bench-").FullName;
        await WriteAsync(folder);
        var size = new FileInfo(SqliteLedgerOptions.FileIn(folder)).Length;
        var watch = Stopwatch.StartNew();
        var report = LedgerVerifier.VerifyChain(folder, [], []);
        var verify = watch.Elapsed;
        watch.Restart();
        SHA256.HashData(File.ReadAllBytes(SqliteLedgerOptions.FileIn(folder)));
        var bare = watch.Elapsed;
        await say.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Entries} entries in {size / 1048576.0:0.0} MiB: {report.Entries / verify.TotalSeconds:0} entries/s, "
            + $"{report.Findings.Count} findings; hashing the file alone takes {bare.TotalMilliseconds:0} ms ({verify / bare:0} times)"));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task WriteAsync(string folder)
    {
        await using var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = folder });
        await Task.WhenAll(Enumerable.Range(0, Commands).Select(number => ledger.AppendAsync(new Command(
            SmallProvince.Province,
            new Person("bench"),
            $"key/{number}",
            ContentHash.Of($"{number}"),
            DateTimeOffset.UnixEpoch,
            [
                new StreamAppend($"county/2001/{100000 + number}", 0,
                    [new FiguresSubmitted([new SubmittedFigure("cases", new Figure(12.5m), "a register of cases")])]),
            ],
            [],
            []))));
    }
}
