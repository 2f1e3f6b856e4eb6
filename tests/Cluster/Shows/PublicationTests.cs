using Cluster.Tests.Bench;
using Cluster.Tests.Load;
using Cluster.Tests.Promises;
using Support;

namespace Cluster.Tests.Shows;

/// <summary>
/// Years of one province are published while silos are killed at random: each once, and the streaks are right. Twenty by hand, as
/// the long form; in CI some of them.
/// </summary>
public sealed class PublicationTests(ITestOutputHelper output)
{
    private static readonly int Publications = BenchForm.FromEnvironment().IsShort ? 6 : 20;
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Publications_while_silos_are_killed_are_each_made_once()
    {
        await using var scene = await Scene.StartAsync("publications");
        var random = new Random(BenchForm.FromEnvironment().Seed);
        var kills = 0;
        var publishing = PublishAsync(scene);
        while (!publishing.IsCompleted)
        {
            await Task.WhenAny(publishing, Task.Delay(
                TimeSpan.FromMilliseconds(500 + random.Next(4000)), timeProvider: RealClock.Instance));
            var silos = scene.Installation.Silos.ToList();
            var victim = silos[random.Next(silos.Count)];
            await victim.KillAsync();
            kills++;
            await victim.StartAsync();
        }

        await publishing.WaitAsync(Enough, RealClock.Instance);
        await scene.BackAsync(TimeSpan.FromSeconds(60));
        var told = $"{Publications} publications, {kills} kills of silos";
        output.WriteLine(told);
        await Artifacts.WriteAsync("publications", "report.md", $"{told}\n");
        Assert.Empty(await scene.BreachesAsync());
        var record = await RawRecord.ReadAsync(scene.Installation);
        Assert.Equal(Publications, record.Entries.Count(entry => entry.Kind == "year-published"));
        Assert.Equal(Publications, record.Entries.Count(entry => entry.Kind == "recount-finished"));
        Assert.Equal(
            Publications * scene.Story.Province.Regions.Count, record.Entries.Count(entry => entry.Kind == "outcome-recorded"));
    }

    private static async Task PublishAsync(Scene scene)
    {
        for (var year = 0; year < Publications; year++)
        {
            await scene.Story.TellShortYearAsync();
        }
    }
}
