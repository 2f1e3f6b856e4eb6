using System.ComponentModel;
using System.Diagnostics;

namespace Cluster.Tests.Faults;

/// <summary>Programs of the operating system: <c>mount</c>, <c>ip</c>, <c>strace</c>.</summary>
internal static class SystemCommand
{
    /// <summary>Runs one to its end; gives what it wrote to its output.</summary>
    /// <exception cref="InvalidOperationException">It ended by another code than 0; what it said is told.</exception>
    public static async Task<string> RunAsync(params string[] words)
    {
        var (code, said, complained) = await TryAsync(words);
        return code == 0
            ? said
            : throw new InvalidOperationException($"{string.Join(' ', words)} ended by {code}: {said}{complained}");
    }

    /// <summary>The same, whatever it ends by.</summary>
    public static async Task<(int Code, string Said, string Complained)> TryAsync(params string[] words)
    {
        using var process = Start(words);
        process.StandardInput.Close();
        var texts = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, texts[0], texts[1]);
    }

    /// <summary>Starts one that runs beside the test.</summary>
    public static Process Start(params string[] words) => Process.Start(
        new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Whether the program is installed.</summary>
    public static bool Exists(string program)
    {
        try
        {
            using var process = Start(program, "-V");
            process.Kill();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
