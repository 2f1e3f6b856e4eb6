using System.Globalization;
using Award.Api.Published;
using Award.Api.Streams;

namespace Award.Api.Public;

/// <summary>What a live board's stream tells: that there is a new version, and whose rows it changed.</summary>
/// <param name="Version">As <c>GET /standings</c> answers it; also the event's id.</param>
/// <param name="Changed">
/// Codes of the rows that differ from the version before; of all rows when the client's own version is not known any more;
/// none in the first event of a client that names none.
/// </param>
public sealed record BoardEvent(int Version, IReadOnlyList<string> Changed);

internal static class LiveStream
{
    private const string LastEventId = "Last-Event-ID";

    public static void MapLiveStream(this IEndpointRouteBuilder api) =>
        api.MapGet("/standings/live", StreamAsync)
            .WithTags("Standings")
            .WithSummary(
                "The versions of a live year's board as they come, as server-sent events; resumes by Last-Event-ID.")
            .Produces<BoardEvent>(StatusCodes.Status200OK, EventStreamResult.ContentType)
            .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status429TooManyRequests, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")
            .DisableRequestTimeout();

    private static async Task<IResult> StreamAsync(
        string? province, string? year, string? level,
        HttpRequest request, Catalogues catalogues, BoardFeeds feeds, StreamPlaces places, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var wanted = form.Level(level);
        var catalogue = await form.ProvinceAsync(province, catalogues, cancellation);
        var live = form.LiveYear("year", year, catalogue);
        return form.Refused ?? new EventStreamResult(
            feeds.Of(catalogue!, live!, wanted), LastSeen(request.Headers[LastEventId].ToString()), places);
    }

    /// <summary>What is no version of ours is one that is not known any more.</summary>
    private static int? LastSeen(string header) =>
        header.Length == 0 ? null
        : int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : -1;
}
