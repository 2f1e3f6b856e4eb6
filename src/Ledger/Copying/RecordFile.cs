using Award.Ledger.Sqlite;
using Award.Ledger.Verify;

namespace Award.Ledger.Copying;

/// <summary>Writes a record into a file of its own: verified and whole under its name, or not at all.</summary>
internal static class RecordFile
{
    /// <param name="inPlace">Called once the file is verified, before it takes its name.</param>
    public static CopyReport Write(CopySource source, string file, ICopyProgress progress, Action? inPlace = null)
    {
        var draft = $"{file}.partial";
        Remove(draft);
        OwnerOnly.Make(draft);
        CopyReport report;
        using (var connection = Connections.OpenNew(draft))
        {
            Schema.Execute(connection, "BEGIN IMMEDIATE");
            var tables = TableCopy.Run(StoredTable.Record, source.Record, new SqliteTables(connection), progress);
            Schema.Execute(connection, "COMMIT");
            report = new CopyReport(Verified(connection, progress), tables, AlreadyThere: false);
        }

        if (report.Verified.Passed)
        {
            inPlace?.Invoke();
            File.Move(draft, file, overwrite: true);
        }
        else
        {
            Remove(draft);
        }

        return report;
    }

    private static VerifyReport Verified(Microsoft.Data.Sqlite.SqliteConnection connection, ICopyProgress progress) =>
        LedgerVerifier.VerifyChain(connection, [], progress.Audits);

    // What an earlier attempt left behind when it was killed.
    private static void Remove(string draft)
    {
        File.Delete(draft);
        File.Delete($"{draft}-journal");
    }
}
