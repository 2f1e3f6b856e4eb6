using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Award.Silo;

/// <summary>Makes a host into a client of a cluster: an API node.</summary>
public static class AwardClient
{
    /// <summary>
    /// The host starts whether or not the cluster is there. Until the first silo was found, whoever asks for a grain is told
    /// that there is none; afterwards calls that no silo answers end after <see cref="FailureDetection.Response"/>.
    /// </summary>
    /// <param name="dashboard">Whether the Orleans dashboard can be shown here; silos collect for it.</param>
    public static IHostApplicationBuilder AddClusterClient(
        this IHostApplicationBuilder builder, AwardCluster cluster, bool dashboard)
    {
        builder.UseOrleansClient(client =>
        {
            cluster.Join(client);
            client.AddActivityPropagation();
            client.Configure<GatewayOptions>(FailureDetection.Tune);
            client.Configure<ClientMessagingOptions>(FailureDetection.Tune);
            if (dashboard)
            {
                client.AddDashboard();
            }
        });
        builder.Services.CarryFaults();
        ConnectBeside(builder.Services);
        return builder;
    }

    /// <summary>Orleans connects while the host starts, which a cluster that is away would hold up: here it does so beside.</summary>
    private static void ConnectBeside(IServiceCollection services)
    {
        var orleans = services.Last(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationFactory is not null);
        services.Remove(orleans);
        services.AddSingleton<ClusterReach>();
        services.AddSingleton<IClientConnectionRetryFilter>(all => all.GetRequiredService<ClusterReach>());
        services.AddSingleton<IHostedService>(all => ActivatorUtilities.CreateInstance<ClusterConnection>(
            all, (IHostedService)orleans.ImplementationFactory!(all)));
        services.AddSingleton<IGrainFactory>(all => new GrainsInReach(
            all.GetRequiredService<IClusterClient>(), all.GetRequiredService<ClusterReach>()));
    }
}
