using Api.Tests.Hosts;
using Award.Api.Published;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Public;

/// <summary>
/// Whoever has read the feed to its end can answer all that the public endpoints answer: the same API over what was replayed gives
/// every public answer of 18 years, byte for byte and header for header.
/// </summary>
[Collection(DemonstrationCollection.Name)]
public sealed class FeedReplayTests(DemonstrationHost origin)
{
    private const string Province = "330000";

    [Fact]
    public async Task An_api_over_the_replay_answers_every_public_request_as_the_origin_does()
    {
        var replayed = new ReplayedDocuments();
        await replayed.ReadAsync(origin.Client, Province, 1000);
        Assert.True(replayed.Taken.Documents > 1800, $"{replayed.Taken}");
        await using var copy = InProcess.Start(
            [("Award:RateLimits:Enabled", "false")],
            services => services.AddSingleton<IPublishedDocuments>(replayed));
        Assert.Equal(
            "", PublicBook.DifferenceOf(await new PublicBook(origin.Client).ReadAsync(), await new PublicBook(copy.Client).ReadAsync()));

        // The feed of the replay is the feed of the origin, so that what was read at one is gone on with at the other.
        var there = await copy.Client.GetStringAsync($"/api/v1/feed?after={replayed.Next}");
        Assert.Equal(await origin.Client.GetStringAsync($"/api/v1/feed?after={replayed.Next}"), there);
        Assert.Contains("\"parts\":[],", there, StringComparison.Ordinal);
        Assert.Contains("\"more\":false", there, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_any_size_give_the_same_documents_and_the_same_end()
    {
        var (small, large) = (new ReplayedDocuments(), new ReplayedDocuments());
        await small.ReadAsync(origin.Client, Province, 37);
        await large.ReadAsync(origin.Client, Province, 1000);
        Assert.Equal(large.Next, small.Next);
        Assert.Equal(large.Taken.Documents, small.Taken.Documents);
        Assert.True(small.Taken.Pages > large.Taken.Pages, $"{small.Taken} {large.Taken}");
        var (ofSmall, ofLarge) = (await small.ChangedAsync("", 0, default), await large.ChangedAsync("", 0, default));
        Assert.Equal(ofLarge.Select(d => d.Key), ofSmall.Select(d => d.Key));
        Assert.All(ofSmall.Zip(ofLarge), pair => Assert.Equal(pair.Second.Bytes, pair.First.Bytes));
    }
}
