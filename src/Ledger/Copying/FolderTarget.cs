using Award.Ledger.Sqlite;

namespace Award.Ledger.Copying;

/// <summary>
/// Puts a record into a data folder. The folder is held like a server holds it; people come first and the record's file takes its
/// name last, so wherever it is killed the folder holds what it held before, or all of the new record.
/// </summary>
internal static class FolderTarget
{
    public static CopyReport Write(CopySource source, string folder, bool replace, ICopyProgress progress)
    {
        Directory.CreateDirectory(folder);
        using var held = FolderLock.Take(folder);
        var file = SqliteLedgerOptions.FileIn(folder);
        var there = replace ? null : Compared(source, file);
        PeopleFolder.Check(source, folder, replace);
        if (there is not null)
        {
            return there with { Tables = [.. there.Tables, .. PeopleFolder.Write(source, folder, progress)] };
        }

        var people = new List<CopiedTable>();
        var report = RecordFile.Write(source, file, progress, () =>
        {
            people = PeopleFolder.Write(source, folder, progress);
            Settle(file);
        });
        return report with { Tables = [.. report.Tables, .. people] };
    }

    /// <summary>Null where the folder holds no record, or an empty one.</summary>
    /// <exception cref="CopyRefusedException">It holds another record.</exception>
    private static CopyReport? Compared(CopySource source, string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        using var connection = Connections.OpenReader(file, TimeSpan.FromSeconds(10));
        Schema.Check(connection);
        return TargetCheck.Compared(source, new SqliteTables(connection), $"'{Path.GetDirectoryName(file)}'");
    }

    /// <summary>
    /// Takes what stands in the old file's log into that file and removes the log, which must not meet the new file.
    /// </summary>
    private static void Settle(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        using (var connection = Connections.OpenExisting(file))
        {
            if (Schema.Scalar(connection, "PRAGMA journal_mode = DELETE") is not "delete")
            {
                throw new LedgerInUseException($"'{file}' is being read by another program");
            }
        }

        File.Delete($"{file}-wal");
        File.Delete($"{file}-shm");
    }
}
