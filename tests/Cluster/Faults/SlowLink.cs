using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>How a link treats what goes over it.</summary>
/// <param name="Latency">Every piece arrives so much later, in each direction.</param>
/// <param name="BytesPerSecond">In each direction of each connection; null: as fast as it goes.</param>
internal sealed record LinkManners(TimeSpan Latency = default, int? BytesPerSecond = null);

/// <summary>
/// A TCP proxy that stands for a bad network between a client and a server: slow, narrow, cut, or silent.
/// </summary>
internal sealed class SlowLink : IAsyncDisposable
{
    private static readonly LinkManners Good = new();
    private readonly ConcurrentDictionary<Connection, Task> _connections = new();
    private readonly TcpListener _listener;
    private readonly (string Host, int Port) _server;
    private readonly Task _accepting;
    private volatile LinkManners _manners = Good;
    private volatile bool _isSilent;

    /// <param name="address">Where it listens: 127.0.0.1, or this process' address in a network of its own.</param>
    public SlowLink(string address, string host, int port)
    {
        _server = (host, port);
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>How often a connection was made over it.</summary>
    public int Made { get; private set; }

    public void Be(LinkManners manners) => _manners = manners;

    /// <summary>It is as if it were not there. Connections that were silenced stay silent.</summary>
    public void BeGood()
    {
        _manners = Good;
        _isSilent = false;
    }

    /// <summary>Every connection breaks; new ones can be made.</summary>
    public void Drop()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    /// <summary>
    /// Both ends of every connection believe that it is open, and nothing comes through it any more, for ever; new ones are the
    /// same until <see cref="BeGood"/>.
    /// </summary>
    public void FallSilent()
    {
        _isSilent = true;
        foreach (var connection in _connections.Keys)
        {
            connection.IsSilent = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Drop();
        await Task.WhenAll(_connections.Values);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }

            Made++;
            var connection = new Connection(client) { IsSilent = _isSilent };
            _connections[connection] = Task.Run(() => CarryAsync(connection));
        }
    }

    private async Task CarryAsync(Connection connection)
    {
        try
        {
            await connection.Server.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAll(
                PumpAsync(connection, connection.Client, connection.Server),
                PumpAsync(connection, connection.Server, connection.Client));
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            connection.Reset();
        }
        finally
        {
            connection.Dispose();
            _connections.TryRemove(connection, out _);
        }
    }

    private async Task PumpAsync(Connection connection, Socket from, Socket to)
    {
        var piece = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(piece) is > 0 and var length)
            {
                if (connection.IsSilent)
                {
                    continue;
                }

                var manners = _manners;
                if (manners.Latency > TimeSpan.Zero)
                {
                    await Task.Delay(manners.Latency, timeProvider: RealClock.Instance);
                }

                if (manners.BytesPerSecond is { } speed)
                {
                    await Task.Delay(TimeSpan.FromSeconds((double)length / speed), timeProvider: RealClock.Instance);
                }

                await to.SendAsync(piece.AsMemory(0, length));
            }

            if (!connection.IsSilent)
            {
                to.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            connection.Reset();
        }
    }

    private sealed class Connection(Socket client) : IDisposable
    {
        public Socket Client => client;

        public Socket Server { get; } = new(SocketType.Stream, ProtocolType.Tcp);

        public volatile bool IsSilent;

        /// <summary>Both ends learn at once that it is broken.</summary>
        public void Reset()
        {
            client.Close(0);
            Server.Close(0);
        }

        public void Dispose()
        {
            client.Dispose();
            Server.Dispose();
        }
    }
}
