using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Award.Api.Configuration;

namespace Award.Api.People;

/// <summary>
/// Bearer tokens of three distinct people, for development and demonstration: <c>{"assessor": "…",
/// "reviewer": "…", "publisher": "…"}</c>. Made at random on first start in <c>tokens.json</c> of the data
/// folder, readable by its owner only, or given one by one under <c>Award:Auth:DevelopmentTokens</c>.
/// </summary>
internal sealed class DevelopmentTokens
{
    private const string FileName = "tokens.json";
    private const int LeastLength = 16;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly IReadOnlyList<(string Role, byte[] Digest)> _known;

    private DevelopmentTokens(string path, IReadOnlyDictionary<string, string> tokens)
    {
        Path = path;
        _known = [.. tokens.Select(t => (t.Key, Digest(t.Value)))];
    }

    /// <summary>The file that holds those tokens that were not configured.</summary>
    public string Path { get; }

    /// <exception cref="StartRefusedException">
    /// The file or the configuration holds no usable tokens.
    /// </exception>
    public static DevelopmentTokens Open(string dataFolder, IConfiguration configured)
    {
        var path = System.IO.Path.Combine(dataFolder, FileName);
        var tokens = new Dictionary<string, string>(File.Exists(path) ? Read(path) : Make(path));
        foreach (var role in Roles.All)
        {
            if (configured[role] is { } given)
            {
                tokens[role] = given;
            }
        }

        if (tokens.Values.Any(t => t.Length < LeastLength)
            || tokens.Values.Distinct().Count() < Roles.All.Count)
        {
            throw new StartRefusedException(
                $"development tokens need {LeastLength} characters or more and must differ: {path}");
        }

        return new DevelopmentTokens(path, tokens);
    }

    /// <summary>The role a token stands for, or null. Takes the same time whichever token is tried.</summary>
    public string? RoleOf(string token)
    {
        var digest = Digest(token);
        string? role = null;
        foreach (var known in _known)
        {
            if (CryptographicOperations.FixedTimeEquals(known.Digest, digest))
            {
                role = known.Role;
            }
        }

        return role;
    }

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            var tokens = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path));
            if (tokens is not null && Roles.All.All(tokens.ContainsKey))
            {
                return tokens.Where(t => Roles.All.Contains(t.Key)).ToDictionary();
            }
        }
        catch (JsonException)
        {
            // Said below: whatever is wrong with the file, the remedy is the same.
        }

        throw new StartRefusedException(
            $"{path} holds no tokens for {string.Join(", ", Roles.All)}; "
            + "mend it, or remove it to have new ones made");
    }

    private static Dictionary<string, string> Make(string path)
    {
        var tokens = Roles.All.ToDictionary(
            role => role, _ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, tokens, Indented);
        return tokens;
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
