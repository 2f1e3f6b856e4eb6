using System.Net;
using System.Net.Sockets;

namespace Cluster.Tests.Parts;

/// <summary>
/// Ports for servers that are killed and come back under the same one. They lie below those that the kernel gives to
/// outgoing connections, for one of these would else take the port of a server while it is down.
/// </summary>
public static class Ports
{
    private const int First = 12_000;
    private const int Count = 18_000;
    private static int _next = Environment.ProcessId * 61 % Count;

    /// <summary>A port of 127.0.0.1 that nobody listens on and that was given to nobody else in this process.</summary>
    public static int Take()
    {
        for (var attempt = 0; attempt < Count; attempt++)
        {
            var port = First + ((Interlocked.Increment(ref _next) & int.MaxValue) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException("no port is free");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
