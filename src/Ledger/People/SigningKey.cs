using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Award.Ledger.People;

/// <summary>
/// The key that local tokens are signed with: ECDSA on P-256, in PEM, in a file of the data folder that only its owner can
/// read. Made on first use. It is never logged and never leaves the file.
/// </summary>
public static class SigningKey
{
    private const string FileName = "signing.key";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>The public half of a folder's key, in PEM; null where there is no key.</summary>
    /// <exception cref="IOException">The file cannot be read, holds no key, or others can read it.</exception>
    public static string? PublicIn(string folder) =>
        File.Exists(PathIn(folder)) ? Open(folder).ECDsa.ExportSubjectPublicKeyInfoPem() : null;

    /// <summary>A key to check tokens with.</summary>
    /// <param name="pem">As of <see cref="PublicIn"/>.</param>
    /// <exception cref="ArgumentException">It is no key.</exception>
    public static ECDsaSecurityKey Public(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return new ECDsaSecurityKey(key) { KeyId = IdOf(key) };
    }

    /// <exception cref="IOException">The file cannot be read or made, holds no key, or others can read it.</exception>
    public static ECDsaSecurityKey Open(string folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path))
        {
            Make(path);
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            throw new IOException($"{path} can be read by others; let only its owner read it (chmod 600)");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            throw new IOException($"{path} holds no key; remove it to have a new one made (all local tokens end)", fault);
        }

        return new ECDsaSecurityKey(key) { KeyId = IdOf(key) };
    }

    private static void Make(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        // Written beside and moved into place: two first starts at once end with one key, whole.
        var draft = $"{path}.{Guid.NewGuid():n}";
        using (var file = new StreamWriter(draft, options))
        {
            file.Write(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static string IdOf(ECDsa key) =>
        Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));
}
