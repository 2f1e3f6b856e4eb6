using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Award.Api.Configuration;
using Award.Api.Disk;
using Award.Grains;
using Award.Ledger.People;
using Award.Ledger.Postgres;
using Award.Silo;

namespace Award.Api.Hosting;

/// <summary>One of several silos over a shared record. Over HTTP it answers how it is, and nothing else.</summary>
internal static class SiloHost
{
    /// <summary>Runs until the process is told to stop, or the others have declared this silo dead.</summary>
    /// <exception cref="StartRefusedException">It cannot start as configured.</exception>
    public static async Task RunSiloAsync(this WebApplicationBuilder builder, AwardOptions options, TimeProvider clock)
    {
        builder.AddDiskGuard(options, clock);
        var cluster = options.Cluster!;
        RequirePort(cluster.Address, options.SiloPort, "Port");
        RequirePort(cluster.Address, options.GatewayPort, "GatewayPort");
        await using var ledger = await RecordStores.OpenSharedAsync(options.Store, clock);
        await using var membership = await RecordStores.OpenMembershipAsync(cluster);
        await using var people = RecordStores.OpenSharedPeople(options.Store, clock);
        builder.AddSilo(options, ledger, people, cluster.Over(membership), clock);

        await using var app = builder.Build();
        app.MapHealth();
        await app.StartServingAsync();
        await Console.Out.WriteLineAsync(
            $"award: ready; a silo of cluster {cluster.Id} over {options.Store.Place}, {app.Urls.FirstOrDefault()}/health/ready");
        await app.WaitForShutdownAsync();
    }

    /// <summary>Orleans would tell of an address that cannot be had in a page of its own faults.</summary>
    private static void RequirePort(IPAddress address, int port, string key)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException fault)
        {
            throw new StartRefusedException(string.Create(
                CultureInfo.InvariantCulture, $"Award:Silo:{key}={port} at Award:Silo:Address={address}: {fault.Message}"));
        }
    }

    /// <summary>The silo, and what its grains and background services share.</summary>
    private static void AddSilo(
        this WebApplicationBuilder builder,
        AwardOptions options,
        PostgresLedger ledger,
        PeopleDatabase people,
        AwardCluster cluster,
        TimeProvider clock)
    {
        var silo = new AwardSiloOptions
        {
            Address = options.Cluster!.Address,
            SiloPort = options.SiloPort,
            GatewayPort = options.GatewayPort,
            Dashboard = options.Dashboard,
        };
        builder.AddClusteredSilo(ledger, silo, cluster);
        builder.Services.AddPeopleStore(people, options);
        builder.Services.AddInboxesAlone(options);
        builder.Services.AddTellers(shared: true);
        builder.Services.AddSingleton<ITokenRegistry>(new LocalTokens(people, options.Data, clock));
        builder.Services.Configure<ObjectionOptions>(limits => limits.MostOpen = options.MostOpenObjections);
        builder.Services.Configure<DeadlineOptions>(deadlines => deadlines.Every = options.DeadlinesEvery);
        builder.Services.AddSiloHealth();
        if (options.Demonstration == true)
        {
            builder.Services.AddHostedService<Preparation>();
        }
    }
}
