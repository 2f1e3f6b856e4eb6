using System.Diagnostics;
using System.Globalization;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.Sqlite;
using Award.Rules;
using Award.Rules.Record;
using Microsoft.Data.Sqlite;
using Support;
using static Support.SmallProvince;

namespace Award.Bench;

/// <summary>
/// Acknowledged, durable submissions a second: through grains, through the ledger alone, and, as the baseline, one SQLite
/// transaction for each submission with the same durability (WAL, synchronous=FULL) and one row.
/// </summary>
internal static class SubmissionFigures
{
    private const int Submissions = 4000;
    private const int AtOnce = 64;
    private const int Counties = 90;
    private static readonly RegionCode WideProvince = new("980000");

    public static async Task RunAsync(TextWriter say)
    {
        var bare = BareTransactions();
        var ledger = await LedgerAsync();
        var grains = await GrainsAsync();
        await say.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"one transaction a submission: {bare:0}/s; ledger, {AtOnce} at once: {ledger:0}/s ({ledger / bare:0.0} times); "
            + $"grains, {AtOnce} at once over {Counties} counties: {grains:0}/s ({grains / bare:0.0} times)"));
    }

    private static double BareTransactions()
    {
        var folder = Directory.CreateTempSubdirectory("award-bench-").FullName;
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False"))
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (k TEXT PRIMARY KEY, v TEXT)");
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Submissions; i++)
            {
                Execute(connection, $"BEGIN IMMEDIATE; INSERT INTO t VALUES ('{i}', '12.5'); COMMIT");
            }

            var rate = Submissions / watch.Elapsed.TotalSeconds;
            connection.Close();
            Directory.Delete(folder, recursive: true);
            return rate;
        }
    }

    private static async Task<double> LedgerAsync()
    {
        var folder = Directory.CreateTempSubdirectory("award-bench-").FullName;
        await using var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = folder });
        var rate = await AtOnceAsync(async number =>
        {
            var result = await ledger.AppendAsync(new Command(
                Province,
                new Person("bench"),
                $"key/{number}",
                ContentHash.Of($"{number}"),
                DateTimeOffset.UnixEpoch,
                [
                    new StreamAppend($"county/2001/{100000 + number}", 0,
                        [new FiguresSubmitted([new SubmittedFigure("cases", new Figure(12.5m), null)])]),
                ],
                [],
                []));
            return result is AppendResult.Committed;
        });
        await ledger.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return rate;
    }

    private static async Task<double> GrainsAsync()
    {
        var folder = Directory.CreateTempSubdirectory("award-bench-").FullName;
        await using var host = await EmbeddedHost.StartAsync(folder);
        var counties = Enumerable.Range(101, Counties).Select(number => $"{WideProvince.Value[..2]}0{number}").ToArray();
        await PublishWideAsync(host.Grains, counties);
        var year = host.Grains.GetGrain<IAwardYearGrain>(StreamNames.Year(WideProvince, new AwardYear(2001)));
        await Must(year.OpenAsync(By("publisher", "open"), new Award.Grains.YearOpening(RulebookId, "embargoed", null, null, true)));
        await Must(year.MoveStageAsync(By("reviewer", "collect"), "collecting", null));
        var rate = await AtOnceAsync(async number =>
        {
            var county = counties[number % counties.Length];
            var result = await host.Grains.GetGrain<ICountyGrain>($"county/2001/{county}").RecordIncidentsAsync(
                By("assessor", $"incident/{number}"),
                [new IncidentRow(county, "accident", new DateOnly(2001, 5, 1), 0, null, true)]);
            return result.Receipt is not null;
        });
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return rate;
    }

    /// <summary>A province as wide as Zhejiang: ninety counties in one city.</summary>
    private static async Task PublishWideAsync(IGrainFactory grains, string[] counties)
    {
        var province = grains.GetGrain<IProvinceGrain>(StreamNames.Province(WideProvince));
        var city = $"{WideProvince.Value[..2]}0100";
        await Must(province.PublishRulebookAsync(By("engine", "rulebook"), SmallProvince.Rulebook));
        await Must(province.PublishRegisterAsync(
            By("engine", "register"),
            [
                new RegisterRowView(city, city, city, "city", WideProvince.Value, 2000, null),
                .. counties.Select(code => new RegisterRowView(code, code, code, "county", city, 2000, null)),
            ],
            []));
    }

    private static async Task<double> AtOnceAsync(Func<int, Task<bool>> submit)
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (var number = Interlocked.Increment(ref next); number < Submissions; number = Interlocked.Increment(ref next))
            {
                if (!await submit(number))
                {
                    throw new InvalidOperationException($"submission {number} was refused");
                }
            }
        }));
        return Submissions / watch.Elapsed.TotalSeconds;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
