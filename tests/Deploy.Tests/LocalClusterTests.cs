using System.Diagnostics;
using Support;

namespace Deploy.Tests;

/// <summary>
/// <c>deploy/local-cluster --check</c> as a person runs it: PostgreSQL, three silos, two nodes and the demonstration; a silo is killed,
/// everything goes on answering, the record verifies, and nothing is left running.
/// </summary>
public sealed class LocalClusterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private readonly string _folder = Directory.CreateTempSubdirectory("award-local-cluster-").FullName;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task It_comes_up_survives_a_kill_and_leaves_nothing_behind()
    {
        PostgresServer.Require();
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            // The database's user has to reach its data in here.
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        }

        // In front of the nodes too, where nginx is to be had; on CI it is.
        string[] proxy = File.Exists("/usr/sbin/nginx") ? ["--proxy"] : [];
        Assert.False(proxy is [] && Environment.GetEnvironmentVariable("CI") == "true", "nginx is not installed");
        var (code, said) = await RunAsync(["--check", "--port", "0", "--data", _folder, .. proxy]);
        Assert.True(code == 0, said);
        Assert.Contains("ten in a row", said, StringComparison.Ordinal);
        Assert.Contains("every address goes on answering", said, StringComparison.Ordinal);
        Assert.EndsWith("ended", said.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(LeftRunning());
    }

    [Theory]
    [InlineData("--help", 0, "Ctrl-C ends all of it")]
    [InlineData("--silo", 2, "--silo is no option; --help lists them")]
    public async Task It_helps_and_refuses(string option, int expected, string sentence)
    {
        var (code, said) = await RunAsync(option);
        Assert.Equal(expected, code);
        Assert.Contains(sentence, said, StringComparison.Ordinal);
    }

    private IEnumerable<string> LeftRunning() => Directory.EnumerateDirectories("/proc")
        .Where(path => int.TryParse(Path.GetFileName(path), out _))
        .Select(path => CommandLine(Path.Combine(path, "cmdline")))
        .Where(line => line.Contains(_folder, StringComparison.Ordinal));

    private static string CommandLine(string path)
    {
        try
        {
            return File.ReadAllText(path).Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Deployment.Folder, "local-cluster"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Deployment.Checkout,
        };
        start.Environment["NO_BUILD"] = "1";
        start.Environment["CONFIGURATION"] = Configuration;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience, RealClock.Instance);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await errors + await output);
    }

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release"
            : "Debug";
}
