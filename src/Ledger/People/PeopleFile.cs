using System.Data.Common;
using Award.Ledger.Sqlite;
using Microsoft.Data.Sqlite;

namespace Award.Ledger.People;

/// <summary>
/// People in a file of its own beside the record. Several programs may have it open at once. While the disk takes no
/// writes, or another holds the file locked for long, statements end in <see cref="LedgerBusyException"/>.
/// </summary>
public sealed class PeopleFile : PeopleStore
{
    private const string FileName = "people.db";
    private readonly string _connection;

    internal static string PathIn(string folder) => Path.Combine(folder, FileName);

    private PeopleFile(string connection) => _connection = connection;

    /// <summary>Opens the file in a folder, or makes it, readable by its owner only.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static PeopleFile Open(string folder)
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(folder);
        var path = PathIn(folder);
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

    /// <inheritdoc/>
    /// <remarks>It is written anew with everything in it; others wait meanwhile.</remarks>
    internal override int Erase(string sql, bool rewrite, params ReadOnlySpan<object?> values)
    {
        try
        {
            return EraseNow(sql, rewrite, values);
        }
        catch (SqliteException fault) when (IsPassing(fault))
        {
            throw Busy(fault);
        }
    }

    private int EraseNow(string sql, bool rewrite, ReadOnlySpan<object?> values)
    {
        using var connection = Connect();
        Run(connection, "PRAGMA secure_delete = ON");
        using var command = Prepare(connection, sql, values);
        var erased = command.ExecuteNonQuery();
        if (erased > 0 && rewrite)
        {
            Run(connection, "VACUUM");
        }

        if (erased > 0)
        {
            Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return erased;
    }

    private protected override bool IsPassing(DbException fault) => fault is SqliteException known && PassingFaults.Is(known);

    private protected override DbCommand Prepare(DbConnection connection, string sql, ReadOnlySpan<object?> values) =>
        Prepare(connection, sql, "$", values);

    private protected override DbConnection Connect()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
