using Cluster.Tests.Faults;
using Cluster.Tests.Load;
using Cluster.Tests.Parts;
using Cluster.Tests.Promises;
using Support;

namespace Cluster.Tests.Bench;

/// <summary>
/// The bench: an installation at work, faults drawn from a seed with a quarter of the periods free of them, a quiet time at the
/// end in which everything gets its answer, and then every promise is checked.
/// </summary>
public sealed class FaultBench(Mix mix, BenchForm form)
{
    /// <summary>What a silo ends with that was declared dead (docs/cluster.md).</summary>
    private const int VotedOut = 75;

    private static readonly TimeSpan ShortPeriod = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongPeriod = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(3);
    private readonly Random _random = new(form.Seed);
    private readonly List<Period> _periods = [];
    private readonly List<Breach> _breaches = [];

    /// <summary>Runs it and writes the report, the history and the members' logs into <c>artifacts/cluster</c>.</summary>
    public async Task<BenchReport> RunAsync()
    {
        var missing = mix.Faults.Where(fault => fault.Missing is not null).ToList();
        var possible = mix.Faults.Except(missing).ToList();
        Artifacts.Clear(mix.Name);
        await using var installation = await mix.PrepareAsync();
        try
        {
            await installation.StartMembersAsync();
            await using var supervisor = mix.IsSupervised ? new Supervisor(installation.Members) : null;
            using var history = new History(Artifacts.PathOf(mix.Name, "history.jsonl"));
            await WorkAsync(installation, history, possible);
            _breaches.AddRange(Unexpected(supervisor?.Ends ?? []));
            var acknowledged = history.All.Where(recorded => recorded.Outcome == Outcome.Ok)
                .CountBy(recorded => recorded.Intent.Period).ToDictionary();
            var report = new BenchReport(
                mix.Name, form.Seed, _periods, acknowledged, _breaches, [.. missing.Select(f => $"{f.Name} ({f.Missing})")]);
            await Artifacts.WriteAsync(mix.Name, "report.md", report.Table + string.Join('\n', _breaches));
            return report;
        }
        finally
        {
            foreach (var member in installation.Members)
            {
                await Artifacts.WriteAsync(mix.Name, $"{member.Name}.log", member.Log);
            }

            await mix.CleanUpAsync();
        }
    }

    private static IEnumerable<Breach> Unexpected(IEnumerable<(string Member, int ExitCode)> ends) => ends
        .Where(end => end.ExitCode != VotedOut)
        .Select(end => new Breach(Promise.Served, $"{end.Member} ended by itself with {end.ExitCode}"));

    private async Task WorkAsync(Installation installation, History history, IReadOnlyList<Fault> faults)
    {
        using var stop = new CancellationTokenSource();
        var sender = new Sender(installation, history, new Random(_random.Next())) { Stopping = stop.Token };
        var load = new Workload(installation, sender);
        var work = Task.CompletedTask;
        try
        {
            await load.GroundAsync();
            work = load.WorkAsync();
            await PeriodsAsync(installation, sender, load, faults, work);
            load.Finish();
            await work.WaitAsync(SettlingTime, RealClock.Instance);
            await load.SettleAllAsync().WaitAsync(SettlingTime, RealClock.Instance);
            await CheckAsync(installation, history, load);
        }
        catch (Exception fault) when (fault is BenchException or TimeoutException or HttpRequestException or InvalidOperationException)
        {
            // A member that does not come up, a write refused that nothing forbids: the run is over, and what there is of it is told.
            _breaches.Add(new Breach(Promise.Served, fault.Message, sender.Period));
            _breaches.AddRange(await RecordCheck.CheckAsync(installation, history.All));
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAny(work);
        }
    }

    private async Task PeriodsAsync(
        Installation installation, Sender sender, Workload load, IReadOnlyList<Fault> faults, Task work)
    {
        await QuietAsync(sender, load);
        foreach (var fault in form.IsShort ? Once(faults) : UntilTheTimeIsOver(faults))
        {
            if (work.IsFaulted)
            {
                await work;
            }

            if (fault is null)
            {
                await QuietAsync(sender, load);
            }
            else
            {
                await SufferAsync(fault, new FaultScene(installation, _random, form.IsShort), sender, load);
            }
        }
    }

