using Award.Api.Copies;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Api.Tests.Copies;

/// <summary>When requests may be sent to a node, and what it says of its copies.</summary>
public sealed class CopiesCheckTests : IDisposable
{
    private readonly NodeByHand _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task A_node_is_ready_with_copies_and_says_how_old_they_are()
    {
        await SaysAsync(HealthStatus.Unhealthy, "nothing has been fetched yet");
        Assert.Null(_node.Age.Now);

        _node.Store.Publish(1, ("years/330000/2017", "draft"), ("register/330000", "regions"));
        await _node.TakeInAsync();
        await SaysAsync(HealthStatus.Healthy, "copies of 1 provinces");
        Assert.NotNull(_node.Age.Now);

        _node.Store.IsAway = true;
        _node.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaysAsync(HealthStatus.Degraded, "copies of 1 provinces, 60 s old");

        _node.Restart();
        await SaysAsync(HealthStatus.Degraded, "copies of 1 provinces from the disk");
        _node.Store.IsAway = false;
        await _node.TakeInAsync();
        await SaysAsync(HealthStatus.Healthy, "copies of 1 provinces");

        _node.Spoil("CREATE TRIGGER full BEFORE INSERT ON documents BEGIN SELECT RAISE(FAIL, 'no space'); END");
        _node.Store.Publish(2, ("years/330000/2017", "collecting"));
        await _node.TakeInAsync();
        await SaysAsync(HealthStatus.Degraded, "no space");
    }

    [Fact]
    public async Task A_node_that_lacks_a_province_is_not_ready()
    {
        _node.Store.Publish(1, ("years/330000/2017", "draft"));
        await _node.TakeInAsync();
        _node.Store.Publish(1, ("years/440000/2017", "draft"));
        _node.Store.IsAway = true;
        await Assert.ThrowsAsync<TimeoutException>(_node.TakeInAsync);
        await SaysAsync(HealthStatus.Unhealthy, "1 of 2 provinces are still to be fetched");
    }

    private async Task SaysAsync(HealthStatus status, string text)
    {
        var result = await new CopiesCheck(_node.Copies, _node.Clock).CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(status, result.Status);
        Assert.Contains(text, result.Description, StringComparison.Ordinal);
    }
}
