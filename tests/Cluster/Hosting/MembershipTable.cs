using System.Net;
using Award.Ledger.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService;
using Orleans.Runtime.Membership;
using Support;

namespace Cluster.Tests.Hosting;

/// <summary>Orleans' own code over our tables, as one silo uses it.</summary>
internal sealed class MembershipTable : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly ServiceProvider _services;

    private MembershipTable(string database, string cluster)
    {
        _source = MembershipDatabase.Source(database);
        var services = new ServiceCollection().AddLogging();
        services.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, "award"));
        services.Configure<AdoNetClusteringSiloOptions>(options =>
            (options.Invariant, options.DataSource) = ("Npgsql", _source));
        services.Configure<AdoNetClusteringClientOptions>(options =>
            (options.Invariant, options.DataSource) = ("Npgsql", _source));
        services.Configure<GatewayOptions>(_ => { });
        _services = services.BuildServiceProvider();
        Silos = ActivatorUtilities.CreateInstance<AdoNetClusteringTable>(_services);
    }

    public AdoNetClusteringTable Silos { get; }

    /// <summary>A migrated database of its own.</summary>
    public static async Task<string> NewDatabaseAsync(PostgresServer server)
    {
        var database = await server.NewDatabaseAsync();
        await PostgresSchema.EnsureAsync(database);
        return database;
    }

    public static async Task<MembershipTable> OpenAsync(string database, string cluster = "award")
    {
        var table = new MembershipTable(database, cluster);
        await table.Silos.InitializeMembershipTableAsync(tryInitTableVersion: true);
        return table;
    }

    /// <summary>What a node asks: the gateways of active silos.</summary>
    public static async Task<IReadOnlyList<string>> GatewaysAsync(string database)
    {
        await using var table = new MembershipTable(database, "award");
        var gateways = ActivatorUtilities.CreateInstance<AdoNetGatewayListProvider>(table._services);
        await gateways.InitializeGatewayListProvider();
        return [.. (await gateways.GetGateways()).Select(gateway => gateway.ToString())];
    }

    /// <summary>A row of a silo that joins now, in whole milliseconds.</summary>
    public static MembershipEntry Silo(int port, int generation = 1)
    {
        var now = new DateTime(RealClock.UtcNow.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        return new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, port, generation),
            HostName = "host",
            SiloName = $"silo-{port}",
            Status = SiloStatus.Joining,
            ProxyPort = port + 1000,
            StartTime = now,
            IAmAliveTime = now,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _source.DisposeAsync();
    }
}
