using System.Text.Json;
using Award.Api.Answers;
using Award.Api.Published;

namespace Award.Api.Public;

/// <summary>A page of the feed: groups of published documents that the reader does not have as they are now.</summary>
/// <param name="Groups">Every group there is; what a reader has of any other is gone.</param>
/// <param name="Next">To be given as <c>after</c>, on any node, at once or years later.</param>
/// <param name="More">False: what was read is exactly what is published.</param>
public sealed record FeedAnswer(
    string Province,
    bool Demonstration,
    IReadOnlyList<string> Groups,
    IReadOnlyList<FeedPart> Parts,
    string Next,
    bool More);

/// <param name="Group">An award year, <c>register</c> or <c>streaks</c>.</param>
/// <param name="Begins">The group is told anew: these entries and those up to its end replace what was known of it.</param>
/// <param name="Ends">The group is complete with these.</param>
public sealed record FeedPart(string Group, bool Begins, bool Ends, IReadOnlyList<FeedEntry> Entries);

/// <param name="Key">Names the document: "standings/330000/2017/city".</param>
/// <param name="Document">What all public answers are made from (docs/feed.md).</param>
public sealed record FeedEntry(string Key, JsonElement Document);

internal static class Feed
{
    public static void MapFeed(this IEndpointRouteBuilder api) =>
        api.MapGet("/feed", PageAsync).Describes<FeedAnswer>(
            "Feed",
            "What a province has published, page by page: whoever reads it to the end can answer all that the public endpoints answer.");

    private static async Task<IResult> PageAsync(
        string? province, string? after, string? limit,
        Catalogues catalogues, FeedPages pages, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var cursor = form.FeedCursor(after);
        var window = form.Window(null, limit);
        var catalogue = await form.ProvinceAsync(province, catalogues, cancellation);
        return form.Refused ?? new AnswerResult(await pages.PageAsync(catalogue!, cursor!, window.Limit, cancellation));
    }
}
