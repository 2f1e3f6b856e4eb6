using Orleans.Configuration;

namespace Award.Silo;

/// <summary>
/// How soon the death of a silo is noticed and acted on: in about a second after <c>kill -9</c>, rather than in the half
/// minute that Orleans takes by itself. The figures are told in docs/cluster.md.
/// </summary>
internal static class FailureDetection
{
    /// <summary>How long a client waits for an answer of a grain; the caller is then told to ask again.</summary>
    public static readonly TimeSpan Response = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);

    public static void Tune(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 2;
        membership.TableRefreshTimeout = Refresh;

        // A silo that starts passes over one that has not signed for three periods: so after the death of all of them, those
        // that come back do not wait long for one that does not.
        membership.IAmAliveTablePublishTimeout = Refresh;
        membership.NumMissedTableIAmAliveLimit = 3;
    }

    public static void Tune(GatewayOptions gateways) => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2);

    public static void Tune(ClientMessagingOptions messaging) => messaging.ResponseTimeout = Response;
}
