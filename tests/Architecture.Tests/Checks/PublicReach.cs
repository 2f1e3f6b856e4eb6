using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Checks;

/// <summary>
/// Public endpoints and pages reach published documents and live boards, and nothing else. In their folders no other grain and
/// nothing of the record is named; a grain factory only by the two ports; and the two grains that they reach may themselves
/// hold no more than they need.
/// </summary>
public static class PublicReach
{
    private static readonly string[] Folders =
        ["src/Api/Public", "src/Api/Published", "src/Api/Pages", "src/Api/Answers", "src/Api/Streams", "src/Api/Copies"];

    private static readonly string[] Ports =
        ["src/Api/Published/IPublishedDocuments.cs", "src/Api/Published/ILiveBoards.cs", "src/Api/Copies/ICopySource.cs"];

    private static readonly string[] Grains = ["IPublishedGrain", "ILiveBoardGrain", "ICatalogueGrain"];

    private static readonly string[] Factories =
        ["IGrainFactory", "IClusterClient", "IServiceProvider", "RequestServices", "IServiceScopeFactory"];

    private static readonly string[] OfTheRecord =
        ["ILedger", "IPublished", "SqliteLedger", "PostgresLedger", "SheetOnRecord", "YearOnRecord", "StreamNames", "PeopleStore", "PeopleFile",
        "PeopleDatabase"];

    // What a grain that the public reaches is made with.
    private static readonly (string File, string Grain, string[] With)[] Made =
    [
        ("src/Grains/PublishedGrain.cs", "PublishedGrain", ["IPublished", "IPublishedChanges"]),
        ("src/Grains/Live/LiveBoardGrain.cs", "LiveBoardGrain", ["ILedger", "IPublished", "ProvinceCatalogue"]),
    ];

    public static IEnumerable<Finding> Check(IReadOnlyList<SourceFile> files) =>
        files.Where(file => Folders.Any(file.IsUnder))
            .SelectMany(file => file.IsCSharp ? OfCode(file) : OfPage(file))
            .Concat(Made.SelectMany(made => OfGrain(files, made)));

    private static IEnumerable<Finding> OfCode(SourceFile file) =>
        file.Syntax.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => (token.Text, Line: LineOf(token)))
            .Where(word => IsBeyond(file, word.Text))
            .Select(word => Finding(file, word.Line, word.Text));

    private static IEnumerable<Finding> OfPage(SourceFile file) =>
        file.Lines.SelectMany((line, i) => line
            .Split([.. " \t<>(){}[]@;:,.\"'=?!&|"], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => IsBeyond(file, word))
            .Select(word => Finding(file, i + 1, word)));

    private static bool IsBeyond(SourceFile file, string word) =>
        OfTheRecord.Contains(word)
        || (Factories.Contains(word) && !Ports.Contains(file.Path))
        || (IsGrain(word) && !(Grains.Contains(word) && Ports.Contains(file.Path)));

    private static bool IsGrain(string word) =>
        word.Length > 6 && word[0] == 'I' && char.IsUpper(word[1]) && word.EndsWith("Grain", StringComparison.Ordinal);

    private static IEnumerable<Finding> OfGrain(
        IReadOnlyList<SourceFile> files, (string File, string Grain, string[] With) made)
    {
        var file = files.SingleOrDefault(f => f.Path == made.File);
        var type = file?.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .SingleOrDefault(c => c.Identifier.Text == made.Grain);
        return file is null || type is null
            ? [new Finding(made.File, 1, $"{made.Grain} is not here any more; give it its place in this test")]
            : (type.ParameterList?.Parameters ?? [])
                .Select(parameter => (Type: parameter.Type!.ToString(), Line: LineOf(parameter.GetFirstToken())))
                .Where(parameter => !made.With.Contains(parameter.Type))
                .Select(parameter => new Finding(
                    file.Path, parameter.Line, $"{made.Grain}, which the public reaches, holds {parameter.Type}"));
    }

    private static Finding Finding(SourceFile file, int line, string word) =>
        new(file.Path, line, $"what is public reaches {word}");

    private static int LineOf(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
