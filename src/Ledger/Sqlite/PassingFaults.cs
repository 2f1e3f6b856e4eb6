using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Award.Ledger.Sqlite;

/// <summary>
/// Faults of a file after which it is as it was before, and the same may succeed later: the disk is full or takes no
/// writes for now, or another program holds the file locked. A failed synchronisation is none of them: after it nobody
/// can tell what the disk holds.
/// </summary>
internal static class PassingFaults
{
    /// <summary>The operating system refused to write: the disk is full.</summary>
    private const int Full = SQLITE_FULL;

    /// <summary>The operating system refused to write for another reason: a quota, a file system made read-only.</summary>
    private const int WriteRefused = SQLITE_IOERR_WRITE;

    /// <summary>Whether a write was refused. The transaction is undone; no part of it was synchronised.</summary>
    public static bool IsNoRoom(SqliteException fault) =>
        fault.SqliteErrorCode == Full || fault.SqliteExtendedErrorCode == WriteRefused;

    public static bool Is(SqliteException fault) =>
        IsNoRoom(fault) || fault.SqliteErrorCode is SQLITE_BUSY or SQLITE_LOCKED or SQLITE_READONLY;
}
