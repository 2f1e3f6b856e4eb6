using System.Security.Cryptography;

namespace Award.Ledger;

/// <summary>SHA-256 as the record writes it: 64 lower-case hex digits.</summary>
public static class ContentHash
{
    /// <summary>What stands before the first entry of a stream.</summary>
    public static string None { get; } = new('0', 64);

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Of a text as UTF-8, as it is: no line end is changed, no mark is added.</summary>
    public static string Of(string text) => Of(System.Text.Encoding.UTF8.GetBytes(text));

    public static bool IsValid(string? text) =>
        text is { Length: 64 } && !text.AsSpan().ContainsAnyExcept(Digits);

    private static readonly System.Buffers.SearchValues<char> Digits =
        System.Buffers.SearchValues.Create("0123456789abcdef");
}
