using System.IO.Compression;
using System.Security.Cryptography;

namespace Award.Api.Answers;

/// <summary>
/// A public answer as bytes, made once and served to everyone who asks the same. Each content-coding is
/// compressed on first use and carries a strong entity tag of its own: the hash of exactly the bytes that
/// are sent.
/// </summary>
/// <param name="varyOnAccept">Whether the answer was picked by the request's <c>Accept</c>.</param>
/// <param name="fileName">The file it is to be saved as, ASCII; null for what is not a file.</param>
internal sealed class Answer(
    byte[] identity, string contentType, bool varyOnAccept = false, string? fileName = null)
{
    private readonly Lazy<CodedBytes> _identity = new(() => new CodedBytes(null, identity));
    private readonly Lazy<CodedBytes> _gzip = new(() => Compress("gzip", identity));
    private readonly Lazy<CodedBytes> _brotli = new(() => Compress("br", identity));

    public string ContentType => contentType;

    /// <summary>Bytes without a coding.</summary>
    public int Size => identity.Length;

    public string? Disposition => fileName is null ? null : $"attachment; filename=\"{fileName}\"";

    public string Vary => varyOnAccept ? "Accept, Accept-Encoding" : "Accept-Encoding";

    public static Answer Of<T>(T value, bool varyOnAccept = false) =>
        new(Json.Bytes(value), "application/json; charset=utf-8", varyOnAccept);

    /// <param name="coding">"br", "gzip" or null for the bytes as they are.</param>
    public CodedBytes In(string? coding) => coding switch
    {
        "br" => _brotli.Value,
        "gzip" => _gzip.Value,
        _ => _identity.Value,
    };

    private static CodedBytes Compress(string coding, byte[] bytes)
    {
        using var target = new MemoryStream();
        using (Stream packer = coding == "br"
            ? new BrotliStream(target, CompressionLevel.Optimal, leaveOpen: true)
            : new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            packer.Write(bytes);
        }

        return new CodedBytes(coding, target.ToArray());
    }
}

/// <summary>The bytes of one content-coding and their strong entity tag, quotes included.</summary>
internal sealed record CodedBytes(string? Coding, byte[] Bytes)
{
    public string ETag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 16))}\"";
}
