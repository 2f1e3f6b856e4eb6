using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Checks;

/// <summary>
/// The glossary and the code say the same words: an identifier in the glossary's second column is declared
/// in src, and every kind of fact and every closed vocabulary of the record, of streaks and of ratings
/// stands in the glossary.
/// </summary>
public static partial class Glossary
{
    public const string Path = "docs/glossary.md";

    private static readonly string[] CoveredFolders =
    [
        "src/Rules/Record",
        "src/Rules/Streaks",
        "src/Rules/Rating",
    ];

    public static IEnumerable<Finding> Check(IReadOnlyList<SourceFile> files)
    {
        var glossary = files.SingleOrDefault(file => file.Path == Path);
        if (glossary is null)
        {
            return [new Finding(Path, 1, "there is no glossary")];
        }

        var words = Words(glossary).ToList();
        var types = files.Where(file => file.IsCSharp && file.IsUnder("src")).SelectMany(Types).ToList();
        return Undeclared(words, types).Concat(Unexplained(words, types));
    }

    private static IEnumerable<Finding> Undeclared(
        List<(string Word, int Line)> words,
        List<DeclaredType> types)
    {
        var declared = types
            .SelectMany(type => type.Members.Select(member => $"{type.Name}.{member}").Append(type.Name))
            .ToHashSet(StringComparer.Ordinal);
        return words
            .Where(word => !declared.Contains(word.Word))
            .Select(word => new Finding(Path, word.Line, $"'{word.Word}' is in the glossary but not in src"));
    }

    private static IEnumerable<Finding> Unexplained(
        List<(string Word, int Line)> words,
        List<DeclaredType> types)
    {
        var known = words.Select(word => word.Word).ToHashSet(StringComparer.Ordinal);
        return types
            .Where(type => type.IsPublic && (type.Bases.Contains("Fact") || type.IsEnum))
            .Where(type => CoveredFolders.Any(type.File.IsUnder) && !known.Contains(type.Name))
            .Select(type => new Finding(type.File.Path, type.Line, $"{type.Name} is not in {Path}"));
    }

    private static IEnumerable<(string Word, int Line)> Words(SourceFile glossary) =>
        from row in glossary.Lines.Select((text, i) => (Cells: text.Split('|'), Line: i + 1))
        where row.Cells.Length >= 4
        from Match code in CodeSpan().Matches(row.Cells[2])
        select (code.Groups[1].Value, row.Line);

    private static IEnumerable<DeclaredType> Types(SourceFile file) =>
        file
            .Syntax.DescendantNodes()
            .OfType<BaseTypeDeclarationSyntax>()
            .Select(type => new DeclaredType(
                file,
                type.Identifier.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
                type.Identifier.Text,
                type is EnumDeclarationSyntax,
                type.Modifiers.Any(SyntaxKind.PublicKeyword),
                [.. type.BaseList?.Types.Select(b => b.Type.ToString().Split('.')[^1]) ?? []],
                [.. Members(type)]));

    private static IEnumerable<string> Members(BaseTypeDeclarationSyntax type)
    {
        var parameters =
            (type as TypeDeclarationSyntax)?.ParameterList?.Parameters.Select(p => p.Identifier.Text) ?? [];
        var inside = type.ChildNodes()
            .Select(node =>
                node switch
                {
                    PropertyDeclarationSyntax property => property.Identifier.Text,
                    MethodDeclarationSyntax method => method.Identifier.Text,
                    EnumMemberDeclarationSyntax member => member.Identifier.Text,
                    _ => "",
                }
            );
        return parameters.Concat(inside).Where(name => name.Length > 0);
    }

    private sealed record DeclaredType(
        SourceFile File,
        int Line,
        string Name,
        bool IsEnum,
        bool IsPublic,
        IReadOnlyList<string> Bases,
        IReadOnlyList<string> Members);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
