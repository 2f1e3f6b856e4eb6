using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Checks;

/// <summary>
/// Names that say nothing (a type or file called Manager), marks of unfinished work, and text that ties the
/// repository to one machine or tells how it was written instead of what it does.
/// </summary>
public static partial class BannedWords
{
    private static readonly string[] EmptyNames = ["Manager", "Helper", "Helpers", "Util", "Utils", "Common"];

    // This file and its test spell the words out.
    private static readonly string[] Exempt =
    [
        "tests/Architecture.Tests/Checks/BannedWords.cs",
        "tests/Architecture.Tests/BannedWordsTests.cs",
    ];

    private static readonly (Regex Pattern, string Reason)[] Texts =
    [
        (UnfinishedWork(), "is a mark of unfinished work; finish it or open an issue"),
        (RegistryHost(), "is the host of a package registry; the client's own configuration names it"),
        (MachinePath(), "is a path of one machine"),
        (HowItWasWritten(), "tells how the repository was written; say what it does"),
    ];

    public static IEnumerable<Finding> Check(IEnumerable<SourceFile> files) =>
        files
            .Where(file => !Exempt.Contains(file.Path))
            .SelectMany(file =>
                CheckFileName(file).Concat(file.IsCSharp ? CheckTypes(file) : []).Concat(CheckText(file)));

    private static IEnumerable<Finding> CheckFileName(SourceFile file)
    {
        if (file.IsCSharp && EmptyNameIn(file.Name[..^".cs".Length]) is { } word)
        {
            yield return new Finding(file.Path, 1, $"the file's name says '{word}', which says nothing");
        }
    }

    private static IEnumerable<Finding> CheckTypes(SourceFile file) =>
        from type in file.Syntax.DescendantNodes()
        let name = type switch
        {
            BaseTypeDeclarationSyntax declared => declared.Identifier,
            DelegateDeclarationSyntax declared => declared.Identifier,
            _ => default,
        }
        let word = EmptyNameIn(name.ValueText ?? "")
        where word is not null
        select new Finding(
            file.Path,
            name.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
            $"the type {name.ValueText} says '{word}', which says nothing");

    private static IEnumerable<Finding> CheckText(SourceFile file)
    {
        for (var (i, lines) = (0, file.Lines); i < lines.Length; i++)
        {
            foreach (var (pattern, reason) in Texts)
            {
                if (pattern.Match(lines[i]) is { Success: true } match)
                {
                    yield return new Finding(file.Path, i + 1, $"'{match.Value.Trim()}' {reason}");
                }
            }
        }
    }

    private static string? EmptyNameIn(string name) =>
        NamePart().Matches(name).Select(part => part.Value).FirstOrDefault(EmptyNames.Contains);

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex NamePart();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex UnfinishedWork();

    [GeneratedRegex(
        @"\b(?:api\.nuget\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|"
            + @"(?:files\.)?pypi(?:thonhosted)?\.org|proxy\.golang\.org|(?:artifactory|nexus)[\w-]*\.[\w.]+)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex RegistryHost();

    [GeneratedRegex(
        @"(?<![\w./~{}$-])/(?:(?:work|home/[a-z]\w*|Users/\w+)/\w|root/\.)|\b[A-Z]:\\(?:Users|Documents)\b"
    )]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        @"\b(?:language model|LLM|"
            + @"AI[- ](?:generated|assisted|written|agent)|(?:coding|sub-?)\s?agents?|"
            + @"(?:this|last|previous|next|another|earlier) (?:coding |work(?:ing)? )?session|"
            + @"(?:the|my|our|per) brief\b(?! (?:of|account|summary|look|note|pause))|hand-?off note|issue #?\d+)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HowItWasWritten();
}
