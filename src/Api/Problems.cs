using System.Text.Json.Serialization;
using Award.Api.Answers;
using Award.Api.Telemetry;
using Award.Grains;
using Award.Rules;

namespace Award.Api;

/// <summary>An <c>application/problem+json</c> answer (RFC 9457).</summary>
/// <param name="Title">The broken rule in words.</param>
/// <param name="Detail">One English sentence for a person.</param>
/// <param name="Code">The refusal's name; stable.</param>
/// <param name="More">How many further errors are not listed; absent when all are.</param>
/// <param name="Confirm">
/// Of <c>NeedsConfirmation</c>: the same request with <c>?confirm=</c> this says that it is meant. Else absent.
/// </param>
internal sealed record Problem(
    string Title,
    int Status,
    string Detail,
    string Code,
    IReadOnlyList<ProblemError> Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? More = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Confirm = null);

/// <param name="Path">
/// A JSON pointer into the body ("/3/value"), a cell of a table ("/B7"), or the name of a query parameter,
/// path segment or header ("limit").
/// </param>
/// <param name="Row">
/// The zero-based row of a list, if there is one; of a table the row as spreadsheets count, from 1.
/// </param>
internal sealed record ProblemError(
    string Path,
    string Code,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Row = null);

/// <summary>Refusals as HTTP answers. The one place that knows which refusal is which status.</summary>
internal static class Problems
{
    private const int RetryAfterSeconds = 1;

    /// <summary>
    /// Malformed asks are 400, what a rule of the award forbids 409 or 422, what is not there (or not
    /// public) 404.
    /// </summary>
    public static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.NotSignedIn or RefusalCode.TokenRevoked => 401,
        RefusalCode.RoleForbids or RefusalCode.RegionForbids or RefusalCode.DimensionForbids or RefusalCode.SamePersonTwice or RefusalCode.NotYours
            or RefusalCode.Recused => 403,

        RefusalCode.MalformedInput or RefusalCode.UnknownField or RefusalCode.FieldMissing
            or RefusalCode.ReasonMissing or RefusalCode.FigureMalformed or RefusalCode.IdempotencyKeyMissing
            or RefusalCode.IdempotencyKeyMalformed or RefusalCode.ImportUnreadable
            or RefusalCode.ImportEncodingUnknown => 400,

        RefusalCode.ProvinceUnknown or RefusalCode.YearUnknown or RefusalCode.RegionUnknown
            or RefusalCode.RulebookUnknown or RefusalCode.IndicatorUnknown or RefusalCode.IncidentKindUnknown
            or RefusalCode.IncidentUnknown or RefusalCode.GroundUnknown or RefusalCode.VetoUnknown
            or RefusalCode.SuspensionUnknown or RefusalCode.RevocationUnknown
            or RefusalCode.ProposalUnknown or RefusalCode.ObjectionUnknown or RefusalCode.RecusalUnknown
            or RefusalCode.WebhookUnknown => 404,

        RefusalCode.YearAlreadyOpen or RefusalCode.StageForbids or RefusalCode.StageUnreachable
            or RefusalCode.PreviousYearNotPublished or RefusalCode.NoticePeriodNotElapsed
            or RefusalCode.FiguresMissing or RefusalCode.VetoUndecided
            or RefusalCode.YearNotPublished or RefusalCode.FigureAlreadySubmitted
            or RefusalCode.FigureNotSubmitted or RefusalCode.IncidentAlreadyWithdrawn
            or RefusalCode.VetoAlreadyRaised or RefusalCode.VetoAlreadyDecided
            or RefusalCode.AlreadySuspended or RefusalCode.SuspensionAlreadyDecided
            or RefusalCode.RevocationAlreadyProposed or RefusalCode.RevocationAlreadyDecided
            or RefusalCode.NotDesignated or RefusalCode.CollectingEnded or RefusalCode.DeadlineNotSet
            or RefusalCode.DeadlineNotDue or RefusalCode.ProposalAlreadyDecided
            or RefusalCode.ProposalChangesNothing or RefusalCode.ImportNothingNew or RefusalCode.NeedsConfirmation
            or RefusalCode.ObjectionAlreadyDecided or RefusalCode.ObjectionUndecided
            or RefusalCode.RecusalAlreadyDeclared or RefusalCode.RecusalAlreadyWithdrawn
            or RefusalCode.PreviewOutdated => 409,

