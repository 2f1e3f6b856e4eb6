using System.Net;
using System.Net.Sockets;
using System.Text;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>
/// Clients so slow that they mean harm, or sit behind a very bad line: each has a connection, and does with it, a byte a second,
/// one of four things. It begins a request and never ends its headers; it sends a body by drops; it asks for something large
/// and hardly reads; it opens an event stream and never reads. Whoever is shut out comes again.
/// </summary>
internal sealed class TricklingClients : IAsyncDisposable
{
    private static readonly TimeSpan Drop = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly IPEndPoint _server;
    private readonly string[] _openings;
    private readonly List<Task> _clients;
    private int _connected;
    private int _shutOut;

    /// <param name="token">Of somebody who may write, so that bodies are waited for.</param>
    public TricklingClients(IPEndPoint server, int clients, string token, string live)
    {
        _server = server;
        _openings =
        [
            "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ",
            "POST /api/v1/award-years HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nIdempotency-Key: slow\r\n"
                + $"Authorization: Bearer {token}\r\nContent-Length: 65536\r\n\r\n{{\"province\":\"",
            "GET /openapi/v1.json HTTP/1.1\r\nHost: a\r\n\r\n",
            $"GET {live} HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n",
        ];
        _clients = [.. Enumerable.Range(0, clients).Select(number => TrickleAsync(number % _openings.Length))];
    }

    /// <summary>How many have a connection now.</summary>
    public int Connected => Volatile.Read(ref _connected);

    /// <summary>How often the server ended a connection.</summary>
    public int ShutOut => Volatile.Read(ref _shutOut);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
        _stop.Dispose();
    }

    private async Task TrickleAsync(int kind)
    {
        while (!_stop.IsCancellationRequested)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2048 };
            var connected = false;
            try
            {
                await socket.ConnectAsync(_server, _stop.Token);
                connected = true;
                Interlocked.Increment(ref _connected);
                await socket.SendAsync(Encoding.ASCII.GetBytes(_openings[kind]), _stop.Token);
                await DropsAsync(socket, sends: kind < 2);
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException)
            {
            }
            finally
            {
                if (connected)
                {
                    Interlocked.Decrement(ref _connected);
                    Interlocked.Increment(ref _shutOut);
                }
            }

            await Task.Delay(Drop, timeProvider: RealClock.Instance, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DropsAsync(Socket socket, bool sends)
    {
        var drop = new byte[] { (byte)'a' };
        using var pulse = new PeriodicTimer(Drop, RealClock.Instance);
        while (await pulse.WaitForNextTickAsync(_stop.Token))
        {
            if (sends)
            {
                await socket.SendAsync(drop, _stop.Token);
            }
            else if (await socket.ReceiveAsync(drop, _stop.Token) == 0)
            {
                return;
            }
        }
    }
}
