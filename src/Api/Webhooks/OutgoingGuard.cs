using System.Net;
using System.Net.Sockets;
using Award.Api.Configuration;

namespace Award.Api.Webhooks;

/// <summary>The addresses of a host name.</summary>
internal interface IHostAddresses
{
    /// <exception cref="SocketException">There are none.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation);
}

/// <summary>As this machine resolves them.</summary>
internal sealed class SystemHostAddresses : IHostAddresses
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation) =>
        await Dns.GetHostAddressesAsync(host, cancellation);
}

/// <summary>The URL, or an address its host has, may not be called.</summary>
internal sealed class AddressForbiddenException(string message) : IOException(message);

/// <summary>
/// Lets connections out to public addresses only. The host is resolved here, once a connection; every address
/// it has must be allowed, and it is one of these that is connected to, so that no later answer of a name
/// server can lead elsewhere.
/// </summary>
internal sealed class OutgoingGuard(WebhookOptions options, IHostAddresses hosts)
{
    public const int LongestUrl = 2000;

    /// <summary>
    /// Says the same of a host without addresses and of one with a forbidden one: neither is ours to tell.
    /// </summary>
    public const string NoAddress = "the host has no address that may be called";

    /// <summary>What is wrong with a URL as it stands, or null.</summary>
    public string? FaultOf(string? text)
    {
        if (text is not { Length: > 0 and <= LongestUrl } || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Host.Length == 0)
        {
            return $"a whole https address of at most {LongestUrl} characters is needed";
        }

        if (url.Scheme != Uri.UriSchemeHttps && !(options.AllowLoopback && url.Scheme == Uri.UriSchemeHttp))
        {
            return "only https addresses are called";
        }

        return url.UserInfo.Length > 0 ? "an address carries no name and no password"
            : url.Fragment.Length > 0 ? "an address carries no fragment"
            : !options.AllowLoopback && !options.Ports.Contains(url.Port)
                ? $"only ports {string.Join(", ", options.Ports)} are called"
            : null;
    }

    /// <summary>The addresses of a URL's host, every one of which may be called.</summary>
    /// <exception cref="AddressForbiddenException">There is none, or one of them may not.</exception>
    public async Task<IReadOnlyList<IPAddress>> AddressesAsync(Uri url, CancellationToken cancellation)
    {
        var host = url.IdnHost;
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await ResolveAsync(host, cancellation);
        return addresses.Count > 0 && addresses.All(address => IsAllowed(url, address))
            ? addresses
            : throw new AddressForbiddenException(NoAddress);
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var url = context.InitialRequestMessage.RequestUri!;
        if (FaultOf(url.AbsoluteUri) is { } fault)
        {
            throw new AddressForbiddenException(fault);
        }

        var addresses = await AddressesAsync(url, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. addresses], url.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(Uri url, IPAddress address) =>
        (options.AllowLoopback && IPAddress.IsLoopback(address))
        || (url.Scheme == Uri.UriSchemeHttps && options.Ports.Contains(url.Port) && PublicAddresses.IsPublic(address));

    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await hosts.ResolveAsync(host, cancellation);
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            return [];
        }
    }
}
