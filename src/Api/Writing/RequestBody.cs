using System.Text.Json;
using Award.Rules;

namespace Award.Api.Writing;

/// <summary>Reads a request's body as JSON, up to a limit of bytes.</summary>
internal static class RequestBody
{
    /// <summary>Enough for 10,000 rows with evidence.</summary>
    public const int TableBytes = 8 * 1024 * 1024;

    public const int ObjectBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict =
        new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The body, an empty object where there is none, or why it cannot be read.</summary>
    public static async Task<(JsonDocument? Body, Refusal? Refusal)> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maxBytes)
        {
            return (null, TooLarge(maxBytes));
        }

        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                return (null, TooLarge(maxBytes));
            }

            bytes.Write(buffer, 0, read);
        }

        return Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes.ToArray());
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
    }

    private static Refusal TooLarge(int maxBytes) => new(
        RefusalCode.BodyTooLarge, "", $"the body is larger than {maxBytes} bytes");
}
