using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Award.Ledger.Published;

/// <summary>Published documents as canonical JSON, and back.</summary>
public static class DocumentJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
    };

    public static PublishedDocument Write<T>(string key, T document)
        where T : notnull =>
        new(key, CanonicalJson.Write(JsonSerializer.SerializeToNode(document, Options)!));

    /// <exception cref="JsonException">The bytes are no such document.</exception>
    public static T Read<T>(ReadOnlySpan<byte> bytes)
        where T : notnull =>
        JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new JsonException("a document is never null");
}
