using System.Globalization;

namespace Cluster.Tests.Faults;

/// <summary>
/// A network of its own: a namespace for each machine, joined by a bridge that this process is at too. What one machine sends
/// to another can be made to get lost, for each direction by itself. Needs root and <c>ip</c>.
/// </summary>
/// <remarks>
/// A cut is a wrong hardware address in the sender's table of neighbours: its packets leave and nobody takes them, as with a
/// switch that has gone wrong. Nobody is told; both ends learn of it by silence alone.
/// </remarks>
internal sealed class Namespaces : IAsyncDisposable
{
    private const string Nowhere = "02:00:00:00:00:01";
    private static int _networks = Environment.ProcessId % 200;
    private readonly Dictionary<string, int> _machines = [];
    private readonly int _network = Interlocked.Increment(ref _networks) % 250;

    private Namespaces()
    {
    }

    /// <summary>The address of this process in the network.</summary>
    public string Own => Address(1);

    public static async Task<Namespaces> MakeAsync(params string[] machines)
    {
        var network = new Namespaces();
        try
        {
            await network.MakeBridgeAsync();
            foreach (var machine in machines)
            {
                await network.AddAsync(machine);
            }

            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command on a machine, and becomes it.</summary>
    public IReadOnlyList<string> Within(string machine) => ["ip", "netns", "exec", Name(_machines[machine])];

    public string AddressOf(string machine) => Address(_machines[machine]);

    /// <summary>From now on, whatever the one machine sends to the other is lost.</summary>
    /// <param name="from">A machine, or null: this process. So with the other.</param>
    public Task LoseAsync(string? from, string? to) => SystemCommand.RunAsync(
        [.. IpOf(from), "neigh", "replace", AddressOfAny(to), "lladdr", Nowhere, "nud", "permanent", "dev", DeviceOf(from)]);

    /// <summary>It arrives again. What was not cut need not be healed.</summary>
    public Task HealAsync(string? from, string? to) =>
        SystemCommand.TryAsync([.. IpOf(from), "neigh", "del", AddressOfAny(to), "dev", DeviceOf(from)]);

    public async ValueTask DisposeAsync()
    {
        foreach (var number in _machines.Values)
        {
            await SystemCommand.TryAsync("ip", "netns", "del", Name(number));
        }

        await SystemCommand.TryAsync("ip", "link", "del", Bridge);
    }

    private string Bridge => string.Create(CultureInfo.InvariantCulture, $"award{_network}");

    private string[] IpOf(string? machine) => machine is null ? ["ip"] : ["ip", "-netns", Name(_machines[machine])];

    private string DeviceOf(string? machine) => machine is null ? Bridge : "eth0";

    private string AddressOfAny(string? machine) => machine is null ? Own : AddressOf(machine);

    private string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"10.213.{_network}.{number}");

    private string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"award{_network}-{number}");

    private async Task MakeBridgeAsync()
    {
        await IpAsync("link", "add", Bridge, "type", "bridge");
        await IpAsync("address", "add", $"{Own}/24", "dev", Bridge);
        await IpAsync("link", "set", Bridge, "up");
    }

    private async Task AddAsync(string machine)
    {
        var number = _machines.Count + 2;
        _machines.Add(machine, number);
        var (name, outer) = (Name(number), string.Create(CultureInfo.InvariantCulture, $"aw{_network}-{number}"));
        await IpAsync("netns", "add", name);
        await IpAsync("link", "add", outer, "type", "veth", "peer", "name", "eth0", "netns", name);
        await IpAsync("link", "set", outer, "master", Bridge, "up");
        await IpAsync("-netns", name, "address", "add", $"{Address(number)}/24", "dev", "eth0");
        await IpAsync("-netns", name, "link", "set", "eth0", "up");
        await IpAsync("-netns", name, "link", "set", "lo", "up");
    }

    private static Task<string> IpAsync(params string[] words) => SystemCommand.RunAsync(["ip", .. words]);
}