        RefusalCode.SheetChanged => 412,
        RefusalCode.TooManyRows or RefusalCode.BodyTooLarge or RefusalCode.ImportTooLarge => 413,
        RefusalCode.PreconditionMissing => 428,
        RefusalCode.TooManyRequests or RefusalCode.TooManyObjections => 429,
        RefusalCode.RecordBusy or RefusalCode.RecordFull or RefusalCode.AccessLogUnavailable => 503,

        // What remains is well formed and breaks a rule of the award, the rulebook or the table.
        _ => 422,
    };

    public static IResult Refuse(RefusalCode code, string path, string message) =>
        Refuse([new Refusal(code, path, message)]);

    /// <summary>The first refusal decides the status; all are listed.</summary>
    /// <param name="more">How many further ones are not among them.</param>
    /// <param name="confirm">What the request has to confirm, where it is refused for looking odd.</param>
    public static IResult Refuse(IReadOnlyList<Refusal> refusals, int more = 0, string? confirm = null) => Answer(
        StatusOf(refusals[0].Code),
        refusals[0].Code.ToString(),
        more == 0 ? refusals[0].Message : AndMore(refusals, more),
        [.. refusals.Select(r => new ProblemError(r.Path, r.Code.ToString(), r.Message, r.Row))],
        more == 0 ? null : more,
        confirm);

    private static string AndMore(IReadOnlyList<Refusal> listed, int more) =>
        $"{listed[0].Message} ({listed.Count} are listed, and {more} more)";

    public static IResult Refuse(IReadOnlyList<RefusalView> refusals, string? confirm = null) =>
        Refuse(
            [.. refusals.Select(r => new Refusal(Enum.Parse<RefusalCode>(r.Code), r.Path, r.Message, r.Row))],
            confirm: confirm);

    /// <summary>
    /// A fault of plain HTTP, met before any rule of the award: no such route, wrong method or media type.
    /// </summary>
    public static IResult Http(int status) => status switch
    {
        404 => Answer(404, "NotFound", "there is nothing at this address", []),
        405 => Answer(405, "MethodNotAllowed", "this address does not take this method", []),
        415 => UnsupportedMedia("its description says: application/json, or application/yaml"),
        503 => Refuse(
            RefusalCode.RecordBusy, "", "no answer in time; ask again with the same Idempotency-Key"),
        _ => Answer(
            status, status >= 500 ? "Unexpected" : "BadRequest", "the request could not be carried out", []),
    };

    /// <param name="expected">The media types that are taken.</param>
    public static IResult UnsupportedMedia(string expected) =>
        Answer(415, "UnsupportedMediaType", $"send the body as {expected}", []);

    private static ProblemResult Answer(
        int status, string code, string detail, IReadOnlyList<ProblemError> errors, int? more = null,
        string? confirm = null) =>
        new(new Problem(InWords(code), status, detail, code, errors, more, confirm));

    /// <summary>"NoticePeriodNotElapsed" → "Notice period not elapsed".</summary>
    private static string InWords(string code) => string.Concat(code.Select((letter, index) =>
        index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));

    /// <summary>A problem is never kept by caches: what it says may cease to be so.</summary>
    internal sealed class ProblemResult(Problem problem) : IResult
    {
        public Problem Problem => problem;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            ApiMetrics.Refusals.Add(1, new("award.refusal.code", problem.Code), new("http.response.status_code", problem.Status));
            var response = httpContext.Response;
            var bytes = Json.Bytes(problem);
            response.StatusCode = problem.Status;
            response.ContentType = "application/problem+json; charset=utf-8";
            response.ContentLength = bytes.Length;
            response.Headers.CacheControl = "no-store";
            if (problem.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
            {
                response.Headers.RetryAfter = RetryAfterSeconds.ToString(
                    System.Globalization.CultureInfo.InvariantCulture);
            }

            if (!HttpMethods.IsHead(httpContext.Request.Method))
            {
                // Without the request's token: when the deadline has passed it is cancelled, and this says
                // so.
                await response.Body.WriteAsync(bytes, CancellationToken.None);
            }
        }
    }
}
