namespace Award.Ledger.Copying;

/// <summary>What stands at the target before anything is written.</summary>
internal static class TargetCheck
{
    /// <summary>
    /// Null where no record is; a report where the very same one is, so that what was killed after its last step may be asked for
    /// again.
    /// </summary>
    /// <exception cref="CopyRefusedException">Another record is there.</exception>
    public static CopyReport? Compared(CopySource source, ITables target, string name)
    {
        if (!StoredTable.Record.Any(target.HasRows))
        {
            return null;
        }

        // The record alone: what is known about people is looked at apart, and comes and goes.
        var tables = StoredTable.Record.Select(table => RowDigest.Of(target, table)).ToList();
        return tables.SequenceEqual(StoredTable.Record.Select(table => RowDigest.Of(source.Record, table)))
            ? new CopyReport(new(tables[0].Rows, tables[3].Rows, tables[4].Rows, []), tables, AlreadyThere: true)
            : throw new CopyRefusedException($"{name} holds a record already; --replace takes its place");
    }

    /// <summary>Whether two stores know the same about people.</summary>
    public static bool IsSameOfPeople(ITables source, ITables target) =>
        StoredTable.People.All(table => RowDigest.Of(source, table) == RowDigest.Of(target, table));

    /// <exception cref="CopyRefusedException">People are known there.</exception>
    public static void RefuseKnownPeople(ITables target, string name)
    {
        if (StoredTable.People.Any(target.HasRows))
        {
            throw new CopyRefusedException($"people are known in {name} already; --replace forgets them");
        }
    }
}
