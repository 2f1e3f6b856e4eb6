using System.Net;
using System.Net.Sockets;
using Award.Grains;
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

    /// <summary>0: no gateway, which an embedded silo does not need: its client lives in the same process.</summary>
    public int GatewayPort { get; set; }

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

    /// <summary>The services that the grains of a silo share, and the tasks of its start.</summary>
    public static ISiloBuilder AddAward(this ISiloBuilder silo, ILedger ledger, IPublished published)
    {
        silo.Services.AddSingleton(ledger).AddSingleton(published).AddAwardGrains();
        silo.Configure<ClusterMembershipOptions>(NoticeDeathSoon);
        silo.AddStartupTask<FinishRecountsOnStart>();
        silo.Services.AddSingleton<DeadlineRound>().AddHostedService<DeadlineRounds>();
        return silo;
    }

    /// <summary>A killed silo is noticed in seconds rather than half a minute.</summary>
    private static void NoticeDeathSoon(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
    }

    public static IServiceCollection AddAwardGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITokenRegistry, NoTokens>();
        services.TryAddSingleton<IObjectionTexts, NoObjectionTexts>();
        services.TryAddSingleton<ISheetNotices, GrainSheetNotices>();
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
