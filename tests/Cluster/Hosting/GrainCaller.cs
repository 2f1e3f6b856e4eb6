using Award.Ledger.Postgres;
using Award.Silo;
using Cluster.Tests.Parts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Support;

namespace Cluster.Tests.Hosting;

/// <summary>A client of an installation's cluster in this process, hosted as an API node hosts it: asks grains without HTTP.</summary>
internal sealed class GrainCaller : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly NpgsqlDataSource _membership;

    private GrainCaller(IHost host, NpgsqlDataSource membership) => (_host, _membership) = (host, membership);

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Ends when a silo has been found.</summary>
    public Task Found => _host.Services.GetRequiredService<ClusterReach>().Found;

    /// <summary>Starts looking for the cluster, and waits for nothing.</summary>
    public static async Task<GrainCaller> StartAsync(Installation installation, ClusterCertificates? certificates = null)
    {
        var membership = MembershipDatabase.Source(installation.Database!);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(RealClock.Instance);
        builder.AddClusterClient(new AwardCluster("award", "award", membership, certificates), dashboard: false);
        var caller = new GrainCaller(builder.Build(), membership);
        await caller._host.StartAsync();
        return caller;
    }

    public static async Task<GrainCaller> ConnectAsync(Installation installation)
    {
        var caller = await StartAsync(installation);
        await caller.Found.WaitAsync(TimeSpan.FromSeconds(60), RealClock.Instance);
        return caller;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _membership.DisposeAsync();
    }
}
