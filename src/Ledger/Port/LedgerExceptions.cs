namespace Award.Ledger;

/// <summary>
/// A write to the disk failed, and with it the store: nothing more is read or written through it. Whether
/// the commands that were under way are on record is known after it is opened again: ask <see
/// cref="ILedger.FindCommandAsync"/>.
/// </summary>
public sealed class LedgerFailedException : IOException
{
    public LedgerFailedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    public LedgerFailedException()
    {
    }
}

/// <summary>
/// The command was not recorded because the store was busy for longer than it waits; it may be sent again.
/// </summary>
public sealed class LedgerBusyException : IOException
{
    public LedgerBusyException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    public LedgerBusyException()
    {
    }
}

/// <summary>Another process, or another ledger of this one, has the folder open.</summary>
public sealed class LedgerInUseException : IOException
{
    public LedgerInUseException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    public LedgerInUseException()
    {
    }
}

/// <summary>
/// The file is no ledger, or of a format that this version does not know, or the SQLite library is too old.
/// </summary>
public sealed class LedgerFormatException : Exception
{
    public LedgerFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    public LedgerFormatException()
    {
    }
}
