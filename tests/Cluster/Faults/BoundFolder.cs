using Microsoft.Data.Sqlite;

namespace Cluster.Tests.Faults;

/// <summary>A folder that shows, under its own path, what is on another disk. Needs root.</summary>
internal sealed class BoundFolder : IAsyncDisposable
{
    private readonly string _path;

    private BoundFolder(string path) => _path = path;

    /// <summary>Takes what is in the folder over to the disk, and binds the disk there.</summary>
    public static async Task<BoundFolder> BindAsync(string disk, string path)
    {
        SqliteConnection.ClearAllPools();
        await SystemCommand.RunAsync("cp", "--archive", $"{path}/.", disk);
        await SystemCommand.RunAsync("mount", "--bind", disk, path);
        return new BoundFolder(path);
    }

    // Whoever still runs in it may go on until it is ended.
    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await SystemCommand.RunAsync("umount", "--lazy", _path);
    }
}
