using Microsoft.Data.Sqlite;

namespace Award.Ledger.Sqlite;

/// <summary>How the file is opened: one connection that writes, others that only read.</summary>
internal static class Connections
{
    static Connections() => SQLitePCL.Batteries_V2.Init();

    /// <param name="busy">
    /// How long a statement waits for another program's lock; whole seconds, at least one.
    /// </param>
    /// <exception cref="LedgerFormatException">
    /// The file is no ledger of a known format, or the SQLite library is too old.
    /// </exception>
    public static SqliteConnection OpenWriter(string file, TimeSpan busy) => Open(
        file,
        SqliteOpenMode.ReadWriteCreate,
        busy,
        connection =>
        {
            Schema.CheckLibrary((string)Schema.Scalar(connection, "SELECT sqlite_version()")!);
            Schema.Execute(
                connection,
                """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA fullfsync = ON;
                PRAGMA checkpoint_fullfsync = ON;
                PRAGMA trusted_schema = OFF;
                PRAGMA journal_size_limit = 67108864;
                PRAGMA cache_size = -65536;
                PRAGMA temp_store = MEMORY;
                """);
            if (Schema.Scalar(connection, "PRAGMA journal_mode") is not "wal"
                || Schema.Scalar(connection, "PRAGMA synchronous") is not 2L)
            {
                throw new LedgerFormatException(
                    $"'{file}' cannot be kept in WAL mode with full synchronisation");
            }

            Schema.Ensure(connection);
        });

    /// <exception cref="LedgerFormatException">The file is no SQLite file.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SqliteConnection OpenReader(string file, TimeSpan busy) => Open(
        file,
        SqliteOpenMode.ReadOnly,
        busy,
        connection => Schema.Execute(
            connection,
            "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; SELECT count(*) FROM sqlite_master"));

    /// <summary>
    /// A file that is written once, by us alone, and then put where it is wanted: without a log beside it. Its tables are made.
    /// </summary>
    public static SqliteConnection OpenNew(string file) => Open(
        file,
        SqliteOpenMode.ReadWriteCreate,
        TimeSpan.FromSeconds(1),
        connection =>
        {
            Schema.CheckLibrary((string)Schema.Scalar(connection, "SELECT sqlite_version()")!);
            Schema.Execute(connection, "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA cache_size = -65536");
            Schema.Ensure(connection);
        });

    /// <summary>A file that is there and is written to, whatever its tables are.</summary>
    public static SqliteConnection OpenExisting(string file) => Open(
        file,
        SqliteOpenMode.ReadWrite,
        TimeSpan.FromSeconds(5),
        connection => Schema.Execute(connection, "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON"));

    private static SqliteConnection Open(
        string file, SqliteOpenMode mode, TimeSpan busy, Action<SqliteConnection> prepare)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)busy.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            prepare(connection);
            return connection;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB)
        {
            connection.Dispose();
            throw new LedgerFormatException($"'{file}' is no SQLite file", fault);
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new IOException($"'{file}' cannot be opened: {fault.Message}", fault);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
