using System.Text.RegularExpressions;

namespace Architecture.Tests.Checks;

/// <summary>A test that a document names as its proof, <c>`Class.Method`</c>, is one of the suites'.</summary>
public static partial class NamedTests
{
    /// <param name="document">Path of the document.</param>
    public static IEnumerable<Finding> Check(IEnumerable<SourceFile> files, string document)
    {
        var all = files.ToList();
        var known = all.Where(f => f.Path.StartsWith("tests/", StringComparison.Ordinal) && f.Path.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(TestsOf)
            .ToHashSet(StringComparer.Ordinal);
        return from file in all
               where file.Path == document
               from line in file.Lines.Index()
               from Match name in Name().Matches(line.Item)
               where !known.Contains(name.Groups[1].Value)
               select new Finding(file.Path, line.Index + 1, $"there is no test {name.Groups[1].Value}");
    }

    // A test is a method under [Fact] or [Theory]; a class is named before its methods.
    private static IEnumerable<string> TestsOf(SourceFile file)
    {
        var (type, marked) = ("", false);
        foreach (var line in file.Lines)
        {
            if (Type().Match(line) is { Success: true } declared)
            {
                type = declared.Groups[1].Value;
            }

            marked |= line.Contains("[Fact", StringComparison.Ordinal) || line.Contains("[Theory", StringComparison.Ordinal);
            if (marked && Method().Match(line) is { Success: true } method)
            {
                marked = false;
                yield return $"{type}.{method.Groups[1].Value}";
            }
        }
    }

    [GeneratedRegex(@"`([A-Z]\w+\.[A-Z]\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?:public|internal)\s.*\bclass\s+(\w+)")]
    private static partial Regex Type();

    [GeneratedRegex(@"^\s+public\s+(?:static\s+)?(?:async\s+)?(?:Task|ValueTask|void)\s+(\w+)\(")]
    private static partial Regex Method();
}
