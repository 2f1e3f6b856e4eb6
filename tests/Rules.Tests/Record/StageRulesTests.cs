using Award.Rules.Record;

namespace Rules.Tests.Record;

/// <summary>docs/lifecycle.md tells what the code does: its two tables are compared with <see cref="StageRules"/>.</summary>
public sealed class StageRulesTests
{
    private const string Yes = "✓";

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "lifecycle.md"));

    [Fact]
    public void TableOfOperations_IsTheDocumentedOne()
    {
        var documented = TableUnder("operation")
            .ToDictionary(row => row["operation"].Trim('`'), row => StagesMarked(row));
        var coded = Enum.GetValues<Operation>().ToDictionary(o => o.ToString(), StageRules.StagesOf);
        Assert.Equal(coded.Keys.Order(), documented.Keys.Order());
        Assert.All(coded, pair => Assert.Equal(pair.Value, documented[pair.Key]));
    }

    [Fact]
    public void TableOfSteps_IsTheDocumentedOne()
    {
        var documented = TableUnder("from")
            .SelectMany(row => StagesMarked(row).Select(to => (Enum.Parse<Stage>(row["from"], ignoreCase: true), to)));
        var coded = Enum.GetValues<Stage>()
            .SelectMany(from => Enum.GetValues<Stage>().Where(to => StageRules.CanMove(from, to)).Select(to => (from, to)));
        Assert.Equal(coded, documented);
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> TableUnder(string heading)
    {
        var table = Lines.SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Where((_, i) => i != 1);
        return Table.Rows(string.Join('\n', table));
    }

    private static Stage[] StagesMarked(IReadOnlyDictionary<string, string> row) =>
        [.. Enum.GetValues<Stage>().Where(stage => row[stage.ToString().ToLowerInvariant()] == Yes)];
}

/// <summary>The folder that holds Award.sln.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Award.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Award.sln above the tests"));
}
