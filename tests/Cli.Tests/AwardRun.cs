using System.Runtime.CompilerServices;
using Award.Cli;

namespace Cli.Tests;

/// <summary>One run of the command in this process: its exit code and what it wrote.</summary>
internal sealed record AwardRun(int Code, string Output, string Error)
{
    public static AwardRun Of(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CommandLine.Run(arguments, new Terminal(output, error), Support.RealClock.Instance);
        return new AwardRun(code, output.ToString(), error.ToString());
    }

    /// <summary>A file of the repository.</summary>
    public static string Repository(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../..", path));
}

/// <summary>A folder of its own under the system's temporary folder, gone at the end.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("award-cli-").FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
