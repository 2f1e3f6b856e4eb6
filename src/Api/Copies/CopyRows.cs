using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Award.Grains;
using Award.Rules;
using Microsoft.Data.Sqlite;

namespace Award.Api.Copies;

/// <summary>The tables of <see cref="CopyFile"/> and the statements on them.</summary>
internal static class CopyRows
{
    /// <summary>"AWRC" in ASCII.</summary>
    public const int ApplicationId = 0x41575243;

    /// <summary>A file of another format is dropped: everything in it can be fetched again.</summary>
    public const int Format = 1;

    // After a power cut the file is as it was some moments before, and the rest is fetched again.
    private const string Tables =
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE provinces (province TEXT PRIMARY KEY, version INTEGER NOT NULL, digest BLOB NOT NULL) STRICT;
        CREATE TABLE documents (
            key TEXT NOT NULL, position INTEGER NOT NULL, province TEXT NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (key, position)
        ) STRICT;
        CREATE INDEX documents_by_province ON documents (province, key, position, hash);
        """;

    public static void Make(SqliteConnection connection, string cluster)
    {
        Run(connection, Tables);
        Run(connection, string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Format}"));
        Run(connection, "INSERT INTO about VALUES ('cluster', $0)", cluster);
    }

    public static List<(RegionCode Province, long Version, byte[] Digest)> Provinces(SqliteConnection connection) => List(
        connection,
        "SELECT province, version, digest FROM provinces",
        row => (new RegionCode(row.GetString(0)), row.GetInt64(1), (byte[])row.GetValue(2)));

    /// <summary>The newest of each document: an end in between may have left what it replaced.</summary>
    public static List<KeyValuePair<string, Place>> Places(SqliteConnection connection, RegionCode province) => List(
        connection,
        "SELECT key, position, hash FROM documents WHERE province = $0 ORDER BY key, position",
        row => KeyValuePair.Create(row.GetString(0), new Place(row.GetInt64(1), (byte[])row.GetValue(2))),
        province.Value);

    public static void Write(
        SqliteConnection connection, RegionCode province, ProvinceCopy copy, IReadOnlyList<DocumentView> documents)
    {
        foreach (var document in documents)
        {
            Run(
                connection,
                "INSERT OR REPLACE INTO documents VALUES ($0, $1, $2, $3, $4)",
                document.Key, document.Position, province.Value, CopyFile.Hash(document), document.Bytes);
        }

        Run(connection, "INSERT OR REPLACE INTO provinces VALUES ($0, $1, $2)", province.Value, copy.Version, Digest(copy));
    }

    public static void Purge(SqliteConnection connection, RegionCode province) => Run(
        connection,
        """
        DELETE FROM documents WHERE province = $0 AND EXISTS (
            SELECT 1 FROM documents AS later WHERE later.key = documents.key AND later.position > documents.position)
        """,
        province.Value);

    public static void Reset(SqliteConnection connection, string epoch)
    {
        Run(connection, "DELETE FROM documents; DELETE FROM provinces");
        Run(connection, "INSERT OR REPLACE INTO about VALUES ('epoch', $0)", epoch);
    }

    public static void Drop(SqliteConnection connection, RegionCode province)
    {
        Run(connection, "DELETE FROM documents WHERE province = $0", province.Value);
        Run(connection, "DELETE FROM provinces WHERE province = $0", province.Value);
    }

    /// <summary>SHA-256 over all that a copy holds: no document can be missing, or of another time, unnoticed.</summary>
    public static byte[] Digest(ProvinceCopy copy)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, place) in copy.Places)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{key} {place.Position} {Convert.ToHexStringLower(place.Hash)}\n")));
        }

        return digest.GetHashAndReset();
    }

    private static void Run(SqliteConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using var command = Prepare(connection, sql, values);
        command.ExecuteNonQuery();
    }

    private static List<T> List<T>(
        SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        using var command = Prepare(connection, sql, values);
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i]);
        }

        return command;
    }
}
