using System.Globalization;
using System.Text;
using System.Text.Json;
using Award.Api.Answers;
using Award.Api.People;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Microsoft.Net.Http.Headers;

namespace Award.Api.Writing;

/// <summary>Proof that a write is on record. The same key and body again answers the same bytes.</summary>
/// <param name="Id">Unique for person and key.</param>
/// <param name="Stream">The first stream written, with its version and the hash of its last entry.</param>
/// <param name="Streams">Every stream written.</param>
/// <param name="Created">Ids of what was created, in the order of the input: <c>330624-v-1</c>.</param>
internal sealed record ReceiptAnswer(
    string Id,
    string Stream,
    long Version,
    string Hash,
    string RecordedAt,
    IReadOnlyList<HeadAnswer> Streams,
    IReadOnlyList<string> Created)
{
    public static ReceiptAnswer Of(ReceiptView receipt, IReadOnlyList<string> created) => new(
        receipt.Id,
        receipt.Stream,
        receipt.Version,
        receipt.Hash,
        Texts.Of(receipt.RecordedAt),
        [.. receipt.Streams.Select(head => new HeadAnswer(head.Stream, head.Version))],
        created);
}

/// <summary>
/// Proof for somebody without a token. Version and hash are left out: they would tell how much is on a sheet that is not public.
/// </summary>
internal sealed record PublicReceiptAnswer(string Id, string RecordedAt, IReadOnlyList<string> Created)
{
    public static PublicReceiptAnswer Of(ReceiptView receipt, IReadOnlyList<string> created) =>
        new(receipt.Id, Texts.Of(receipt.RecordedAt), created);
}

internal sealed record HeadAnswer(string Stream, long Version);

/// <summary>One write on its way: who asks, under which key, and what they sent.</summary>
internal sealed class Write(
    HttpContext context, WriteRequest request, BodyForm body, IGrainFactory grains, Catalogues catalogues)
{
    public WriteRequest Request => request;

    public BodyForm Body => body;

    public IGrainFactory Grains => grains;

    public CancellationToken Cancellation => context.RequestAborted;

    /// <summary>Whether it comes without a token, where that is allowed.</summary>
    public bool IsPublic { get; } = context.IsPublic();

    /// <summary>Who calls.</summary>
    public Caller Caller { get; } = request.Caller.ToCaller();

    /// <summary>What the endpoint carries out; of several the one that decides reach.</summary>
    public Operation Operation { get; } =
        context.GetEndpoint()!.Metadata.GetRequiredMetadata<Permitted>().Operations[0];

    /// <summary>
    /// Why the caller may not touch a region, or null. Depends on the code alone; one that nobody knows is not the caller's
    /// either, unless it lies in their province.
    /// </summary>
    public Refusal? Beyond(YearPlace place, string region, string at, int? row = null) =>
        RegionCode.TryFrom(region, out var code)
            ? AccessRules.Check(Caller, Operation, code, place.ParentOf(code), at, row)
            : null;

    public IReadOnlyList<Refusal> Beyond(YearPlace place, IEnumerable<string> regions) =>
        [.. regions.Select((region, row) => Beyond(place, region, $"/{row}/region", row)).OfType<Refusal>()];

    public static WriteResult Refused(params IReadOnlyList<Refusal> refusals) => WriteResult.Refused(
        [.. refusals.Select(r => new RefusalView(r.Code.ToString(), r.Path, r.Message, r.Row))]);

    public static WriteResult Refused(RefusalCode code, string path, string message) =>
        WriteResult.Refused(new RefusalView(code.ToString(), path, message, null));

    public Task<Catalogue?> CatalogueAsync(RegionCode province) =>
        catalogues.FindAsync(province, Cancellation);

    /// <summary>
    /// The province that the query names, on record or not; without one the only province on record.
    /// </summary>
    public async Task<(RegionCode Province, Refusal? Refusal)> ProvinceAsync()
    {
        if (context.Request.Query["province"].ToString() is { Length: > 0 } named)
        {
            return RegionCode.TryFrom(named, out var code) && code.Province == code
                ? (code, null)
                : (default, new Refusal(RefusalCode.MalformedInput, "province", "a province is named by six digits"));
        }

        return await catalogues.OnlyAsync(Cancellation) is { } only
            ? (only.Province, null)
            : (default, new Refusal(RefusalCode.FieldMissing, "province", "name the province by its six-digit code"));
    }

    /// <summary>
    /// The version that <c>If-Match</c> names: the working sheet's entity tag, which is its version in
    /// quotes.
    /// </summary>
    public (long Version, WriteResult? Refused) ExpectedVersion()
    {
        var header = context.Request.Headers.IfMatch.ToString();
        if (header.Length == 0)
        {
            return (0, Refused(
                RefusalCode.PreconditionMissing, HeaderNames.IfMatch,
                "name the sheet's version you saw in If-Match"));
        }

        return header is ['"', .. var digits, '"']
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? (version, null)
                : (0, Refused(
                    RefusalCode.MalformedInput, HeaderNames.IfMatch,
                    "If-Match is the sheet's version in quotes: \"12\""));
    }
}

/// <summary>
/// What every write has in common: the key, the body, its hash, and the receipt or refusal in answer.
/// </summary>
internal sealed class Writes(IGrainFactory grains, Catalogues catalogues)
{
    public const string KeyHeader = "Idempotency-Key";
    private const int LongestKey = 128;

