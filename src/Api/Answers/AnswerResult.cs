using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Award.Api.Answers;

/// <summary>
/// Sends an <see cref="Answer"/>: picks the content-coding, answers 304 to a known tag, and HEAD without a
/// body.
/// </summary>
internal sealed class AnswerResult(Answer answer) : IResult
{
    /// <summary>
    /// Anyone may keep it, and asks each time whether it still holds: a revocation changes it at any
    /// moment.
    /// </summary>
    private const string Caching = "public, max-age=0, must-revalidate";

    public Answer Answer => answer;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var coded = answer.In(PickCoding(request.Headers.AcceptEncoding));
        response.Headers.ETag = coded.ETag;
        response.Headers.Vary = answer.Vary;
        response.Headers.CacheControl = Caching;
        if (Knows(request.Headers.IfNoneMatch, coded.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = answer.ContentType;
        response.ContentLength = coded.Bytes.Length;
        response.Headers.ContentEncoding = coded.Coding;
        response.Headers.ContentDisposition = answer.Disposition;
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(coded.Bytes, httpContext.RequestAborted);
        }
    }

    /// <summary>The coding the client likes best; between equals the smallest: Brotli, gzip, none.</summary>
    internal static string? PickCoding(StringValues acceptEncoding)
    {
        if (!StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var accepted))
        {
            return null;
        }

        var brotli = Quality(accepted, "br");
        var gzip = Quality(accepted, "gzip");
        var none = accepted.FirstOrDefault(
            a => a.Value.Equals("identity", StringComparison.OrdinalIgnoreCase));
        var best = none is null ? 0 : none.Quality ?? 1;
        return brotli > 0 && brotli >= gzip && brotli >= best ? "br"
            : gzip > 0 && gzip >= best ? "gzip"
            : null;
    }

    // Header qualities are doubles in the framework's own type; no number of ours comes near them.
    private static double Quality(IList<StringWithQualityHeaderValue> accepted, string coding) =>
        accepted.FirstOrDefault(a => a.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            is { } named ? named.Quality ?? 1
        : accepted.FirstOrDefault(a => a.Value == "*") is { } any ? any.Quality ?? 1
        : 0;

    private static bool Knows(StringValues ifNoneMatch, string etag) =>
        EntityTagHeaderValue.TryParseList(ifNoneMatch, out var known)
        && known.Any(k => k.Equals(EntityTagHeaderValue.Any) || k.Tag == etag);
}
