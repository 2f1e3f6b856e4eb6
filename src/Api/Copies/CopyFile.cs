using System.Collections.Immutable;
using System.Security.Cryptography;
using Award.Grains;
using Award.Rules;
using Microsoft.Data.Sqlite;

namespace Award.Api.Copies;

/// <summary>The file that copies are kept in is damaged, and gone with all that was in it.</summary>
internal sealed class CopiesLostException(string message, Exception inner) : IOException(message, inner);

/// <summary>
/// The copies on this node's disk: <c>copies.db</c> of the data folder. Each province is written whole, in one transaction, with a
/// digest of all it holds; what does not match its digest, its hash or this cluster is dropped and never served. Losing the file
/// loses nothing but time.
/// </summary>
internal sealed class CopyFile : IDisposable
{
    private const string FileName = "copies.db";
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;
    private readonly string _path;
    private readonly string _cluster;
    private readonly string _connection;
    private readonly FileStream _lock;

    private CopyFile(string path, string cluster, FileStream held)
    {
        _path = path;
        _cluster = cluster;
        _lock = held;
        _connection = new SqliteConnectionStringBuilder { DataSource = path }.ToString();
    }

    /// <summary>Opens the copies in a folder, making both if they are not there; another cluster's are dropped.</summary>
    /// <exception cref="IOException">The folder cannot be used, or another process keeps copies in it.</exception>
    public static CopyFile Open(string folder, string cluster)
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        var held = new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var file = new CopyFile(path, cluster, held);
        try
        {
            if (!file.IsOurs())
            {
                file.Begin();
            }

            return file;
        }
        catch (SqliteException fault)
        {
            held.Dispose();
            throw new IOException($"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>What is kept, without the bytes, and of which epoch; no epoch where nothing is.</summary>
    public (string? Epoch, ImmutableDictionary<RegionCode, ProvinceCopy> Provinces) Load()
    {
        var found = ImmutableDictionary.CreateBuilder<RegionCode, ProvinceCopy>();
        try
        {
            using var connection = Connect();
            var epoch = Scalar(connection, "SELECT value FROM about WHERE name = 'epoch'") as string;
            foreach (var (province, version, digest) in CopyRows.Provinces(connection))
            {
                var copy = ProvinceCopy.Nothing.With(version, CopyRows.Places(connection, province));
                found[province] = copy.IsWhole && CopyRows.Digest(copy).AsSpan().SequenceEqual(digest)
                    ? copy
                    : ProvinceCopy.Nothing;
            }

            return (epoch, found.ToImmutable());
        }
        catch (Exception fault) when (fault is SqliteException or ArgumentException or InvalidCastException)
        {
            Begin();
            return (null, found.ToImmutable().Clear());
        }
    }

    /// <summary>The bytes of a document; null when they are not there, or are not what they were.</summary>
    /// <exception cref="CopiesLostException">The file is damaged.</exception>
    public byte[]? Read(string key, Place place)
    {
        try
        {
            using var connection = Connect();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT bytes FROM documents WHERE key = $key AND position = $position";
            command.Parameters.AddWithValue("$key", key);
            command.Parameters.AddWithValue("$position", place.Position);
            return command.ExecuteScalar() is byte[] bytes && SHA256.HashData(bytes).AsSpan().SequenceEqual(place.Hash)
                ? bytes
                : null;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase)
        {
            throw Lost(fault);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes a province as it is from now on: these documents are new to it. What stands there of another epoch goes. What was
    /// replaced stays until <see cref="Purge"/>, for whoever reads the copy before.
    /// </summary>
    /// <exception cref="IOException">It could not be written; the file is as it was.</exception>
    public void Write(string epoch, RegionCode province, ProvinceCopy copy, IReadOnlyList<DocumentView> documents) =>
        Change(connection =>
        {
            if (Scalar(connection, "SELECT value FROM about WHERE name = 'epoch'") as string != epoch)
            {
                CopyRows.Reset(connection, epoch);
            }

            CopyRows.Write(connection, province, copy, documents);
        });

    /// <summary>Deletes what was replaced.</summary>
    /// <exception cref="IOException">It could not be deleted; it is passed over all the same.</exception>
    public void Purge(RegionCode province) => Change(connection => CopyRows.Purge(connection, province));

    /// <summary>Forgets everything: what comes is of this epoch.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Reset(string epoch) => Change(connection => CopyRows.Reset(connection, epoch));

    /// <summary>Forgets what is kept of a province.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Drop(RegionCode province) => Change(connection => CopyRows.Drop(connection, province));

    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connection))
        {
            SqliteConnection.ClearPool(connection);
        }

        _lock.Dispose();
    }

    internal static byte[] Hash(DocumentView document) => SHA256.HashData(document.Bytes);

    private void Change(Action<SqliteConnection> change)
    {
        try
        {
            using var connection = Connect();
            using var transaction = connection.BeginTransaction();
            change(connection);
            transaction.Commit();
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase)
        {
            throw Lost(fault);
        }
        catch (SqliteException fault)
        {
            throw new IOException($"{_path}: {fault.Message}", fault);
        }
    }

    private CopiesLostException Lost(SqliteException fault)
    {
        try
        {
            Begin();
        }
        catch (SqliteException again)
        {
            return new CopiesLostException($"{_path}: {again.Message}", again);
        }

        return new CopiesLostException($"{_path}: {fault.Message}", fault);
    }

    private bool IsOurs()
    {
        if (!File.Exists(_path))
        {
            return false;
        }

        try
        {
            using var connection = Connect();
            return Scalar(connection, "PRAGMA application_id") is (long)CopyRows.ApplicationId
                && Scalar(connection, "PRAGMA user_version") is (long)CopyRows.Format
                && Scalar(connection, "SELECT value FROM about WHERE name = 'cluster'") as string == _cluster;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>An empty file in place of whatever is there.</summary>
    private void Begin()
    {
        using (var pooled = new SqliteConnection(_connection))
        {
            SqliteConnection.ClearPool(pooled);
        }

        foreach (var part in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(_path + part);
        }

        using var connection = Connect();
        CopyRows.Make(connection, _cluster);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
