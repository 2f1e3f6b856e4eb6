using System.Text;
using Award.Api.Copies;
using Award.Api.Telemetry;
using Award.Rules;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Api.Tests.Copies;

/// <summary>A node's copies over a store by hand, in a folder that outlives them.</summary>
internal sealed class NodeByHand : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-copies-");

    public NodeByHand()
    {
        Age = new SnapshotAge(Clock);
        Copies = Open();
    }

    public StoreByHand Store { get; } = new();

    public FakeTimeProvider Clock { get; } = new();

    public SnapshotAge Age { get; }

    public NodeCopies Copies { get; private set; }

    public string File => Path.Combine(_folder.FullName, "copies.db");

    /// <summary>The process ends and another begins over the same folder.</summary>
    public void Restart(Action? meanwhile = null, string cluster = "award")
    {
        Copies.Dispose();
        meanwhile?.Invoke();
        Copies = Open(cluster);
    }

    public Task TakeInAsync() => Copies.TakeInAsync(Store.Catalogue, CancellationToken.None);

    /// <summary>The text of a document; null where there is none.</summary>
    public async Task<string?> FindAsync(string key) =>
        await Copies.FindAsync(key, CancellationToken.None) is { } document ? Encoding.UTF8.GetString(document.Bytes) : null;

    public async Task<IReadOnlyList<string>> ChangedAsync(string prefix, long after) =>
        [.. (await Copies.ChangedAsync(prefix, after, CancellationToken.None))
            .Select(document => $"{document.Key}@{document.Position}={Encoding.UTF8.GetString(document.Bytes)}")];

    public Task<IReadOnlyList<RegionCode>> ProvincesAsync() => Copies.ProvincesAsync(CancellationToken.None);

    /// <summary>What the disk does to the file, or somebody with a tool.</summary>
    public void Spoil(string sql)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public CatalogueFollower Follower() =>
        new(Copies, Store, Clock, NullLogger<CatalogueFollower>.Instance);

    public void Dispose()
    {
        Copies.Dispose();
        _folder.Delete(recursive: true);
    }

    private NodeCopies Open(string cluster = "award") => new(
        Store, new HeldCopies(CopyFile.Open(_folder.FullName, cluster)), Age, Clock, NullLogger<NodeCopies>.Instance);
}
