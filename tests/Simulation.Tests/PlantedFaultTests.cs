using Award.Ledger;
using Simulation.Tests.Driving;
using Simulation.Tests.Engine;

namespace Simulation.Tests;

/// <summary>
/// The same simulation with a fault beneath the engine has to go red, and has to say what is wrong where it
/// is: each row names
/// the fault and what the first finding must be about. The fault is in this test's wiring, not in the engine.
/// </summary>
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    private const int Seeds = 40;

    [Theory]
    [InlineData(Planted.StreakOffByOne, "recount of")]
    [InlineData(Planted.LostTitle, "published streak of")]
    [InlineData(Planted.NeverHeals, "working table of|stage of the working table")]
    [InlineData(Planted.DoubleApply, "again under its key|answer to|receipt of|recorded, at its place")]
    [InlineData(Planted.SkippedGuard, "answer to|recorded, at its place|receipt of")]
    [InlineData(Planted.LostOutcome, "there is no document streaks|published streak of|facts to count|recount of|answer to")]
    [InlineData(Planted.EmptyPromise, "working table of|the sheet|answer to|the record of|receipt of|not on record")]
    [InlineData(Planted.SwappedPlaces, "published standings of")]
    public async Task A_planted_fault_goes_red(Planted planted, string about)
    {
        var campaign = new Campaign(() => Task.FromResult<ILedger>(new MemoryLedger()), planted);
        var failures = await campaign.RunAsync(Enumerable.Range(1, Seeds), most: 1);
        Assert.NotEmpty(failures);
        output.WriteLine(failures[0].ToString());
        Assert.Contains(
            about.Split('|'), part => failures[0].Message.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_is_shown_by_its_shortest_prefix_and_says_how_to_run_it_again()
    {
        var campaign = new Campaign(
            () => Task.FromResult<ILedger>(new MemoryLedger()), Planted.StreakOffByOne);
        var failure = (await campaign.RunAsync([7], most: 1)).Single();
        var shorter = await campaign.ShrinkAsync(failure);
        Assert.InRange(shorter.Steps.Count, 1, failure.Steps.Count);
        Assert.Contains("AWARD_SIMULATION_SEED=7", shorter.ToString(), StringComparison.Ordinal);
        Assert.Contains("published by plain-", shorter.ToString(), StringComparison.Ordinal);
    }
}
