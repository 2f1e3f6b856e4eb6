using System.Net;

namespace Award.Api.Configuration;

/// <summary>The keys under <c>Award:RateLimits</c>.</summary>
/// <param name="PerClient">Requests a second that a client address without a token may make in the long run.</param>
/// <param name="PerToken">The same for each token.</param>
/// <param name="Burst">How many may come at once.</param>
public sealed record RateLimitOptions(bool Enabled, int PerClient, int PerToken, int Burst)
{
    internal static readonly string[] Keys =
        ["RateLimits:Enabled", "RateLimits:PerClient", "RateLimits:PerToken", "RateLimits:Burst", "TrustedProxies"];

    /// <exception cref="StartRefusedException">A value does not fit.</exception>
    internal static RateLimitOptions Read(IConfigurationSection award) => new(
        AwardOptions.Flag(award, "RateLimits:Enabled") ?? true,
        AwardOptions.Number(award, "RateLimits:PerClient", 500),
        AwardOptions.Number(award, "RateLimits:PerToken", 500),
        AwardOptions.Number(award, "RateLimits:Burst", 5000));

    /// <summary>Addresses of reverse proxies whose word on the client's address is taken; nobody's else.</summary>
    /// <exception cref="StartRefusedException">One is no address.</exception>
    internal static IReadOnlyList<IPAddress> Proxies(IConfigurationSection award) =>
    [
        .. (award["TrustedProxies"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => IPAddress.TryParse(text, out var address)
                ? address
                : throw new StartRefusedException($"Award:TrustedProxies: '{text}' is no IP address")),
    ];
}
