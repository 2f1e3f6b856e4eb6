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
/// The store was busy, or not there, for longer than it waits: a command was not recorded, a read not answered.
/// Either may be sent again.
/// </summary>
public class LedgerBusyException : IOException
{
    public LedgerBusyException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    public LedgerBusyException()
    {
    }
}

/// <summary>
/// There is no room on the store's disk: the command was not recorded and may be sent again once there is. Reads go on.
/// </summary>
public sealed class LedgerFullException : LedgerBusyException
{
    public LedgerFullException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    public LedgerFullException()
    {
    }
}

/// <summary>
/// The store was lost while it was recording the command, and has not come back in time to say whether it is on
/// record. Sent again under its key it is recorded once in either case.
/// </summary>
public sealed class LedgerOutcomeUnknownException : IOException
{
    public LedgerOutcomeUnknownException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    public LedgerOutcomeUnknownException()
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
/// The file or database is no ledger, or of a format that this version does not know, or the software that
/// keeps it is too old.
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
