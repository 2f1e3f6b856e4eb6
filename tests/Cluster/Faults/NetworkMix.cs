using Cluster.Tests.Parts;
using Npgsql;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>
/// Three silos, an API node and the database on machines of their own, joined by a network that can be cut; silos and node reach
/// the database over a link that can be slow, broken or silent. Needs root and <c>ip</c>.
/// </summary>
internal sealed class NetworkMix
{
    private const string Database = "database";
    private const string Node = "node-1";
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);
    private static readonly string[] Silos = ["silo-1", "silo-2", "silo-3"];
    private Namespaces? _network;
    private PostgresServer? _server;
    private SlowLink? _link;

    private Namespaces Network => _network ?? throw new InvalidOperationException("the mix was not prepared");

    private SlowLink Link => _link ?? throw new InvalidOperationException("the mix was not prepared");

    public static Mix Make()
    {
        var mix = new NetworkMix();
        return new Mix("network", mix.PrepareAsync, mix.Faults()) { CleanUpAsync = mix.CleanUpAsync, IsSupervised = true };
    }

    private IReadOnlyList<Fault> Faults() =>
    [
        new NetworkCut("between two silos", () => Network, TwoSilos, isOneWay: false, Budget),
        new NetworkCut("between two silos", () => Network, TwoSilos, isOneWay: true, Budget),
        new NetworkCut("between a silo and the database", () => Network, SiloAndDatabase, isOneWay: false, Budget),
        new NetworkCut("between a silo and the database", () => Network, SiloAndDatabase, isOneWay: true, Budget),
        new SlowDatabase(() => Link),
        new DroppedConnections(() => Link),
        new SilentConnections(() => Link),
    ];

    private static (string? From, string? To) TwoSilos(FaultScene scene)
    {
        var first = scene.Random.Next(Silos.Length);
        return (Silos[first], Silos[(first + 1 + scene.Random.Next(Silos.Length - 1)) % Silos.Length]);
    }

    /// <summary>The link to the database begins at this process.</summary>
    private static (string? From, string? To) SiloAndDatabase(FaultScene scene) =>
        (Silos[scene.Random.Next(Silos.Length)], null);

    private async Task<Installation> PrepareAsync()
    {
        try
        {
            return await MakeInstallationAsync();
        }
        catch
        {
            await CleanUpAsync();
            throw;
        }
    }

    private async Task<Installation> MakeInstallationAsync()
    {
        _network = await Namespaces.MakeAsync([Database, .. Silos, Node]);
        _server = await PostgresServer.StartAsync(
            new ServerPlace { Address = Network.AddressOf(Database), Within = Network.Within(Database) });
        return await Installation.PrepareAsync(InstallationPlan.Cluster(Silos.Length, nodes: 1) with
        {
            Server = _server,
            HasIssuer = true,
            IssuerAddress = Network.Own,
            Reach = OverTheLink,
            Adapt = OnItsMachine,
        });
    }

    private MemberPlan OnItsMachine(MemberPlan plan)
    {
        var address = Network.AddressOf(plan.Name);
        var settings = plan.Settings.ToDictionary();
        if (plan.Name != Node)
        {
            settings["Award:Silo:Address"] = address;
        }

        return plan with
        {
            Address = new UriBuilder(plan.Address) { Host = address }.Uri,
            Within = Network.Within(plan.Name),
            Settings = settings,
        };
    }

    private string OverTheLink(string connection)
    {
        _link ??= new SlowLink(Network.Own, _server!.Host, _server.Port);
        return new NpgsqlConnectionStringBuilder(connection) { Host = Network.Own, Port = Link.EndPoint.Port }.ToString();
    }

    private async ValueTask CleanUpAsync()
    {
        await (_link?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_network?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
