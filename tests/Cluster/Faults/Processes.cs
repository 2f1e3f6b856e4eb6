using System.Globalization;
using Cluster.Tests.Parts;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>A server that consists of several processes.</summary>
internal static class Processes
{
    /// <summary>The process and its children.</summary>
    public static IReadOnlyList<int> Family(int process) =>
        [process, .. Directory.EnumerateDirectories("/proc").Select(ProcessId).Where(id => id > 0 && Parent(id) == process)];

    /// <summary>SIGSTOP to the server and all its backends; those that began meanwhile too.</summary>
    public static void Freeze(PostgresServer server)
    {
        // The first cannot have more children once it stands.
        Signals.Send(server.ProcessId, Signals.Stop);
        foreach (var process in Family(server.ProcessId).Skip(1))
        {
            Signals.Send(process, Signals.Stop);
        }
    }

    public static void Thaw(PostgresServer server)
    {
        foreach (var process in Family(server.ProcessId))
        {
            Signals.Send(process, Signals.Continue);
        }
    }

    private static int ProcessId(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static int Parent(int process)
    {
        try
        {
            // "12 (a name) S 1 …": names may hold blanks and brackets.
            var state = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(state[(state.LastIndexOf(')') + 4)..].Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
