using System.Text;
using System.Text.Json;
using Award.Ledger;
using Award.Rules;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Award.Api.Writing;

/// <summary>Reads a request's body as JSON, up to a limit of bytes.</summary>
internal static class RequestBody
{
    /// <summary>Enough for 10,000 rows with evidence.</summary>
    public const int TableBytes = 8 * 1024 * 1024;

    public const int ObjectBytes = 64 * 1024;

    /// <summary>Enough for a rulebook, or a register of thousands of regions.</summary>
    public const int ProposalBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict =
        new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The body is sent as YAML or as any text, in UTF-8.</summary>
    public static bool IsText(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/yaml", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/x-yaml", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body as text, or why it cannot be read.</summary>
    public static async Task<(string? Text, Refusal? Refusal)> ReadTextAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        var (bytes, refusal) = await ReadBytesAsync(request, maxBytes, cancellation);
        if (bytes is null)
        {
            return (null, refusal);
        }

        try
        {
            return (Utf8.GetString(bytes), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, new Refusal(RefusalCode.MalformedInput, "", "the body is not valid UTF-8"));
        }
    }

    /// <summary>The body, an empty object where there is none, or why it cannot be read.</summary>
    public static async Task<(JsonDocument? Body, Refusal? Refusal)> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        var (bytes, refusal) = await ReadBytesAsync(request, maxBytes, cancellation);
        return bytes is null ? (null, refusal) : Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
    }

    /// <summary>The body as it was sent, or why it cannot be read.</summary>
    public static async Task<(byte[]? Bytes, Refusal? Refusal)> ReadBytesAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maxBytes)
        {
            return (default, TooLarge(maxBytes));
        }

        // The server's own limit stands for JSON; a setting may allow larger tables.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = maxBytes + 1L;
        }

        var bytes = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                return (default, TooLarge(maxBytes));
            }

            bytes.Write(buffer, 0, read);
        }

        return (bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray(), null);
    }

    public static Refusal HalfText { get; } =
        new(RefusalCode.MalformedInput, "", "a string is no text: it holds half a surrogate pair, or bytes that are no UTF-8");

    /// <summary>Every name and string can be read as text.</summary>
    public static bool IsWholeText(JsonElement body)
    {
        try
        {
            CanonicalJson.OfRequest(body);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static (JsonDocument? Body, Refusal? Refusal) Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return (JsonDocument.Parse(bytes, Strict), null);
        }
        catch (JsonException fault)
        {
            return (null, new Refusal(
                RefusalCode.MalformedInput,
                "",
                $"the body is not valid JSON (line {fault.LineNumber + 1}, "
                + $"byte {fault.BytePositionInLine + 1})"));
        }
        catch (InvalidOperationException)
        {
            // A name is no text; names are read to find those that are there twice.
            return (null, HalfText);
        }
    }

    private static Refusal TooLarge(int maxBytes) => new(
        RefusalCode.BodyTooLarge, "", $"the body is larger than {maxBytes} bytes");
}
