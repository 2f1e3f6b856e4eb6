using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Cluster.Tests.Parts;

/// <summary>Signals by process id, as the kernel knows them: <see cref="System.Diagnostics.Process"/> only kills.</summary>
public static partial class Signals
{
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <exception cref="Win32Exception">There is no such process, or it is not ours to signal.</exception>
    public static void Send(int processId, int signal)
    {
        if (Kill(processId, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"signal {signal} to process {processId}");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
