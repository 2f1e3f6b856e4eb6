namespace Cluster.Tests.Bench;

/// <summary>Where runs leave what somebody may want to read afterwards: <c>artifacts/cluster</c> of the checkout.</summary>
internal static class Artifacts
{
    public static string PathOf(string run, string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Award.sln")))
        {
            folder = folder.Parent;
        }

        var path = Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "artifacts", "cluster", run, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Takes away what an earlier run left.</summary>
    public static void Clear(string run)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(PathOf(run, "report.md"))!))
        {
            File.Delete(file);
        }
    }

    public static Task WriteAsync(string run, string name, string text) => File.WriteAllTextAsync(PathOf(run, name), text);
}
