using Cluster.Tests.Parts;

namespace Cluster.Tests.Faults;

/// <summary>
/// A bad line between people and the engine: slow, narrow, broken in the middle of requests and of answers, half open. Whoever got
/// no answer asks again under the same key, and has the receipt of what was recorded once.
/// </summary>
public sealed class BrokenLineTests
{
    private const int Breaks = 12;

    [Fact]
    public async Task What_a_broken_line_left_open_is_settled_under_its_key()
    {
        using var scratch = new ScratchFolder();
        await using var installation = await Installation.StartAsync(
            InstallationPlan.EmbeddedOverSqlite with { Settings = IncidentLoad.Settings(scratch.Path) });
        await using var link = new SlowLink("127.0.0.1", "127.0.0.1", installation.Members[0].Plan.Address.Port);
        using var line = new HttpClient
        {
            BaseAddress = new Uri($"http://{link.EndPoint}"),
            Timeout = TimeSpan.FromSeconds(4),
        };
        await using var load = await IncidentLoad.BeginAsync(installation, line: line);
        await load.UntilMoreAsync(20);

        link.Be(new LinkManners(TimeSpan.FromMilliseconds(40), 64 * 1024));
        await load.UntilMoreAsync(20);
        for (var number = 0; number < Breaks; number++)
        {
            await load.UntilMoreAsync(3);
            link.Drop();
        }

        link.FallSilent();
        await load.UntilAnsweredAsync("none", 8);
        link.BeGood();
        await load.UntilMoreAsync(20);
        await load.SettleAsync();

        Assert.Equal(["201", "none"], load.Answers.Keys.Order());
        VerifiedRecord.Holds(installation.Record, load.Receipts, "after a line that broke");
    }
}
