namespace Award.Ledger.Postgres;

/// <summary>Where the shared store is and how it gathers commands.</summary>
public sealed record PostgresLedgerOptions
{
    /// <summary>Npgsql's; several hosts ("Host=a,b") are a primary and its standbys.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Most commands in one commit.</summary>
    public int BatchCommands { get; init; } = 512;

    /// <summary>Payload and document bytes after which a commit takes no more commands.</summary>
    public long BatchBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Commands that may wait; a caller beyond them waits for a place.</summary>
    public int QueueCommands { get; init; } = 4096;

    /// <summary>Connections that read at a time.</summary>
    public int Readers { get; init; } = 16;

    /// <summary>
    /// How long a batch is tried again while the database cannot be reached or gives way to others; after it
    /// the commands are answered with a failure and may be sent again.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The server ends a statement after this.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The server ends a wait for a lock after this. It is more than <see cref="IdleTimeout"/>: whoever waits
    /// for a silo that froze in the middle outlasts it.
    /// </summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The server undoes a transaction whose client says nothing for this long.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>By which patience and pauses are measured.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>
    /// Called at each point of a batch with the server's process id for it; what it throws counts as a
    /// connection lost there.
    /// </summary>
    internal Func<PostgresPoint, int, Task>? AtPoint { get; init; }
}

/// <summary>The steps of a batch between which a process, a connection or a server can die.</summary>
internal enum PostgresPoint
{
    BeforeLock,
    AfterLock,
    BeforeWrite,
    BeforeCommit,
    AfterCommit,
}
