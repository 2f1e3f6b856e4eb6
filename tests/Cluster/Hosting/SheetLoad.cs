using System.Collections.Concurrent;
using System.Diagnostics;
using Award.Grains;
using Award.Ledger;
using Support;
using static Support.SmallProvince;

namespace Cluster.Tests.Hosting;

/// <summary>
/// Writes to the sheets of many years of the small province, so to grains on every silo. Each write has a key of its own; what
/// became of it is kept.
/// </summary>
internal sealed class SheetLoad(IGrainFactory grains) : IAsyncDisposable
{
    private const int FirstYear = 2005;
    private const int Years = 12;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _writers = [];
    private int _number;

    /// <summary>What each acknowledged write was answered, by its key.</summary>
    public ConcurrentDictionary<string, ReceiptView> Acknowledged { get; } = new();

    /// <summary>What was answered otherwise: the kind of fault, and when.</summary>
    public ConcurrentQueue<(string Key, TimeSpan After, Exception Fault)> Failed { get; } = new();

    public static IEnumerable<(int Year, string Code)> Sheets =>
        from year in Enumerable.Range(FirstYear, Years) from region in Regions select (year, region.Code.Value);

    /// <summary>Puts the province on record and opens its years.</summary>
    public static async Task PrepareAsync(IGrainFactory grains)
    {
        await SmallProvince.PublishAsync(grains);
        for (var year = FirstYear; year < FirstYear + Years; year++)
        {
            var grain = Year(grains, year);
            await Must(grain.OpenAsync(By("publisher", $"open{year}"), new YearOpening(RulebookId, "embargoed", null, null, true)));
            await Must(grain.MoveStageAsync(By("reviewer", $"collect{year}"), "collecting", null));
        }
    }

    /// <summary>Some writers at a time, each with one write under way, until they are told to end.</summary>
    public void Begin(int writers)
    {
        var watch = Stopwatch.StartNew();
        for (var writer = 0; writer < writers; writer++)
        {
            _writers.Add(WriteOnAsync(watch));
        }
    }

    /// <summary>No new write begins; those under way are waited for.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_writers);
    }

    /// <summary>One write to one sheet, under a key.</summary>
    public static Task<WriteResult> WriteAsync(IGrainFactory grains, int year, string code, string key) => Must(
        Sheet(grains, year, code).RecordIncidentsAsync(
            By("assessor", key), [new IncidentRow(code, "accident", new DateOnly(year, 3, 4), 0, null, true)]));

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
    }

    private async Task WriteOnAsync(Stopwatch watch)
    {
        await Task.Yield();
        var sheets = Sheets.ToList();
        while (!_end.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _number);
            var (year, code) = sheets[number % sheets.Count];
            var key = $"load/{number}";
            try
            {
                Acknowledged[key] = (await WriteAsync(grains, year, code, key)).Receipt!;
            }
            catch (Exception fault)
            {
                Failed.Enqueue((key, watch.Elapsed, fault));
            }
        }
    }
}
