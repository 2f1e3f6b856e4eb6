using Award.Ledger.People;
using Award.Ledger.Sqlite;

namespace Award.Ledger.Copying;

/// <summary>Writes what is known about people, and the key of their tokens, into a folder.</summary>
internal static class PeopleFolder
{
    /// <summary>Nothing is written where something else would be lost; the same people again are no loss.</summary>
    /// <exception cref="CopyRefusedException">People stand there already, or another key.</exception>
    public static void Check(CopySource source, string folder, bool replace)
    {
        if (replace)
        {
            return;
        }

        if (source.People is not null && PeopleFile.PathIn(folder) is var file && File.Exists(file))
        {
            using var connection = Connections.OpenReader(file, TimeSpan.FromSeconds(10));
            var there = new SqliteTables(connection);
            if (!TargetCheck.IsSameOfPeople(source.People, there))
            {
                TargetCheck.RefuseKnownPeople(there, $"'{folder}'");
            }
        }

        if (source.Key is { } key && SigningKey.PathIn(folder) is var kept && File.Exists(kept)
            && !File.ReadAllBytes(kept).AsSpan().SequenceEqual(File.ReadAllBytes(key)))
        {
            throw new CopyRefusedException($"'{folder}' has another signing.key; --replace puts it away");
        }
    }

    /// <summary>All of them in one transaction.</summary>
    public static List<CopiedTable> Write(CopySource source, string folder, ICopyProgress progress)
    {
        List<CopiedTable> copied = [];
        if (source.People is { } people)
        {
            PeopleFile.Open(folder);
            using var connection = Connections.OpenExisting(PeopleFile.PathIn(folder));
            var target = new SqliteTables(connection);
            Schema.Execute(connection, "PRAGMA secure_delete = ON; BEGIN IMMEDIATE");
            foreach (var table in StoredTable.People)
            {
                target.Clear(table);
            }

            copied = TableCopy.Run(StoredTable.People, people, target, progress);
            Schema.Execute(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        }

        if (source.Key is { } key)
        {
            var draft = $"{SigningKey.PathIn(folder)}.partial";
            File.Delete(draft);
            OwnerOnly.Make(draft);
            File.WriteAllBytes(draft, File.ReadAllBytes(key));
            File.Move(draft, SigningKey.PathIn(folder), overwrite: true);
        }

        return copied;
    }
}
