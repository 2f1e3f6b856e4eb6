using System.Collections.Concurrent;
using System.Globalization;
using Cluster.Tests.Bench;
using Cluster.Tests.Load;
using Cluster.Tests.Parts;
using Cluster.Tests.Promises;
using Support;

namespace Cluster.Tests.Shows;

/// <summary>A cluster of three silos and two API nodes with a province to publish and one whose sheets are written to.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly string _name;
    private readonly CancellationTokenSource _stop = new();

    private Scene(string name, Installation installation, History history, int seed)
    {
        _name = name;
        Installation = installation;
        History = history;
        Sender = new Sender(installation, history, new Random(seed)) { Stopping = _stop.Token };
        Load = new Workload(installation, Sender);
        var province = new BenchProvince("96");
        var staff = new Staff(installation, province);
        Story = new ProvinceStory(province, staff, Sender, new Hands(province, staff, Sender, new ConcurrentQueue<Intent>()));
    }

    public Installation Installation { get; }

    public History History { get; }

    public Sender Sender { get; }

    public Workload Load { get; }

    public ProvinceStory Story { get; }

    /// <summary>The last figures told.</summary>
    public string Told { get; private set; } = "";

    public static async Task<Scene> StartAsync(string name)
    {
        PostgresServer.Require();
        var installation = await Installation.StartAsync(InstallationPlan.Cluster() with { HasIssuer = true });
        var history = new History(Artifacts.PathOf(name, "history.jsonl"));
        var scene = new Scene(name, installation, history, BenchForm.FromEnvironment().Seed);
        try
        {
            await scene.Load.GroundAsync();
            await scene.Story.GroundAsync();
            await scene.BackAsync(TimeSpan.FromSeconds(60));
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>The time until every measured grain has taken one write.</summary>
    public async Task<TimeSpan> BackAsync(TimeSpan patience)
    {
        var begin = RealClock.Instance.GetTimestamp();
        Assert.True(await Load.RecoverAsync(patience), $"service does not come back\n{Installation.EndOfLogs()}");
        return RealClock.Instance.GetElapsedTime(begin);
    }

    /// <summary>Settles what is unknown, then holds the record against every receipt.</summary>
    public async Task<IReadOnlyList<Breach>> BreachesAsync()
    {
        await Load.SettleAllAsync();
        return
        [
            .. await RecordCheck.CheckAsync(Installation, History.All),
            .. await new PublicAnswers(Installation).CheckAsync(new Reckoning(History.All)),
            .. History.Contradictions.Select(what => new Breach(Promise.Refused, what)),
            .. History.Unexpected.Select(what => new Breach(Promise.Served, what)),
        ];
    }

    public async Task TellAsync(ITestOutputHelper output, string what, IReadOnlyList<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        Told = string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {sorted.Count} times, median {sorted[sorted.Count / 2].TotalSeconds:0.0} s, worst {sorted[^1].TotalSeconds:0.0} s");
        output.WriteLine(Told);
        await Artifacts.WriteAsync(_name, "report.md", $"{Told}\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var member in Installation.Members)
        {
            await Artifacts.WriteAsync(_name, $"{member.Name}.log", member.Log);
        }

        await Installation.DisposeAsync();
        History.Dispose();
        _stop.Dispose();
    }
}
