using System.Collections.Concurrent;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Award.Silo;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>
/// Three silos over one record, and a storm of commands while silos are killed and others take their place. What a client was
/// told is on record once; what the standings say is what anyone computes from the record.
/// </summary>
public sealed class ThreeSilosTests : IAsyncLifetime
{
    private const int Commands = 1500;
    private const int OpenYear = 2001;
    private static readonly string[] Counties = ["990101", "990102", "990103", "990201", "990202"];
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private SqliteLedger _ledger = null!;
    private InProcessTestCluster _cluster = null!;

    private IGrainFactory Grains => _cluster.Client;

    public async ValueTask InitializeAsync()
    {
        _ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = _folder });
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((_, silo) => silo.AddAward(_ledger, _ledger));
        builder.ConfigureClient(client => client.Configure<Orleans.Configuration.ClientMessagingOptions>(
            messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(5)));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _ledger.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_storm_under_killed_silos_loses_nothing_and_doubles_nothing()
    {
        await OpenAsync();
        var acknowledged = new ConcurrentDictionary<string, ReceiptView>();
        var storm = StormAsync(acknowledged);
        for (var kill = 1; kill <= 3; kill++)
        {
            await UntilAsync(() => acknowledged.Count >= Commands * kill / 8);
            Assert.False(storm.IsCompleted, "the storm is over before the kill: it shows nothing");
            await _cluster.KillSiloAsync(_cluster.Silos[^1]);
            await _cluster.StartAdditionalSiloAsync();
        }

        await storm;
        Assert.Equal(Commands, acknowledged.Count);
        await AssertOnRecordOnceAsync(acknowledged);
        await AssertStandingsAsync(RegionLevel.County);
        await AssertStandingsAsync(RegionLevel.City);

        await PublishAsync();
        Assert.Empty(LedgerVerifier.Verify(_folder).Findings);
    }

    /// <summary>First every figure once; then amendments and incidents at random, all regions at once.</summary>
    private async Task StormAsync(ConcurrentDictionary<string, ReceiptView> acknowledged)
    {
        var work = new ConcurrentQueue<int>(Enumerable.Range(0, Commands));
        foreach (var county in Counties)
        {
            await SureAsync($"figures/{county}", request => Sheet(Grains, OpenYear, county).SubmitFiguresAsync(
                request, [Row(county, "cases", "2"), Row(county, "residents", "1"), Row(county, "survey", "90")]));
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (work.TryDequeue(out var number))
            {
                var key = $"storm/{number}";
                acknowledged[key] = (await SureAsync(key, request => CommandAsync(number, request))).Receipt!;
            }
        }));
    }

    private Task<WriteResult> CommandAsync(int number, WriteRequest request)
    {
        var county = Counties[number % Counties.Length];
        return Sheet(Grains, OpenYear, county).RecordIncidentsAsync(
            request, [new IncidentRow(county, "accident", new DateOnly(OpenYear, 1 + (number % 12), 1), 0, null, true)]);
    }

    /// <summary>As a client does that must know: the same command under the same key until there is an answer.</summary>
    private static async Task<WriteResult> SureAsync(string key, Func<WriteRequest, Task<WriteResult>> send)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Must(send(By("assessor", key)));
            }
            catch (Exception unknown) when (attempt < 60
                && unknown is TimeoutException or Orleans.Runtime.OrleansMessageRejectionException
                    or Orleans.Runtime.SiloUnavailableException or ObjectDisposedException)
            {
                // The outcome is unknown: ask again.
            }
        }
    }

    private async Task AssertOnRecordOnceAsync(ConcurrentDictionary<string, ReceiptView> acknowledged)
    {
        var entries = await _ledger.ReadProvinceAsync(Province, 0, int.MaxValue);
        var byCommand = entries.ToLookup(entry => entry.CommandId);
        foreach (var (key, receipt) in acknowledged)
        {
            var entry = Assert.Single(byCommand[receipt.Id]);
            Assert.True(entry.Hash == receipt.Hash, $"{key} is on record otherwise than its receipt says");
        }

        Assert.Equal(Commands, entries.Count(entry => entry.Fact is IncidentRecorded));
    }

    /// <summary>The working table is what Rules makes of the sheets on record.</summary>
    private async Task AssertStandingsAsync(RegionLevel level)
    {
        var rulebook = RulebookLoader.Load(SmallProvince.Rulebook).Rulebook!;
        var register = new RegionRegister(Regions, []);
        var year = new AwardYear(OpenYear);
        var sheets = new List<SealedRegion>();
        foreach (var row in register.RegionsOf(Province, year))
        {
            var sheet = await SheetOnRecord.LoadAsync(_ledger, StreamNames.Sheet(row.Level, year, row.Code));
            sheets.Add(new SealedRegion(row, register.LineageOf(row.Code)!.Value, sheet.Version, sheet.State));
        }

        var expected = YearMaterial.Rate(rulebook, register, year, sheets, null).Table(level);
        var table = await Grains.GetGrain<IStandingsGrain>($"standings/{Province}/{year}")
            .TableAsync(CallerView.Unbounded("auditor"), Texts.Of(level), heal: true);
        Assert.Equal(expected.Select(Line), table!.Rows.Select(r => $"{r.Code} {r.Rank} {r.Score} {r.Outcome}"));

        static string Line(SheetRating r) => $"{r.Key} {r.Rank} {r.Total} {Texts.Of(r.Outcome)}";
    }

    private async Task OpenAsync()
    {
        await SmallProvince.PublishAsync(Grains);
        var grain = Year(Grains, OpenYear);
        await Must(grain.OpenAsync(By("publisher", "open"), new Award.Grains.YearOpening(
            RulebookId, "embargoed", null, null, true)));
        await Must(grain.MoveStageAsync(By("reviewer", "collect"), "collecting", null));
        await Must(grain.SubmitFiguresAsync(
            By("assessor", "surveys"), [Row("990100", "survey", "90"), Row("990200", "survey", "95")]));
    }

    private async Task PublishAsync()
    {
        var grain = Year(Grains, OpenYear);
        await SureAsync("review", request => grain.MoveStageAsync(By("reviewer", request.IdempotencyKey), "review", null));
        await SureAsync("notice", request => grain.MoveStageAsync(By("reviewer", request.IdempotencyKey), "notice", null));
        await SureAsync("publish", request => grain.MoveStageAsync(By("publisher", request.IdempotencyKey), "published", null));
    }

    private static FigureRow Row(string region, string indicator, string value) => new(region, indicator, value, null);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
        {
            await pulse.WaitForNextTickAsync(patience.Token);
        }
    }
}
