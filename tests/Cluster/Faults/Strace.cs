using System.Diagnostics;
using System.Globalization;
using Cluster.Tests.Parts;

namespace Cluster.Tests.Faults;

/// <summary>
/// Makes system calls of running processes fail: <c>strace</c> stands between them and the kernel. Ends with it. Needs the
/// right to trace others' processes.
/// </summary>
internal sealed class Strace : IAsyncDisposable
{
    private const int Interrupt = 2;
    private readonly Process _process;
    private readonly Task<string> _said;

    private Strace(Process process, Task<string> said) => (_process, _said) = (process, said);

    /// <summary>
    /// From now on every synchronisation of these processes, and of their threads, fails by EIO; children that they start
    /// later are left alone.
    /// </summary>
    public static async Task<Strace> FailSyncsAsync(IReadOnlyList<int> processes)
    {
        string[] words =
        [
            "strace", "--quiet=exit,personality", "--trace=fdatasync,fsync", "--inject=fdatasync,fsync:error=EIO",
            .. Threads(processes).Select(id => $"--attach={id.ToString(CultureInfo.InvariantCulture)}"),
        ];
        var process = SystemCommand.Start(words);
        process.StandardInput.Close();

        // It says so of each it has attached to; what it traces comes after that.
        for (var attached = Threads(processes).Count; attached > 0; attached--)
        {
            if (await process.StandardError.ReadLineAsync() is not { } line || !line.Contains("attached", StringComparison.Ordinal))
            {
                break;
            }
        }

        return new Strace(process, process.StandardError.ReadToEndAsync());
    }

    /// <summary>Lets go of the processes; gives the calls that failed, a line each.</summary>
    public async Task<string> EndAsync()
    {
        if (!_process.HasExited)
        {
            Signals.Send(_process.Id, Interrupt);
        }

        await _process.WaitForExitAsync();
        return await _said;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    private static List<int> Threads(IReadOnlyList<int> processes) =>
    [
        .. processes.SelectMany(process => Directory.EnumerateDirectories($"/proc/{process}/task")
            .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))),
    ];
}
