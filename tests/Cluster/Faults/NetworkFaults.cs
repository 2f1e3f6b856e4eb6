namespace Cluster.Tests.Faults;

/// <summary>
/// Two machines do not hear each other, or one does not hear the other. Silos that cannot reach each other vote one of the two
/// out; whoever learns that it was voted out ends, and is started again.
/// </summary>
internal sealed class NetworkCut(
    string between, Func<Namespaces> network, Func<FaultScene, (string? From, string? To)> choose, bool isOneWay, TimeSpan budget) : Fault
{
    private (string? From, string? To) _cut;

    public override string? Missing => Needs.Missing("ip");

    public override string Name => $"network cut {between}{(isOneWay ? ", one way" : "")}";

    public override TimeSpan Budget => budget;

    public override TimeSpan Lasts(FaultScene scene) => TimeSpan.FromSeconds(scene.IsShort ? 8 : 20);

    /// <summary>One way: what the first says is not heard, what the other says is. Else the silence is mutual.</summary>
    public override async Task BeginAsync(FaultScene scene)
    {
        _cut = choose(scene);
        await network().LoseAsync(_cut.From, _cut.To);
        if (!isOneWay)
        {
            await network().LoseAsync(_cut.To, _cut.From);
        }
    }

    public override async Task EndAsync(FaultScene scene)
    {
        await network().HealAsync(_cut.From, _cut.To);
        await network().HealAsync(_cut.To, _cut.From);
    }
}

/// <summary>The network between silos and their database is slow, and narrow.</summary>
internal sealed class SlowDatabase(Func<SlowLink> link) : Fault
{
    private static readonly LinkManners Slow = new(TimeSpan.FromMilliseconds(100), 256 * 1024);

    public override string Name => "slow network to the database (100 ms, 256 kB/s)";

    public override TimeSpan Budget => TimeSpan.FromSeconds(20);

    public override TimeSpan Lasts(FaultScene scene) => TimeSpan.FromSeconds(scene.IsShort ? 5 : 20);

    public override Task BeginAsync(FaultScene scene)
    {
        link().Be(Slow);
        return Task.CompletedTask;
    }

    public override Task EndAsync(FaultScene scene)
    {
        link().BeGood();
        return Task.CompletedTask;
    }
}

/// <summary>Every connection to the database breaks in the middle of whatever it was doing, several times.</summary>
internal sealed class DroppedConnections(Func<SlowLink> link) : Fault
{
    public override string Name => "connections to the database dropped";

    public override TimeSpan Budget => TimeSpan.FromSeconds(10);

    public override Task BeginAsync(FaultScene scene)
    {
        link().Drop();
        return Task.CompletedTask;
    }

    public override Task EndAsync(FaultScene scene)
    {
        link().Drop();
        return Task.CompletedTask;
    }
}

/// <summary>
/// Connections to the database stay open and carry nothing any more: the silos find out by their own limits of time, and the
/// server undoes what stood open by its own.
/// </summary>
internal sealed class SilentConnections(Func<SlowLink> link) : Fault
{
    public override string Name => "connections to the database half open";

    public override TimeSpan Budget => TimeSpan.FromSeconds(45);

    public override Task BeginAsync(FaultScene scene)
    {
        link().FallSilent();
        return Task.CompletedTask;
    }

    public override Task EndAsync(FaultScene scene)
    {
        link().BeGood();
        return Task.CompletedTask;
    }
}
