namespace Architecture.Tests;

/// <summary>The files of the repository as they stand in this checkout, build output left out.</summary>
public static class SourceTree
{
    private static readonly HashSet<string> OutputFolders =
    [
        "bin",
        "obj",
        ".git",
        ".vs",
        ".idea",
        "data-run",
        "artifacts",
        "TestResults",
        "BenchmarkDotNet.Artifacts",
        "StrykerOutput",
        "node_modules",
    ];

    private static readonly HashSet<string> TextEndings =
    [
        ".cs",
        ".razor",
        ".cshtml",
        ".css",
        ".js",
        ".csproj",
        ".props",
        ".targets",
        ".sln",
        ".json",
        ".yaml",
        ".yml",
        ".md",
        ".sh",
        ".sql",
        ".txt",
        ".html",
        ".svg",
        ".service",
        "",
    ];

    /// <summary>The folder that holds Award.sln, found upwards from the test's own place.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static IReadOnlyList<SourceFile> Files { get; } = Read(Root);

    public static IReadOnlyList<SourceFile> Read(string root) =>
        [
            .. Walk(new DirectoryInfo(root))
                .Where(file => TextEndings.Contains(file.Extension) && file.Name != "packages.lock.json")
                .Select(file => new SourceFile(
                    Path.GetRelativePath(root, file.FullName).Replace('\\', '/'),
                    File.ReadAllText(file.FullName)))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder
            .EnumerateFiles()
            .Concat(
                folder
                    .EnumerateDirectories()
                    .Where(inner => !OutputFolders.Contains(inner.Name))
                    .SelectMany(Walk));

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Award.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no Award.sln above {start}");
    }
}
