using System.Net;
using System.Net.Sockets;
using Award.Grains;
using Award.Grains.People;
using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Award.Silo;

/// <summary>Ports of a silo; 0 takes a free one.</summary>
public sealed class AwardSiloOptions
{
    public int SiloPort { get; set; }

    /// <summary>
    /// Of an embedded silo 0 is no gateway, which it does not need: its client lives in the same process.
    /// </summary>
    public int GatewayPort { get; set; }

    /// <summary>Of a silo of a cluster: where others reach it. An embedded one keeps to the machine.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>Whether the Orleans dashboard collects.</summary>
    public bool Dashboard { get; set; } = true;
}

/// <summary>Makes a host into a silo of the award engine.</summary>
public static class AwardSilo
{
    /// <summary>One silo in this process over the given record. The caller closes the record after the host has stopped.</summary>
    public static IHostApplicationBuilder AddEmbeddedSilo<TLedger>(
        this IHostApplicationBuilder builder, TLedger ledger, AwardSiloOptions options)
        where TLedger : class, ILedger, IPublished
    {
        builder.UseOrleans(silo =>
        {
            var siloPort = options.SiloPort == 0 ? FreePort() : options.SiloPort;
            silo.UseLocalhostClustering(siloPort, options.GatewayPort, serviceId: "award", clusterId: "award");
            silo.ConfigureEndpoints(IPAddress.Loopback, siloPort, options.GatewayPort);
            silo.AddAward(ledger, ledger);
            if (options.Dashboard)
            {
                silo.AddDashboard();
            }
        });
        return builder;
    }

    /// <summary>A silo of a cluster over the given record, which the others share. As above, the caller closes both.</summary>
    public static IHostApplicationBuilder AddClusteredSilo<TLedger>(
        this IHostApplicationBuilder builder, TLedger ledger, AwardSiloOptions options, AwardCluster cluster)
        where TLedger : class, ILedger, IPublished
    {
        builder.UseOrleans(silo =>
        {
            cluster.Join(
                silo,
                options.Address,
                options.SiloPort == 0 ? FreePort() : options.SiloPort,
                options.GatewayPort == 0 ? FreePort() : options.GatewayPort);
            silo.AddAward(ledger, ledger);
            silo.Services.AddSingleton<IFatalErrorHandler, EndOfSilo>();
            if (options.Dashboard)
            {
                silo.AddDashboard();
            }
        });
        return builder;
    }

    /// <summary>The services that the grains of a silo share, and the tasks of its start.</summary>
    public static ISiloBuilder AddAward(this ISiloBuilder silo, ILedger ledger, IPublished published)
    {
        silo.Services.AddSingleton(ledger).AddSingleton(published).AddAwardGrains().CarryFaults();
        silo.Services.AddSingleton((IPublishedChanges)published);
        silo.Configure<ClusterMembershipOptions>(FailureDetection.Tune);
        silo.AddActivityPropagation();
        silo.Services.AddSingleton<RecountRound>().AddHostedService<RecountRounds>();
        silo.Services.AddSingleton<DeadlineRound>().AddHostedService<DeadlineRounds>();
        return silo;
    }

    public static IServiceCollection AddAwardGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITokenRegistry, NoTokens>();
        services.TryAddSingleton<ITokenKeys, NoTokenKeys>();
        services.TryAddSingleton<IObjectionTexts, NoObjectionTexts>();
        services.TryAddSingleton<ISheetNotices, GrainSheetNotices>();
        services.TryAddSingleton<IPublishedNotices, GrainPublishedNotices>();
        return services
            .AddSingleton<Recorder>()
            .AddSingleton<Previewer>()
            .AddSingleton<ProvinceCatalogue>()
            .AddSingleton<YearLoader>()
            .AddSingleton<RegionYearServices>()
            .AddSingleton<WorkingYearServices>()
            .AddSingleton<AwardYearServices>();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
