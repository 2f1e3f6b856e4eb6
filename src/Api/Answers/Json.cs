using System.Text.Encodings.Web;
using System.Text.Json;

namespace Award.Api.Answers;

/// <summary>How answers are written: camelCase, exact decimals, nulls shown, Chinese as Chinese.</summary>
internal static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        // Answers are application/json with nosniff, never part of a page, so only what JSON asks for is
        // escaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);
}
