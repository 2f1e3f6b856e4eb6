using System.Text.Json;
using Award.Ledger.People;

namespace Award.Api.People;

/// <summary>
/// Tokens for looking around: one a role, for six people, issued on first start into <c>tokens.json</c> of the data folder,
/// readable by its owner only. Later ones come from <c>award token issue</c>.
/// </summary>
internal static class StartTokens
{
    private const string FileName = "tokens.json";
    private const string Province = "330000";
    private const string Shaoxing = "330600";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly IReadOnlyList<string> Roles =
        ["assessor", "reviewer", "publisher", "city", "auditor", "operator"];

    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>Issues them, unless the file is there.</summary>
    public static void Make(string folder, LocalTokens tokens)
    {
        var path = PathIn(folder);
        if (File.Exists(path))
        {
            return;
        }

        var issued = Roles.ToDictionary(
            role => role,
            role => tokens.Issue(role, [role], [role == "city" ? Shaoxing : Province], [], Lifetime).Text);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, issued, Indented);
    }
}
