using System.Runtime.CompilerServices;
using Award.Rules.Rulebooks;

namespace Rules.Tests.Rulebooks;

/// <summary>The rulebooks of this repository, and small ones to break.</summary>
internal static class Books
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(Root(), "rulebooks", name));

    public static string Page(string name) => File.ReadAllText(Path.Combine(Root(), "docs", name));

    public static IEnumerable<string> Files() => Directory
        .EnumerateFiles(Path.Combine(Root(), "rulebooks"), "*.yaml", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal);

    public static Rulebook Load(string yaml)
    {
        var load = RulebookLoader.Load(yaml);
        Assert.Empty(load.Problems);
        return load.Rulebook!;
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
