using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests;

/// <summary>Small source trees and assemblies with a fault in them.</summary>
internal static class Plant
{
    private static readonly Lazy<MetadataReference[]> Platform = new(() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ]);

    public static SourceFile[] Tree(params (string Path, string Text)[] files) =>
        [.. files.Select(file => new SourceFile(file.Path, file.Text))];

    public static string[] Lines(IEnumerable<Finding> findings) =>
        [.. findings.Select(finding => finding.ToString())];

    /// <summary>Compiles the source against this runtime and gives the assembly and its bytes.</summary>
    public static (Assembly Assembly, Stream Image) Compile(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Planted",
            [
                CSharpSyntaxTree.ParseText(
                    "using System; using System.Threading.Tasks; namespace Planted; " + source),
            ],
            Platform.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        var assembly = new AssemblyLoadContext("planted", isCollectible: true).LoadFromStream(image);
        image.Position = 0;
        return (assembly, image);
    }
}
