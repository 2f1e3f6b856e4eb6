using System.Text.RegularExpressions;

namespace Architecture.Tests.Checks;

/// <summary>A relative link of a Markdown file leads to a file or folder that is there.</summary>
public static partial class Links
{
    /// <param name="exists">Whether a path from the root, with '/', is a file or a folder.</param>
    public static IEnumerable<Finding> Check(IEnumerable<SourceFile> files, Func<string, bool> exists) =>
        from file in files
        where file.Path.EndsWith(".md", StringComparison.Ordinal)
        from line in file.Lines.Index()
        from Match link in Link().Matches(line.Item)
        let target = link.Groups[1].Value
        where !target.Contains(':', StringComparison.Ordinal) && !exists(Resolve(file, target))
        select new Finding(file.Path, line.Index + 1, $"the link to {target} leads nowhere");

    private static string Resolve(SourceFile file, string target)
    {
        var parts = new List<string>(file.Path.Split('/')[..^1]);
        foreach (var part in target.Split('#')[0].Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"\]\(([^()\s#][^()\s]*)\)")]
    private static partial Regex Link();
}
