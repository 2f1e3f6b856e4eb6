using System.Diagnostics;
using System.Globalization;
using System.Net;
using Cluster.Tests.Parts;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>
/// Two thousand clients that trickle, and others who want an answer: these are answered, every one, as without the former, and
/// the process does not grow without bound. How long they wait is written down, not asserted.
/// </summary>
public sealed class SlowClientsTests
{
    private const int Slow = 2000;
    private const int Asked = 400;
    private const long MostGrowth = 400L * 1024 * 1024;
    private const string Live = "/api/v1/standings/live?province=330000&year=2023&level=county";

    [Fact]
    public async Task Two_thousand_trickling_clients_cost_nobody_else_an_answer()
    {
        using var scratch = new ScratchFolder();
        await using var installation = await Installation.StartAsync(
            InstallationPlan.EmbeddedOverSqlite with { Settings = IncidentLoad.Settings(scratch.Path) });
        var engine = installation.Members[0];
        await using (await IncidentLoad.BeginAsync(installation, visibility: "live", clients: 1))
        {
        }

        string[] paths = ["/api/v1/standings?province=330000&year=2023&level=county", "/api/v1/rulebooks", "/api/v1/award-years?province=330000"];
        await AskAsync(engine, paths);
        var without = await AskAsync(engine, paths);
        var memory = Memory(engine);

        var server = new IPEndPoint(IPAddress.Loopback, engine.Plan.Address.Port);
        var token = installation.Token("publisher", ["publisher"], IncidentLoad.Province);
        await using var slow = new TricklingClients(server, Slow, token, Live);
        await Until.TrueAsync(() => slow.Connected > Slow * 9 / 10, "most slow clients to have a connection");
        var with = await AskAsync(engine, paths);
        await Until.TrueAsync(() => slow.ShutOut > 0, "a slow client to be shut out");
        var growth = Memory(engine) - memory;

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"without them: {Tell(without)}; with {slow.Connected}: {Tell(with)}; the process grew by {growth >> 20} MB; "
            + $"{slow.ShutOut} connections were ended");
        Assert.True(growth < MostGrowth, $"the process grew by {growth >> 20} MB");
        Assert.DoesNotContain("BadHttpRequestException", engine.Log, StringComparison.Ordinal);
        await engine.UntilReadyAsync();
    }

    /// <summary>Asks one after the other; gives the times.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> AskAsync(Member engine, string[] paths)
    {
        var times = new List<TimeSpan>();
        for (var number = 0; number < Asked; number++)
        {
            var path = paths[number % paths.Length];
            var start = Stopwatch.GetTimestamp();
            using var answer = await engine.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} was answered {answer.StatusCode}");
            await answer.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        return [.. times.Order()];
    }

    private static string Tell(IReadOnlyList<TimeSpan> times) => string.Create(
        CultureInfo.InvariantCulture,
        $"median {times[times.Count / 2].TotalMilliseconds:0.0} ms, 99 % {times[times.Count * 99 / 100].TotalMilliseconds:0.0} ms");

    private static long Memory(Member member)
    {
        using var process = Process.GetProcessById(member.ProcessId);
        return process.WorkingSet64;
    }
}
