using System.Net;
using System.Net.Sockets;

namespace Cluster.Tests.Faults;

/// <summary>The network itself: what is cut is cut, in that direction alone, and heals.</summary>
public sealed class NamespacesTests
{
    private const string Echo =
        "import socket,sys; s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); s.bind((sys.argv[1],7000)); print('up',flush=True)\n"
        + "while True:\n d,a=s.recvfrom(9)\n print(d.decode(),flush=True)\n s.sendto(d,a)";

    [Fact]
    public async Task What_one_machine_sends_to_another_is_lost_until_it_is_healed()
    {
        Needs.Root("ip", "python3");
        await using var network = await Namespaces.MakeAsync("far");
        using var far = SystemCommand.Start([.. network.Within("far"), "python3", "-c", Echo, network.AddressOf("far")]);
        try
        {
            Assert.Equal("up", await far.StandardOutput.ReadLineAsync());
            using var here = new UdpClient(new IPEndPoint(IPAddress.Parse(network.Own), 0));
            here.Connect(network.AddressOf("far"), 7000);
            Assert.Equal("a", await AskAsync(here, "a"));

            await network.LoseAsync("far", null);
            using var nothing = new CancellationTokenSource(TimeSpan.FromMilliseconds(300), Support.RealClock.Instance);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(here, "b", nothing.Token));

            await network.HealAsync("far", null);
            Assert.Equal("c", await AskAsync(here, "c"));
            Assert.Equal(["a", "b", "c"], [await LineAsync(), await LineAsync(), await LineAsync()]);
        }
        finally
        {
            far.Kill();
        }

        async Task<string?> LineAsync() => await far.StandardOutput.ReadLineAsync();
    }

    private static async Task<string> AskAsync(UdpClient here, string text, CancellationToken enough = default)
    {
        await here.SendAsync(System.Text.Encoding.ASCII.GetBytes(text), enough);
        var answer = await here.ReceiveAsync(enough);
        return System.Text.Encoding.ASCII.GetString(answer.Buffer);
    }
}
