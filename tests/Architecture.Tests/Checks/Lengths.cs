using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Checks;

/// <summary>
/// Files mostly under 250 lines and never over 400; functions under 70, lines under 110 characters.
/// </summary>
public static class Lengths
{
    public const int MostLines = 400;

    public const int ManyLines = 250;

    public const int ManyLinesOfAFunction = 70;

    public const int LongestLine = 110;

    /// <summary>Files that are too long to stand.</summary>
    public static IEnumerable<Finding> Check(IEnumerable<SourceFile> files) =>
        Over(files, MostLines)
            .Select(file => new Finding(
                file.Path,
                MostLines + 1,
                $"{LinesOf(file)} lines; a file has at most {MostLines}"));

    /// <summary>Files and functions worth splitting: told, not refused.</summary>
    public static IEnumerable<Finding> Warn(IEnumerable<SourceFile> files) =>
        Over(files, ManyLines)
            .Where(file => LinesOf(file) <= MostLines)
            .Select(file => new Finding(
                file.Path,
                ManyLines + 1,
                $"{LinesOf(file)} lines; mostly under {ManyLines}"))
            .Concat(files.Where(file => file.IsCSharp).SelectMany(LongFunctions))
            .Concat(files.Where(IsCode).SelectMany(LongLines));

    private static IEnumerable<SourceFile> Over(IEnumerable<SourceFile> files, int limit) =>
        files.Where(file => IsCode(file) && LinesOf(file) > limit);

    private static bool IsCode(SourceFile file) =>
        file.IsCSharp || file.Path.EndsWith(".razor", StringComparison.Ordinal);

    // One finding a file, at its first long line.
    private static IEnumerable<Finding> LongLines(SourceFile file)
    {
        var lines = file
            .Lines.Index()
            .Where(line => line.Item.Length > LongestLine)
            .Select(line => line.Index + 1)
            .ToList();
        return lines.Count == 0
            ? []
            :
            [
                new Finding(
                    file.Path,
                    lines[0],
                    $"{lines.Count} lines over {LongestLine} characters, the first here"),
            ];
    }

    private static IEnumerable<Finding> LongFunctions(SourceFile file) =>
        from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
        let span = method.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > ManyLinesOfAFunction
        select new Finding(
            file.Path,
            span.StartLinePosition.Line + 1,
            $"{method.Identifier.Text} has {lines} lines; mostly under {ManyLinesOfAFunction}");

    private static int LinesOf(SourceFile file) => file.Text.Count(c => c == '\n');
}
