using Award.Ledger;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Driving;

/// <summary>
/// Many seeds, several side by side in one silo: seeds of one silo have provinces of their own, so up to
/// ninety share a silo
/// and its ledger. Then a new silo starts with an empty one.
/// </summary>
/// <param name="open">Opens the store: an empty one, or the one that was there before a restart.</param>
/// <param name="restartAfter">
/// After that many steps of each seed the silo stops and another starts over the same store.
/// </param>
public sealed class Campaign(
    Func<Task<ILedger>> open, Planted planted = Planted.Nothing, int? restartAfter = null)
{
    private const int SideBySide = 6;

    public Tally Tally { get; } = new();

    /// <summary>
    /// Runs the seeds; gives the failures found, least seed first, each with its shortest failing prefix.
    /// </summary>
    /// <param name="most">Stops after the silo in which this many failures are reached.</param>
    public async Task<IReadOnlyList<Failure>> RunAsync(IEnumerable<int> seeds, int most = 3)
    {
        var failures = new List<Failure>();
        foreach (var chunk in seeds.Chunk(Simulation.Provinces))
        {
            failures.AddRange(await TogetherAsync(chunk, most));
            if (failures.Count >= most) break;
        }

        return failures;
    }

    /// <summary>
    /// Runs a failing seed again by itself, comparing everything after every step: what fails then is the
    /// shortest prefix.
    /// </summary>
    public async Task<Failure> ShrinkAsync(Failure failure)
    {
        await using var silo = await SimulatedSilo.StartAsync(new MemoryLedger(), planted);
        var shorter = await new Simulation(
            failure.Seed, new Tally(), checksEveryStep: true, LosesAllNotices).RunAsync(silo);
        return shorter is not null && shorter.Steps.Count <= failure.Steps.Count ? shorter : failure;
    }

    private bool LosesAllNotices => planted == Planted.NeverHeals;

    private async Task<IReadOnlyList<Failure>> TogetherAsync(IEnumerable<int> seeds, int most)
    {
        var simulations = seeds.Select(
            seed => new Simulation(seed, Tally, losesAllNotices: LosesAllNotices)).ToList();
        var failures = restartAfter is { } steps ? await TogetherAsync(simulations, most, steps) : [];
        return failures.Count > 0 ? failures : await TogetherAsync(simulations, most, int.MaxValue);
    }

    private async Task<IReadOnlyList<Failure>> TogetherAsync(
        IReadOnlyList<Simulation> simulations, int most, int pauseAfter)
    {
        await using var silo = await SimulatedSilo.StartAsync(await open(), planted);
        var failures = new List<Failure>();
        var gate = new Lock();
        await Parallel.ForEachAsync(simulations, new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (one, _) =>
        {
            lock (gate)
            {
                if (failures.Count >= most) return;
            }

            if (await one.RunAsync(silo, pauseAfter) is { } failure)
            {
                lock (gate)
                {
                    failures.Add(failure);
                }
            }
        });
        return [.. failures.OrderBy(f => f.Seed)];
    }
}
