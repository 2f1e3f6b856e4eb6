using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Award.Ledger.People;

/// <summary>
/// What the engine knows about people, in a file of its own beside the record: nothing in it is part of any chain, and any row
/// can be erased without breaking one. Several programs may have it open at once.
/// </summary>
public sealed class PeopleFile
{
    private const string FileName = "people.db";
    private readonly string _connection;

    private PeopleFile(string connection) => _connection = connection;

    /// <summary>Opens the file in a folder, or makes it, readable by its owner only.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static PeopleFile Open(string folder)
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        try
        {
            if (!OperatingSystem.IsWindows() && !File.Exists(path))
            {
                // SQLite gives its journal files the rights of the file they belong to.
                new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.Write,
                    Share = FileShare.ReadWrite,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }).Dispose();
            }

            var file = new PeopleFile(new SqliteConnectionStringBuilder { DataSource = path }.ToString());
            using var connection = file.Connect();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA journal_mode = WAL; {PeopleSchema.Tables}";
            command.ExecuteNonQuery();
            return file;
        }
        catch (SqliteException fault)
        {
            throw new IOException($"cannot open {path}: {fault.Message}", fault);
        }
    }

    /// <summary>Runs a statement whose parameters are $0, $1, …; gives the number of rows it changed.</summary>
    internal int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var connection = Connect();
        using var command = Prepare(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, each read by <paramref name="read"/>.</summary>
    internal List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var connection = Connect();
        using var command = Prepare(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Instants stand as text that sorts by time.</summary>
    internal static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    internal static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i] ?? DBNull.Value);
        }

        return command;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }
}