    /// <summary>A write whose body is YAML or plain text in UTF-8; the form of the body is empty then.</summary>
    public async Task<IResult> RunTextAsync(
        HttpContext context, int success, Func<Write, string, Task<WriteResult>> carryOut, int maxBytes)
    {
        if (HeaderFault(context.Request) is { } fault)
        {
            return Problems.Refuse([fault]);
        }

        if (!RequestBody.IsText(context.Request))
        {
            return Problems.Http(StatusCodes.Status415UnsupportedMediaType);
        }

        var (text, refusal) = await RequestBody.ReadTextAsync(context.Request, maxBytes, context.RequestAborted);
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        using var document = JsonSerializer.SerializeToDocument(text);
        return await CarryOutAsync(context, success, document, write => carryOut(write, text!));
    }

    /// <param name="success">201 where something was created, else 200; a repeat answers the same.</param>
    public async Task<IResult> RunAsync(
        HttpContext context,
        int success,
        Func<Write, Task<WriteResult>> carryOut,
        int maxBytes = RequestBody.ObjectBytes)
    {
        if (HeaderFault(context.Request) is { } fault)
        {
            return Problems.Refuse([fault]);
        }

        if (context.Request.ContentLength is not (0 or null) && !context.Request.HasJsonContentType())
        {
            return Problems.Http(StatusCodes.Status415UnsupportedMediaType);
        }

        var (document, refusal) = await RequestBody.ReadAsync(
            context.Request, maxBytes, context.RequestAborted);
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        using (document)
        {
            return await CarryOutAsync(context, success, document!, carryOut);
        }
    }

    private async Task<IResult> CarryOutAsync(
        HttpContext context, int success, JsonDocument body, Func<Write, Task<WriteResult>> carryOut)
    {
        if (BodyHash(context.Request, body.RootElement) is not { } hash)
        {
            return Problems.Refuse([RequestBody.HalfText]);
        }

        var write = new Write(context, RequestOf(context, hash), new BodyForm(body.RootElement), grains, catalogues);
        var result = await carryOut(write).WaitAsync(context.RequestAborted);
        return result.Receipt is { } receipt
            ? new PrivateResult(success, write.IsPublic
                ? Json.Bytes(PublicReceiptAnswer.Of(receipt, result.CreatedIds))
                : Json.Bytes(ReceiptAnswer.Of(receipt, result.CreatedIds)))
            : result.Preview is { } foretold
            ? PrivateResult.Of(await Previews.AnswerAsync(foretold, catalogues, context.RequestAborted))
            : Problems.Refuse(result.Refusals, result.Affirm);
    }

    /// <summary>The hash that the query confirms; what is none confirms nothing.</summary>
    private static string? Confirmed(HttpRequest request) =>
        request.Query["confirm"].ToString() is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower) ? hash : null;

    /// <summary>A write whose body is a file: its bytes count as they are.</summary>
    public static WriteRequest RequestOf(HttpContext context, ReadOnlySpan<byte> body) =>
        RequestOf(context, ContentHash.Of([.. Head(context.Request), .. body]));

    private static WriteRequest RequestOf(HttpContext context, string bodyHash)
    {
        var (preview, confirms, _) = Previews.Read(context.Request);
        var key = preview ? "" : context.Request.Headers[KeyHeader].ToString();
        return new WriteRequest(context.CallerOrPublic(), key, bodyHash, preview, confirms, Confirmed(context.Request));
    }

    /// <summary>Why the headers that every write has are not right, or null. A preview writes nothing, so it takes no key.</summary>
    public static Refusal? HeaderFault(HttpRequest request)
    {
        var (preview, _, malformed) = Previews.Read(request);
        return malformed ?? (preview ? null : KeyFault(request));
    }

    private static Refusal? KeyFault(HttpRequest request)
    {
        var values = request.Headers[KeyHeader];
        if (values.Count == 0 || values.ToString().Length == 0)
        {
            return new Refusal(
                RefusalCode.IdempotencyKeyMissing, KeyHeader,
                "name this write by a key of your own, once and for ever");
        }

        return values.Count == 1
            && values[0]!.Length <= LongestKey
            && values[0]!.All(c => c is > ' ' and <= '~')
            ? null
            : new Refusal(
                RefusalCode.IdempotencyKeyMalformed, KeyHeader,
                $"1 to {LongestKey} printable ASCII characters without spaces");
    }

    // A province in the query is part of the address; what else stands there asks for no other write.
    private static byte[] Head(HttpRequest request)
    {
        var province = request.Query["province"].ToString();
        var place = province.Length == 0 ? request.Path.Value : $"{request.Path.Value}?province={province}";
        return Encoding.UTF8.GetBytes($"{request.Method}\n{place}\n");
    }

    // Method, path and canonical body: what makes two requests the same.
    private static string? BodyHash(HttpRequest request, JsonElement body)
    {
        try
        {
            return ContentHash.Of([.. Head(request), .. CanonicalJson.OfRequest(body)]);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>JSON for signed-in people: never kept by caches.</summary>
internal sealed class PrivateResult(int status, byte[] bytes, string? etag = null) : IResult
{
    public static PrivateResult Of<T>(T value, string? etag = null) =>
        new(StatusCodes.Status200OK, Json.Bytes(value), etag);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.ETag = etag;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}

/// <summary>A file for signed-in people: never kept by caches.</summary>
internal sealed class PrivateFile(byte[] bytes, string contentType, string name) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
