using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Checks;

/// <summary>
/// What the source of Rules may not say: async, floating point, setters, static state that changes, I/O.
/// </summary>
public static class PureSource
{
    private static readonly string[] BannedNamespaces =
    [
        "System.IO",
        "System.Net",
        "System.Threading",
        "System.Data",
        "Microsoft.Extensions",
        "Orleans",
    ];

    public static IEnumerable<Finding> Check(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCSharp && file.IsUnder("src/Rules")
        from token in file.Syntax.DescendantTokens()
        let message = OfToken(token)
        where message is not null
        select new Finding(file.Path, token.GetLocation().GetLineSpan().StartLinePosition.Line + 1, message);

    private static string? OfToken(SyntaxToken token) =>
        token.Kind() switch
        {
            SyntaxKind.AsyncKeyword or SyntaxKind.AwaitKeyword => "Rules is synchronous",
            SyntaxKind.DoubleKeyword or SyntaxKind.FloatKeyword =>
                "Rules computes exactly, never in floating point",
            SyntaxKind.SetKeyword => "values of Rules do not change; use init or a constructor",
            SyntaxKind.LockKeyword => "Rules shares nothing that needs a lock",
            SyntaxKind.UsingKeyword
                when token.Parent is UsingDirectiveSyntax { Name: { } name } && IsBanned(name.ToString()) =>
                $"Rules does no I/O and starts nothing: {name}",
            SyntaxKind.StaticKeyword
                when token.Parent is FieldDeclarationSyntax field
                    && !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) =>
                "Rules has no static state that changes",
            _ => null,
        };

    private static bool IsBanned(string name) =>
        BannedNamespaces.Any(banned =>
            name == banned || name.StartsWith(banned + ".", StringComparison.Ordinal));
}
