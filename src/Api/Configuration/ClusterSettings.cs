using System.Net;
using System.Net.Sockets;
using Award.Ledger.Postgres;
using Award.Silo;
using Npgsql;

namespace Award.Api.Configuration;

/// <summary>The keys of a process that is one of many: which cluster, and how others reach it.</summary>
/// <param name="Id"><c>Award:Cluster:Id</c>: silos and nodes with the same one are one cluster.</param>
/// <param name="Service"><c>Award:Cluster:Service</c>.</param>
/// <param name="Membership">Connection string of the database with the table of silos.</param>
/// <param name="Place">The same for people, without name and password.</param>
/// <param name="MembershipKey">The configuration key that gave it.</param>
/// <param name="Address"><c>Award:Silo:Address</c>: where a silo listens, and where the others reach it.</param>
/// <param name="Certificates">
/// <c>Award:Cluster:Certificate</c> and <c>Award:Cluster:Authority</c>; null: silos and nodes talk in the open.
/// </param>
public sealed record ClusterSettings(
    string Id,
    string Service,
    string Membership,
    string Place,
    string MembershipKey,
    IPAddress Address,
    ClusterCertificates? Certificates)
{
    public const int SiloPort = 11111;
    public const int GatewayPort = 30000;
    private const string MembershipString = "ConnectionStrings:Membership";
    private const string DefaultName = "award";
    private const string AddressKey = "Silo:Address";
    private const string CertificateKey = "Cluster:Certificate";
    private const string AuthorityKey = "Cluster:Authority";

    internal static readonly string[] Keys =
        ["Cluster:Id", "Cluster:Service", AddressKey, CertificateKey, AuthorityKey];

    /// <returns>Null for an embedded process, which is alone.</returns>
    /// <exception cref="StartRefusedException">A value does not fit, or one is missing.</exception>
    internal static ClusterSettings? Read(IConfiguration configuration, AwardMode mode, StoreOptions store)
    {
        if (mode == AwardMode.Embedded)
        {
            return null;
        }

        if (mode == AwardMode.Silo && store.Ledger is null)
        {
            throw new StartRefusedException("Award:Mode=Silo needs Award:Store=Postgres: its record is shared");
        }

        var own = configuration[MembershipString];
        var (key, membership) = string.IsNullOrEmpty(own) ? (StoreOptions.LedgerKey, store.Ledger) : (MembershipString, own);
        if (membership is null)
        {
            throw new StartRefusedException($"{MembershipString} is needed for Award:Mode=Client");
        }

        var award = configuration.GetSection("Award");
        return new ClusterSettings(
            Name(award, "Cluster:Id"),
            Name(award, "Cluster:Service"),
            membership,
            PlaceOf(key, membership),
            key,
            mode == AwardMode.Silo ? AddressOf(award[AddressKey]) : IPAddress.None,
            CertificatesOf(award[CertificateKey], award[AuthorityKey]));
    }

    /// <summary>The cluster, with its table of silos opened.</summary>
    internal AwardCluster Over(NpgsqlDataSource membership) => new(Id, Service, membership, Certificates);

    private static string Name(IConfigurationSection award, string key) => award[key] switch
    {
        null or "" => DefaultName,
        { Length: <= 100 } name when name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') => name,
        var name => throw new StartRefusedException(
            $"Award:{key}={name} is no name: up to 100 letters, digits, '-', '_' and '.'"),
    };

    private static string PlaceOf(string key, string membership)
    {
        try
        {
            return PostgresPlace.Of(membership);
        }
        catch (ArgumentException fault)
        {
            // The value may hold a password and is not repeated.
            throw new StartRefusedException($"{key} cannot be used: {fault.Message}");
        }
    }

    private static ClusterCertificates? CertificatesOf(string? own, string? authority)
    {
        if (string.IsNullOrEmpty(own) && string.IsNullOrEmpty(authority))
        {
            return null;
        }

        if (string.IsNullOrEmpty(own) || string.IsNullOrEmpty(authority))
        {
            throw new StartRefusedException($"Award:{CertificateKey} and Award:{AuthorityKey} are needed together");
        }

        try
        {
            return ClusterCertificates.Read(own, authority);
        }
        catch (IOException fault)
        {
            throw new StartRefusedException($"Award:{CertificateKey}: {fault.Message}");
        }
    }

    /// <summary>A name is looked up once, at the start: a silo is known by its address as long as it lives.</summary>
    private static IPAddress AddressOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
                ? throw new StartRefusedException($"Award:{AddressKey}={text} is no address that others reach this silo at")
                : address;
        }

        try
        {
            return Dns.GetHostAddresses(text) is [_, ..] found
                ? found.FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork) ?? found[0]
                : throw new StartRefusedException($"Award:{AddressKey}={text} resolves to no address");
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            throw new StartRefusedException($"Award:{AddressKey}={text} resolves to no address: {fault.Message}");
        }
    }
}
