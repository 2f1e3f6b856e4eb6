using System.Diagnostics;
using System.Net;
using Award.Ledger.Postgres;
using Award.Ledger.Verify;
using Cluster.Tests.Parts;
using Support;
using static Cluster.Tests.Hosting.Probe;

namespace Cluster.Tests.Hosting;

/// <summary>
/// Three silos and two nodes as they are hosted for real. Every test ends with the cluster whole again, and with all that was
/// acknowledged on record. They run by hand: the bench and its shows do the same
/// in CI.
/// </summary>
public sealed class LifeOfSilosTests(LifeOfSilosTests.Whole whole, ITestOutputHelper output)
    : IClassFixture<LifeOfSilosTests.Whole>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>The budget of a silo that froze.</summary>
    private static readonly TimeSpan AfterFreezing = TimeSpan.FromSeconds(20);

    private Installation Installation => whole.Installation;

    private IReadOnlyList<Member> Silos => [.. Installation.Silos];

    [Fact(Explicit = true)]
    public async Task Silos_and_nodes_are_ready_and_say_so()
    {
        Assert.Equal(Silos.Select(PortOf).Order(), await ActiveSilosAsync(Installation));
        foreach (var member in Installation.Members)
        {
            Assert.Equal("200 healthy", await HealthAsync(member));
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(member, "/health/live")).Status);
        }

        foreach (var silo in Silos)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(silo, "/api/v1/award-years?province=990000")).Status);
        }

        foreach (var node in Installation.Entrances)
        {
            var (status, body) = await GetAsync(node, "/api/v1/award-years?province=990000");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("2005", body, StringComparison.Ordinal);
        }
    }

    [Fact(Explicit = true)]
    public async Task A_silo_that_is_killed_is_missed_for_seconds_and_comes_back_under_its_address()
    {
        await using var load = new SheetLoad(whole.Caller.Grains);
        load.Begin(4);
        await AllSheetsAnswerAsync("before");
        var killed = Silos[0];
        await killed.KillAsync();
        var gap = await AllSheetsAnswerAsync("killed");
        output.WriteLine($"killed: all {SheetLoad.Sheets.Count()} grains answered again after {gap.TotalSeconds:0.0} s");

        var back = Stopwatch.StartNew();
        await killed.StartAsync();
        output.WriteLine($"killed: ready again {back.Elapsed.TotalSeconds:0.0} s after its start");
        await load.EndAsync();
        await RepeatAndCheckAsync(load);
        Assert.Equal(Silos.Select(PortOf).Order(), await ActiveSilosAsync(Installation));
    }

    /// <summary>
    /// Told to stop under load, a silo first says that it drains, then hands its grains over: no write fails meanwhile.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task A_silo_that_is_told_to_stop_says_so_first_and_no_write_fails()
    {
        await using var load = new SheetLoad(whole.Caller.Grains);
        load.Begin(4);
        await AllSheetsAnswerAsync("before");
        var ending = Silos[1];
        ending.Terminate();
        await UntilAsync("draining is said", Patience, async () => await HealthAsync(ending) == "503 unhealthy stopping: draining");
        Assert.Contains(PortOf(ending), await ActiveSilosAsync(Installation));
        await ending.UntilEndedAsync();
        Assert.Equal(0, ending.ExitCode);
        Assert.DoesNotContain(PortOf(ending), await ActiveSilosAsync(Installation));
        await AllSheetsAnswerAsync("ended");
        await load.EndAsync();
        output.WriteLine($"told to stop: {load.Acknowledged.Count} writes, {load.Failed.Count} failed");
        Assert.Empty(load.Failed.Select(failure => $"{failure.After} {failure.Key} {failure.Fault.GetType().Name} {failure.Fault.Message}"));

        await ending.StartAsync();
        await RepeatAndCheckAsync(load);
    }

    [Fact(Explicit = true)]
    public async Task A_silo_that_froze_is_voted_out_and_ends_by_itself_once_it_thaws()
    {
        await using var load = new SheetLoad(whole.Caller.Grains);
        load.Begin(4);
        await AllSheetsAnswerAsync("before");
        var frozen = Silos[2];
        frozen.Freeze();
        var gap = await AllSheetsAnswerAsync("frozen");
        output.WriteLine($"frozen: all grains answered again after {gap.TotalSeconds:0.0} s");
        Assert.True(gap < AfterFreezing, $"{gap}");
        await UntilAsync("it is voted out", Patience, async () => !(await ActiveSilosAsync(Installation)).Contains(PortOf(frozen)));

        var thawed = Stopwatch.StartNew();
        frozen.Thaw();
        await frozen.UntilEndedAsync(TimeSpan.FromSeconds(30));
        output.WriteLine($"frozen: ended {thawed.Elapsed.TotalSeconds:0.0} s after it thawed");
        Assert.Equal(75, frozen.ExitCode);
        Assert.Contains("award: this silo ends and is to be started again", frozen.Log, StringComparison.Ordinal);

        await frozen.StartAsync();
        await load.EndAsync();
        await RepeatAndCheckAsync(load);
    }

    [Theory(Explicit = true)]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task Silos_and_nodes_outlive_a_restart_of_the_database(string mode)
    {
        await using var load = new SheetLoad(whole.Caller.Grains);
        load.Begin(4);
        await AllSheetsAnswerAsync("before");
        var processes = Installation.Members.Select(member => member.ProcessId).ToList();
        await Installation.Server!.StopAsync(mode);
        await UntilAsync("a silo tells of its store", Patience, async () =>
            (await HealthAsync(Silos[0])).Contains("store: the store does not answer", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Silos[0], "/health/live")).Status);
        await Installation.Server.StartAgainAsync();

        var gap = await AllSheetsAnswerAsync("database");
        output.WriteLine($"database {mode}: all grains wrote again {gap.TotalSeconds:0.0} s after it was back");
        await load.EndAsync();
        foreach (var member in Installation.Members)
        {
            await member.UntilReadyAsync();
        }

        Assert.Equal(processes, Installation.Members.Select(member => member.ProcessId));
        Assert.All(Installation.Members, member => Assert.True(member.IsRunning));
        Assert.Equal(3, (await ActiveSilosAsync(Installation)).Count);
        await RepeatAndCheckAsync(load);
    }

    [Fact(Explicit = true)]
    public async Task A_node_that_is_told_to_stop_says_so_first_and_answers_meanwhile()
    {
        var node = Installation.Entrances.First();
        node.Terminate();
        await UntilAsync("draining is said", Patience, async () => await HealthAsync(node) == "503 unhealthy stopping: draining");
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(node, "/api/v1/award-years?province=990000")).Status);
        await node.UntilEndedAsync();
        Assert.Equal(0, node.ExitCode);
        await node.StartAsync();
    }

    /// <summary>Writes to every sheet until each has answered.</summary>
    /// <returns>How long the last one took, from now.</returns>
    private async Task<TimeSpan> AllSheetsAnswerAsync(string name)
    {
        var round = Guid.NewGuid().ToString("n");
        var gaps = await Task.WhenAll(SheetLoad.Sheets.Select(sheet => UntilAsync($"{sheet} answers", Patience, async () =>
        {
            await SheetLoad.WriteAsync(whole.Caller.Grains, sheet.Year, sheet.Code, $"{name}/{round}/{sheet.Year}/{sheet.Code}");
            return true;
        })));
        return gaps.Max();
    }

    /// <summary>What failed is sent again under its key; then all that was acknowledged is on record, once.</summary>
    private async Task RepeatAndCheckAsync(SheetLoad load)
    {
        var sheets = SheetLoad.Sheets.ToList();
        foreach (var (key, _, _) in load.Failed)
        {
            var (year, code) = sheets[int.Parse(key.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture) % sheets.Count];
            load.Acknowledged[key] = (await SheetLoad.WriteAsync(whole.Caller.Grains, year, code, key)).Receipt!;
        }

        output.WriteLine($"{load.Acknowledged.Count} writes acknowledged, {load.Failed.Count} of them at a repeat");
        await using var ledger = await PostgresLedger.OpenAsync(new PostgresLedgerOptions
        {
            ConnectionString = Installation.Database!, Clock = RealClock.Instance,
        });
        foreach (var receipt in load.Acknowledged.Values)
        {
            Assert.NotNull(await ledger.FindReceiptAsync(receipt.Id));
        }

        var report = LedgerVerifier.VerifyChain(Installation.Database!, [], []);
        Assert.True(report.Passed, string.Join("; ", report.Findings.Take(5)));
    }

    /// <summary>One installation for all tests of this class.</summary>
    public sealed class Whole : IAsyncLifetime
    {
        private GrainCaller? _caller;
        private Installation? _installation;

        internal Installation Installation => _installation!;

        internal GrainCaller Caller => _caller!;

        public async ValueTask InitializeAsync()
        {
            if (PostgresServer.Missing is not null)
            {
                return;
            }

            _installation = await Installation.StartAsync(InstallationPlan.Cluster() with
            {
                Settings = new Dictionary<string, string> { ["Award:Drain"] = "00:00:02" },
            });
            _caller = await GrainCaller.ConnectAsync(_installation);
            await SheetLoad.PrepareAsync(_caller.Grains);
        }

        public async ValueTask DisposeAsync()
        {
            if (_caller is not null)
            {
                await _caller.DisposeAsync();
            }

            if (_installation is not null)
            {
                await _installation.DisposeAsync();
            }
        }
    }
}
