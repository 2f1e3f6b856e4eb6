using System.Net;
using Npgsql;
using Orleans.Configuration;

namespace Award.Silo;

/// <summary>The cluster that a silo or a node belongs to.</summary>
/// <param name="Id">Silos and nodes of one id are one cluster; in one table of silos there may be several.</param>
/// <param name="Service">What the cluster runs; the same over the years.</param>
/// <param name="Membership">The database with the table of silos.</param>
/// <param name="Certificates">With what its members talk over TLS; null: they talk in the open.</param>
public sealed record AwardCluster(
    string Id, string Service, NpgsqlDataSource Membership, ClusterCertificates? Certificates = null)
{
    private const string Invariant = "Npgsql";

    /// <summary>Makes a silo one of the cluster's.</summary>
    /// <param name="address">Where others reach it, and where it listens.</param>
    internal void Join(ISiloBuilder silo, IPAddress address, int siloPort, int gatewayPort)
    {
        silo.Configure<ClusterOptions>(Name);
        silo.ConfigureEndpoints(address, siloPort, gatewayPort);
        Certificates?.Secure(silo);
        silo.UseAdoNetClustering(table =>
        {
            table.Invariant = Invariant;
            table.DataSource = Membership;
        });
    }

    /// <summary>Makes a client one of the cluster's.</summary>
    internal void Join(IClientBuilder client)
    {
        client.Configure<ClusterOptions>(Name);
        Certificates?.Secure(client);
        client.UseAdoNetClustering(table =>
        {
            table.Invariant = Invariant;
            table.DataSource = Membership;
        });
    }

    private void Name(ClusterOptions cluster)
    {
        cluster.ClusterId = Id;
        cluster.ServiceId = Service;
    }
}
