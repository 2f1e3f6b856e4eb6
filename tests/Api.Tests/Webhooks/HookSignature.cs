using System.Security.Cryptography;
using System.Text;

namespace Api.Tests.Webhooks;

/// <summary>
/// What a receiver computes: HMAC-SHA256 as RFC 2104 writes it out, under the bytes of the secret; by no code of the engine.
/// </summary>
internal static class HookSignature
{
    private const int Block = 64;

    /// <param name="signed">Id, timestamp and body, with dots between them.</param>
    public static string Of(string secret, string signed)
    {
        var key = Convert.FromBase64String(secret.Replace("whsec_", "", StringComparison.Ordinal));
        Array.Resize(ref key, Block);
        byte[] inner = SHA256.HashData([.. key.Select(b => (byte)(b ^ 0x36)), .. Encoding.UTF8.GetBytes(signed)]);
        return Convert.ToBase64String(SHA256.HashData([.. key.Select(b => (byte)(b ^ 0x5c)), .. inner]));
    }
}
