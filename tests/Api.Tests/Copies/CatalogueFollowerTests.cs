using Award.Api.Copies;

namespace Api.Tests.Copies;

/// <summary>Following what is published: told at once, and healed by following again when nobody told.</summary>
public sealed class CatalogueFollowerTests : IAsyncDisposable
{
    private const string Year = "years/330000/2017";
    private readonly NodeByHand _node = new();
    private readonly CatalogueFollower _follower;

    public CatalogueFollowerTests()
    {
        _node.Store.Publish(1, (Year, "draft"));
        _follower = _node.Follower();
    }

    private StoreByHand Store => _node.Store;

    public async ValueTask DisposeAsync()
    {
        await _follower.StopAsync(CancellationToken.None);
        _follower.Dispose();
        _node.Dispose();
    }

    [Fact]
    public async Task What_is_published_is_told_and_taken_in_without_a_renewal()
    {
        await FollowAsync();
        Store.Publish(2, (Year, "collecting"));
        await UntilHeldAsync(2);
        Assert.Equal(1, Store.Followings);
        Assert.Equal("collecting", await _node.FindAsync(Year));
    }

    [Fact]
    public async Task A_lost_message_is_healed_by_the_next_renewal()
    {
        await FollowAsync();
        Store.LosesMessages = true;
        Store.Publish(2, (Year, "collecting"));
        await RenewAsync();
        await UntilHeldAsync(2);
    }

    [Fact]
    public async Task A_silo_that_forgot_its_followers_is_followed_anew()
    {
        await FollowAsync();
        Store.ForgetFollowers();
        await RenewAsync();
        Store.Publish(2, (Year, "collecting"));
        await UntilHeldAsync(2);
        Assert.Equal(2, Store.Followings);
    }

    [Fact]
    public async Task Silos_that_are_away_are_followed_again_when_they_are_back()
    {
        Store.IsAway = true;
        await _follower.StartAsync(CancellationToken.None);
        await UntilAsync(() => Store.Followings > 0);
        Store.IsAway = false;
        await RenewAsync();
        await UntilHeldAsync(1);
        Store.Publish(2, (Year, "collecting"));
        await UntilHeldAsync(2);
    }

    private async Task FollowAsync()
    {
        await _follower.StartAsync(CancellationToken.None);
        await UntilHeldAsync(1);
    }

    /// <summary>Lets the time of a renewal pass until one has begun: the timer may not have been waited for yet.</summary>
    private Task RenewAsync()
    {
        var before = Store.Followings;
        return UntilAsync(() =>
        {
            _node.Clock.Advance(CatalogueFollower.RenewEvery);
            return Store.Followings > before;
        });
    }

    private Task UntilHeldAsync(long version) =>
        UntilAsync(() => _node.Copies.Held.Find(new("330000"))?.Version == version);

    // The follower runs on threads of its own; it is asked until it is so.
    private static async Task UntilAsync(Func<bool> so)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!so())
        {
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
