using Microsoft.Data.Sqlite;

namespace Award.Ledger.Sqlite;

/// <summary>How the file is opened: one connection that writes, others that only read.</summary>
internal static class Connections
{
    private const int BusySeconds = 10;

    static Connections() => SQLitePCL.Batteries_V2.Init();

    public static SqliteConnection OpenWriter(string file)
    {
        var connection = Open(file, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Schema.CheckLibrary(connection);
            Schema.Execute(
                connection,
                """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA fullfsync = ON;
                PRAGMA checkpoint_fullfsync = ON;
                PRAGMA trusted_schema = OFF;
                PRAGMA journal_size_limit = 67108864;
                """);
            if (Schema.Scalar(connection, "PRAGMA journal_mode") is not "wal"
                || Schema.Scalar(connection, "PRAGMA synchronous") is not 2L)
            {
                throw new LedgerFormatException($"'{file}' cannot be kept in WAL mode with full synchronisation");
            }

            Schema.Ensure(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(string file)
    {
        var connection = Open(file, SqliteOpenMode.ReadOnly);
        Schema.Execute(connection, "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;");
        return connection;
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB)
        {
            connection.Dispose();
            throw new LedgerFormatException($"'{file}' is no SQLite file", fault);
        }
    }
}
