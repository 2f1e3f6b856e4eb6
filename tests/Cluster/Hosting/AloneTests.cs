using System.Diagnostics;
using System.Net;
using Cluster.Tests.Parts;
using Support;
using static Cluster.Tests.Hosting.Probe;

namespace Cluster.Tests.Hosting;

/// <summary>Parts of a cluster whose other parts are not there.</summary>
public sealed class AloneTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    /// <summary>A write is not held up: its answer comes before the time in which a silo would have answered.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_node_without_silos_lives_is_not_ready_and_answers_503_with_a_time_to_ask_again()
    {
        PostgresServer.Require();
        await using var installation = await Installation.PrepareAsync(InstallationPlan.Cluster(1, 1) with { Server = server });
        var node = installation.Entrances.Single();
        node.Launch();
        await UntilAsync("the node lives", AtOnce * 6, async () => (await GetAsync(node, "/health/live")).Status == HttpStatusCode.OK);
        Assert.StartsWith("503 unhealthy", await HealthAsync(node), StringComparison.Ordinal);
        await AssertAskedAgainAsync(installation, node);

        // The first silo comes, and the node finds it by itself; it goes again, and no call hangs.
        var silo = installation.Silos.Single();
        await silo.StartAsync();
        await node.UntilReadyAsync();
        await silo.KillAsync();
        await AssertAskedAgainAsync(installation, node);
        Assert.True(node.IsRunning);
        await silo.StartAsync();
        await node.UntilReadyAsync();
    }

    [Fact]
    public async Task A_silo_or_a_node_over_a_database_without_the_table_of_silos_says_what_to_run()
    {
        PostgresServer.Require();
        await using var installation = await Installation.PrepareAsync(InstallationPlan.Cluster(1, 1) with { Server = server });
        await PostgresServer.ExecuteAsync(installation.Database!, "DROP SCHEMA cluster CASCADE");
        foreach (var member in installation.Members)
        {
            member.Launch();
            await member.UntilEndedAsync();
            Assert.Equal(2, member.ExitCode);
            Assert.Contains("it lacks the tables of the cluster; run 'award migrate' on it", member.Log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_silo_whose_port_is_taken_says_so_in_one_line()
    {
        PostgresServer.Require();
        await using var installation = await Installation.PrepareAsync(InstallationPlan.Cluster(1, 0) with { Server = server });
        var silo = installation.Silos.Single();
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, int.Parse(PortOf(silo), System.Globalization.CultureInfo.InvariantCulture));
        taken.Start();

        silo.Launch();
        await silo.UntilEndedAsync();

        Assert.Equal(2, silo.ExitCode);
        Assert.Contains($"award: Award:Silo:Port={PortOf(silo)}", silo.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Log, StringComparison.Ordinal);
    }

    private static async Task AssertAskedAgainAsync(Installation installation, Member node)
    {
        foreach (var (method, address) in ((HttpMethod, string)[])
        [
            (HttpMethod.Post, "/api/v1/award-years"),
            (HttpMethod.Post, "/api/v1/award-years/990000/2023/stage"),
            (HttpMethod.Get, "/api/v1/award-years/990000/2023/progress"),
        ])
        {
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Authorization = new("Bearer", installation.Token("wang", ["publisher"]));
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("n"));
            if (method == HttpMethod.Post)
            {
                request.Content = new StringContent("""{"to": "review"}""", System.Text.Encoding.UTF8, "application/json");
            }

            var watch = Stopwatch.StartNew();
            using var answer = await node.Http.SendAsync(request);
            Assert.Equal((address, HttpStatusCode.ServiceUnavailable), (address, answer.StatusCode));
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, AtOnce);
        }
    }
}
