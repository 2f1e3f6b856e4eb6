using System.Net;
using System.Net.Sockets;

namespace Award.Api.Webhooks;

/// <summary>
/// Which addresses are open to everyone on the internet. All else is refused: what this machine reaches and
/// the public does not must not be reached through us. By IANA's registries of special-purpose addresses, and
/// the metadata services of clouds that lie outside of them.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] ClosedV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32", // a cloud's metadata and DNS, at a public address
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] ClosedV6 =
    [
        .. new[]
        {
            "2001::/23", // Teredo, benchmarking, ORCHID and more of IETF's own
            "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>An IPv6 address that carries an IPv4 address leads there, and is judged by it.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !ClosedV4.Any(network => network.Contains(address));
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0)
        {
            return false;
        }

        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 || Nat64.Contains(address) ? IsPublic(new IPAddress(bytes.AsSpan(12, 4)))
            : SixToFour.Contains(address) ? IsPublic(new IPAddress(bytes.AsSpan(2, 4)))
            : GlobalV6.Contains(address) && !ClosedV6.Any(network => network.Contains(address));
    }
}
