namespace Award.Ledger;

/// <summary>
/// Bytes that are not canonical JSON, or not of the shape their kind has. The message names the byte offset.
/// </summary>
public sealed class CanonicalFormatException : FormatException
{
    public CanonicalFormatException(string message)
        : base(message)
    {
    }

    public CanonicalFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public CanonicalFormatException()
    {
    }
}
