using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests;

/// <summary>
/// A broken house rule at a place. Its text reads "file:line: message", which editors and logs can jump to.
/// </summary>
/// <param name="File">Path from the root of the repository, with '/'.</param>
/// <param name="Line">From 1.</param>
public sealed record Finding(string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message}";
}

/// <summary>A source file: its path from the root, with '/', and its text.</summary>
public sealed record SourceFile(string Path, string Text)
{
    private SyntaxNode? _syntax;

    /// <summary>The C# syntax, parsed when first asked for.</summary>
    public SyntaxNode Syntax => _syntax ??= CSharpSyntaxTree.ParseText(Text).GetRoot();

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public string[] Lines => Text.Split('\n');
}
