namespace Award.Ledger.Sqlite;

/// <summary>Where the embedded store lives and how it gathers commands.</summary>
public sealed record SqliteLedgerOptions
{
    /// <summary>The data folder, made if it is not there. One ledger at a time may have it open.</summary>
    public required string Folder { get; init; }

    /// <summary>Most commands in one commit.</summary>
    public int BatchCommands { get; init; } = 512;

    /// <summary>Payload and document bytes after which a commit takes no more commands.</summary>
    public long BatchBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Commands that may wait; a caller beyond them waits for a place.</summary>
    public int QueueCommands { get; init; } = 4096;

    /// <summary>Connections that read at a time.</summary>
    public int Readers { get; init; } = 8;

    /// <summary>
    /// How long a commit waits for another program that holds the file locked; whole seconds, at least one.
    /// </summary>
    public TimeSpan Busy { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Asked before each commit: why nothing may be written now, or null. Must not throw.</summary>
    public Func<string?>? NoRoom { get; init; }

    /// <summary>
    /// Called once when the store has failed. A host stops its process here: after a failed fsync nobody can
    /// tell what the disk holds until it is read anew.
    /// </summary>
    public Action<Exception>? OnFailure { get; init; }

    /// <summary>
    /// Called at each write point of an append; what it throws is a failure of the disk there.
    /// </summary>
    internal Action<WritePoint>? AtWritePoint { get; init; }

    /// <summary>The ledger's file in its folder.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, "ledger.db");
}

/// <summary>The steps of a commit between which a process or a disk can die.</summary>
internal enum WritePoint
{
    BeforeBegin,
    BeforeEntry,
    AfterEntry,
    BeforeHeads,
    BeforeDocuments,
    BeforeCommandRow,
    BeforeCommit,
    AfterCommit,
}
