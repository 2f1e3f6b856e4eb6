using System.Globalization;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>
/// A small disk of its own: an ext4 file system in a file, mounted through a loop device. Needs root.
/// </summary>
/// <remarks>
/// The loop device writes what the file system hands to it into the file at once. What programs wrote and the kernel has not
/// yet handed on stands in the memory of the file system alone, not in the file. So a copy of the file holds what a disk holds
/// when the machine loses its power, if the disk keeps what it has taken: a disk that loses its own cache is not modelled.
/// </remarks>
internal sealed class DiskImage : IAsyncDisposable
{
    private readonly string _file;
    private readonly string _device;
    private bool _mounted;

    private DiskImage(string file, string device, string path)
    {
        _file = file;
        _device = device;
        Path = path;
    }

    /// <summary>What tests with such a disk need; see <see cref="Needs"/>.</summary>
    public static string[] Programs => ["mkfs.ext4", "losetup", "mount"];

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Makes an empty one.</summary>
    /// <param name="folder">Holds the file and the place it is mounted at.</param>
    public static async Task<DiskImage> MakeAsync(string folder, int megabytes)
    {
        var file = System.IO.Path.Combine(folder, "disk");
        await using (var image = File.Create(file))
        {
            image.SetLength(megabytes * 1024L * 1024);
        }

        await SystemCommand.RunAsync("mkfs.ext4", "-q", "-F", "-m", "0", file);
        return await MountAsync(file);
    }

    /// <summary>Takes all the room there is, to the last byte.</summary>
    public Task FillAsync() => Task.Run(() =>
    {
        var block = new byte[1 << 20];
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        for (var size = block.Length; size > 0;)
        {
            try
            {
                ballast.Write(block.AsSpan(0, size));
            }
            catch (IOException)
            {
                size /= 2;
            }
        }

        ballast.Flush(flushToDisk: true);
    });

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(Ballast);

    /// <summary>Hands on all that was written so far: what stood there long before the load.</summary>
    public Task SettleAsync() => SystemCommand.RunAsync("sync", "--file-system", Path);

    /// <summary>
    /// The disk as it stands at this moment, mounted beside this one as after a loss of power. Whoever writes to it must be
    /// stopped; the kernel may still be handing on: the copy is made anew until nothing was written meanwhile.
    /// </summary>
    public async Task<DiskImage> CutAsync(string folder)
    {
        var copy = System.IO.Path.Combine(folder, "disk");
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20), RealClock.Instance);
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var before = Written();
            await SystemCommand.RunAsync("cp", "--sparse=always", _file, copy);
            if (before.Quiet && before == Written())
            {
                return await MountAsync(copy);
            }

            await pulse.WaitForNextTickAsync();
        }

        throw new TimeoutException($"{_device} is written to without a pause");
    }

    public async ValueTask DisposeAsync()
    {
        if (_mounted)
        {
            _mounted = false;

            // Whoever still runs on it may go on until it is ended; the device goes with the last.
            await SystemCommand.RunAsync("umount", "--lazy", Path);
            await SystemCommand.RunAsync("losetup", "--detach", _device);
        }
    }

    private static async Task<DiskImage> MountAsync(string file)
    {
        var path = file + "-mounted";
        Directory.CreateDirectory(path);
        var device = (await SystemCommand.RunAsync("losetup", "--find", "--show", file)).Trim();
        try
        {
            await SystemCommand.RunAsync("mount", device, path);
            return new DiskImage(file, device, path) { _mounted = true };
        }
        catch
        {
            await SystemCommand.RunAsync("losetup", "--detach", device);
            throw;
        }
    }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>What the kernel counts of the device: writes that ended, and whether none is under way.</summary>
    private (long Writes, bool Quiet) Written()
    {
        var name = System.IO.Path.GetFileName(_device);
        var counts = File.ReadAllText($"/sys/block/{name}/stat")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => long.Parse(text, CultureInfo.InvariantCulture))
            .ToList();
        return (counts[4], counts[8] == 0);
    }
}
