using Cluster.Tests.Faults;
using Support;

namespace Cluster.Tests.Bench;

/// <summary>
/// The bench in the form the environment asks for: short in CI, long by hand with <c>eng/fault-bench</c>. What is explicit runs by
/// hand alone: CI has eight minutes for this suite, and the tests beside this one break disks, lines and servers one by one.
/// </summary>
public sealed class FaultBenchTests(ITestOutputHelper output)
{
    [Fact]
    public Task An_embedded_engine_over_SQLite_keeps_its_promises() => HoldsAsync(Mixes.EmbeddedOverSqlite());

    [Fact]
    public Task Three_silos_and_two_nodes_keep_their_promises()
    {
        PostgresServer.Require();
        return HoldsAsync(Mixes.Processes());
    }

    [Fact(Explicit = true)]
    public Task An_embedded_engine_over_PostgreSQL_keeps_its_promises()
    {
        PostgresServer.Require();
        return HoldsAsync(Mixes.EmbeddedOverPostgres(BenchForm.FromEnvironment().IsShort));
    }

    [Fact(Explicit = true)]
    public Task An_embedded_engine_on_a_small_disk_keeps_its_promises()
    {
        Needs.Root([.. DiskImage.Programs, "strace"]);
        return HoldsAsync(Mixes.SmallDisk());
    }

    [Fact]
    public Task A_cluster_whose_network_is_cut_keeps_its_promises()
    {
        PostgresServer.Require();
        Needs.Root("ip");
        return HoldsAsync(Mixes.Network());
    }

    private async Task HoldsAsync(Mix mix)
    {
        var report = await new FaultBench(mix, BenchForm.FromEnvironment()).RunAsync();

        output.WriteLine(report.Table);
        Assert.True(
            report.Breaches.Count == 0,
            $"seed {report.Seed}, {report.Breaches.Count} breaches:\n{string.Join('\n', report.Breaches.Take(15))}");
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Empty(report.NotRun);
        }
    }
}
