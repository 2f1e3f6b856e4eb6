namespace Cluster.Tests.Faults;

/// <summary>A temporary folder, gone at the end.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public ScratchFolder()
    {
        var folder = Directory.CreateTempSubdirectory("award-faults-");
        if (!OperatingSystem.IsWindows())
        {
            // The database server runs as another user, and has its data on disks that are mounted in here.
            folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }

        Path = folder.FullName;
    }

    public string Path { get; }

    /// <summary>Makes a folder in it.</summary>
    public string New(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
