namespace Award.Ledger.Sqlite;

/// <summary>
/// Exclusive use of a data folder, by an operating system lock on <c>ledger.lock</c>. A killed process
/// leaves the file but not the lock.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="LedgerInUseException">Someone else has it.</exception>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, "ledger.lock");
        try
        {
            return new FolderLock(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new LedgerInUseException(
                $"the data folder '{folder}' is in use by another process", fault);
        }
    }

    public void Dispose() => _file.Dispose();
}
