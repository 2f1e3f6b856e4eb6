using System.Runtime.CompilerServices;

namespace Simulation.Tests;

/// <summary>
/// The auditor shares no code with the engine: its files name none of the engine's namespaces, and no other
/// folder's.
/// </summary>
public sealed class IndependenceTests
{
    [Fact]
    public void The_auditor_uses_nothing_of_the_engine()
    {
        var files = Directory.GetFiles(Path.Combine(Folder(), "Audit"), "*.cs");
        Assert.True(files.Length > 5);
        var foreign = files.SelectMany(file => File.ReadLines(file)
            .Where(line => line.Contains("Award.", StringComparison.Ordinal)
                || (
                    line.StartsWith("using ", StringComparison.Ordinal)
                        && !line.StartsWith("using System", StringComparison.Ordinal)))
            .Select(line => $"{Path.GetFileName(file)}: {line}"));
        Assert.Empty(foreign);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
