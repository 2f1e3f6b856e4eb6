using System.Diagnostics;
using System.Globalization;

namespace Api.Tests.Disk;

/// <summary>A disk of the test's own, in memory and small: mounted at a temporary folder, gone at the end. It takes root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-disk-");

    public SmallDisk(int megabytes)
    {
        Require();
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "award", Path);
    }

    public string Path => _folder.FullName;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Fills it up until this much is free.</summary>
    public void Leave(int megabytes)
    {
        File.Delete(Filler);
        var free = new DriveInfo(Path).AvailableFreeSpace;
        using var filler = new FileStream(Filler, FileMode.Create);
        filler.Write(new byte[free - (megabytes * 1024L * 1024L)]);
    }

    public void Empty() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        _folder.Delete(recursive: true);
    }

    private static void Require()
    {
        var missing = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null : "only root can mount a small disk, on Linux";
        Assert.False(missing is not null && Environment.GetEnvironmentVariable("CI") == "true", missing);
        Assert.SkipWhen(missing is not null, missing ?? "");
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