    private async Task QuietAsync(Sender sender, Workload load)
    {
        sender.Period = _periods.Count;
        await FaultScene.WaitAsync(form.IsShort ? ShortPeriod : LongPeriod);
        await BackAsync(load);
        _periods.Add(new Period(sender.Period, null, null));
    }

    private async Task SufferAsync(Fault fault, FaultScene scene, Sender sender, Workload load)
    {
        sender.Period = _periods.Count;
        var begin = RealClock.Instance.GetTimestamp();
        try
        {
            await fault.BeginAsync(scene);
            var lasts = FaultScene.WaitAsync(fault.Lasts(scene));
            if (fault.IsRiddenOut)
            {
                await BackAsync(load, fault, begin);
            }

            await lasts;
        }
        finally
        {
            begin = fault.IsRiddenOut ? begin : RealClock.Instance.GetTimestamp();
            await fault.EndAsync(scene);
        }

        if (fault.IsRiddenOut)
        {
            await BackAsync(load);
        }
        else
        {
            await BackAsync(load, fault, begin);
        }

        await Task.WhenAll(scene.Installation.Members.Select(member => member.UntilReadyAsync()));
    }

    /// <summary>Waits until service is back; the time since <paramref name="begin"/> is the fault's recovery.</summary>
    private async Task BackAsync(Workload load, Fault fault, long begin)
    {
        var isBack = await load.RecoverAsync(fault.Budget + Patience);
        var time = RealClock.Instance.GetElapsedTime(begin);
        _periods.Add(new Period(_periods.Count, fault.Name, time));
        if (!isBack || time > fault.Budget)
        {
            _breaches.Add(new Breach(
                Promise.Served,
                FormattableString.Invariant($"{fault.Name}: {(isBack ? "" : "not ")}back after {time.TotalSeconds:0.0} s, of {fault.Budget.TotalSeconds:0}"),
                _periods.Count - 1));
        }
    }

    private async Task BackAsync(Workload load)
    {
        if (!await load.RecoverAsync(Patience))
        {
            _breaches.Add(new Breach(Promise.Served, "without any fault: no service", _periods.Count));
        }
    }

    private async Task CheckAsync(Installation installation, History history, Workload load)
    {
        var reckoning = new Reckoning(history.All);
        var answers = new PublicAnswers(installation);
        _breaches.AddRange(await answers.CheckAsync(reckoning));
        var (province, year, reader) = load.OpenYear;
        _breaches.AddRange(await answers.CheckOpenAsync(reckoning, province, year, reader));
        _breaches.AddRange(await load.EmbargoAsync(answers, reckoning));
        await load.SettleAllAsync();
        _breaches.AddRange(await RecordCheck.CheckAsync(installation, history.All));
        _breaches.AddRange(history.Contradictions.Select(what => new Breach(Promise.Refused, what)));
        _breaches.AddRange(history.Unexpected.Select(what => new Breach(Promise.Served, what)));
    }

    /// <summary>Every fault in a drawn order, and one period in four without any (null).</summary>
    private IReadOnlyList<Fault?> Once(IReadOnlyList<Fault> faults)
    {
        List<Fault?> all = [.. faults, .. Enumerable.Repeat<Fault?>(null, Math.Max(0, ((faults.Count + 2) / 3) - 1))];
        var order = all.ToArray();
        _random.Shuffle(order);
        return order;
    }

    private IEnumerable<Fault?> UntilTheTimeIsOver(IReadOnlyList<Fault> faults)
    {
        var begin = RealClock.Instance.GetTimestamp();
        while (RealClock.Instance.GetElapsedTime(begin) < form.Length)
        {
            yield return _random.Next(4) == 0 ? null : faults[_random.Next(faults.Count)];
        }
    }
}
