namespace Award.Ledger.Copying;

/// <summary>Copies tables row by row, and reads each back: what stands there has the digest of what was read.</summary>
internal static class TableCopy
{
    private const int Every = 10_000;

    /// <exception cref="IOException">A table reads back otherwise than it was written.</exception>
    public static List<CopiedTable> Run(
        IReadOnlyList<StoredTable> tables, ITables source, ITables target, ICopyProgress progress) =>
        [.. tables.Select(table => Run(table, source, target, progress))];

    private static CopiedTable Run(StoredTable table, ITables source, ITables target, ICopyProgress progress)
    {
        using var digest = new RowDigest();
        target.Write(table, Observed(source.Rows(table), digest, table, progress));
        var read = digest.Finish(table);
        if (RowDigest.Of(target, table) != read)
        {
            throw new IOException($"the table '{table.Name}' reads back otherwise than it was written");
        }

        progress.Copied(table.Name, read.Rows, whole: true);
        return read;
    }

    private static IEnumerable<object?[]> Observed(
        IEnumerable<object?[]> rows, RowDigest digest, StoredTable table, ICopyProgress progress)
    {
        foreach (var row in rows)
        {
            digest.Add(row);
            if (digest.Rows % Every == 0)
            {
                progress.Copied(table.Name, digest.Rows, whole: false);
            }

            yield return row;
        }
    }
}
