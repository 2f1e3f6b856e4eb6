using System.Runtime.CompilerServices;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Api.Tests.Access;

/// <summary>What docs/access.md and docs/lifecycle.md say: who may do an operation, how far, and in which stages.</summary>
internal sealed class DocumentedTables
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();
    private static readonly Stage[] Stages = Enum.GetValues<Stage>();

    private readonly Dictionary<string, string[]> _access = Rows("access.md");
    private readonly Dictionary<string, string[]> _lifecycle = Rows("lifecycle.md");

    /// <param name="Reach">"province", "region", "region, dimension", "what is theirs" or "themselves".</param>
    public sealed record Row(IReadOnlyList<Role> Roles, string Reach, IReadOnlyList<Stage> Stages);

    public Row Of(string operation) => new(
        [.. Roles.Where((_, i) => _access[operation][i] == "✓")],
        _access[operation][Roles.Length],
        [.. Stages.Where((_, i) => _lifecycle[operation][i] == "✓")]);

    private static Dictionary<string, string[]> Rows(string page, [CallerFilePath] string here = "") => File
        .ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs", page))
        .SkipWhile(line => !line.StartsWith("| operation |", StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
        .ToDictionary(cells => cells[0].Trim('`'), cells => cells[1..]);
}
