using Award.Ledger.Postgres;
using Award.Ledger.Sqlite;

namespace Award.Ledger.Copying;

/// <summary>
/// Copies of a whole record, between a data folder, a file and a database: row by row, read back, and verified before they stand
/// in their place. What a copy is not is left as it was before.
/// </summary>
public static class RecordCopies
{
    /// <summary>
    /// Copies a record that may be in use into one file: a ledger of the embedded store, whichever store it comes from, that
    /// only its owner can read.
    /// </summary>
    /// <param name="place">A data folder, the ledger's file in it, or a connection string.</param>
    /// <param name="people">
    /// The folder that takes what is known about people, and a data folder's signing key; null: they are not copied.
    /// </param>
    /// <exception cref="CopyRefusedException">The file is there already, or people are in the folder.</exception>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    /// <exception cref="LedgerFormatException">The place holds no ledger of a known format.</exception>
    public static CopyReport Backup(string place, string file, string? people, bool replace, ICopyProgress progress)
    {
        if (!replace && File.Exists(file))
        {
            throw new CopyRefusedException($"'{file}' is there already; --replace takes its place");
        }

        using var source = CopySource.Open(place, people is null ? null : FolderOf(place));
        var folder = people ?? "";
        if (people is not null)
        {
            PeopleFolder.Check(source, folder, replace);
        }

        var copied = new List<CopiedTable>();
        var report = RecordFile.Write(source, file, progress, () =>
        {
            if (people is not null)
            {
                OwnerOnly.MakeFolder(folder);
                copied = PeopleFolder.Write(source, folder, progress);
            }
        });
        return report with { Tables = [.. report.Tables, .. copied] };
    }

    /// <summary>Puts a backup into a data folder or a database that no server has open.</summary>
    /// <param name="file">What <see cref="Backup"/> wrote.</param>
    /// <param name="people">The folder that it wrote people into; null: what the target knows about people stays.</param>
    /// <param name="replace">Whether what the target holds may be lost.</param>
    /// <exception cref="CopyRefusedException">The target holds something already, or is in use.</exception>
    /// <inheritdoc cref="Backup"/>
    public static async Task<CopyReport> RestoreAsync(
        string file, string target, string? people, bool replace, ICopyProgress progress, CancellationToken cancellation = default)
    {
        using var source = CopySource.Open(file, people);
        return PostgresPlace.IsOne(target)
            ? await DatabaseTarget.WriteAsync(source, target, replace, progress, cancellation).ConfigureAwait(false)
            : FolderTarget.Write(source, target, replace, progress);
    }

    /// <summary>
    /// Moves an embedded installation into a database, people with it; the folder is held meanwhile, so that nothing is written
    /// behind the copy, and stays as it is. The signing key stays in it too.
    /// </summary>
    /// <exception cref="LedgerInUseException">A server has the folder open.</exception>
    /// <inheritdoc cref="RestoreAsync"/>
    public static async Task<CopyReport> MoveAsync(
        string folder, string database, bool replace, ICopyProgress progress, CancellationToken cancellation = default)
    {
        if (!File.Exists(SqliteLedgerOptions.FileIn(folder)))
        {
            throw new FileNotFoundException($"there is no ledger at '{folder}'", SqliteLedgerOptions.FileIn(folder));
        }

        using var held = FolderLock.Take(folder);
        using var source = CopySource.Open(folder, folder);
        return await DatabaseTarget.WriteAsync(source, database, replace, progress, cancellation).ConfigureAwait(false);
    }

    private static string FolderOf(string place) =>
        Directory.Exists(place) || PostgresPlace.IsOne(place) ? place : Path.GetDirectoryName(Path.GetFullPath(place))!;
}
