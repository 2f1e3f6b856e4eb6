using Award.Ledger.Verify;

namespace Award.Ledger.Copying;

/// <param name="Digest">SHA-256 over its rows, the same in every store that holds the same.</param>
public sealed record CopiedTable(string Name, long Rows, string Digest);

/// <summary>What was copied, read back and verified.</summary>
/// <param name="Verified">
/// What <c>award verify</c> finds in the copy. Where it finds anything, the copy was not put in its place.
/// </param>
/// <param name="AlreadyThere">The target held the very same record before; nothing was written.</param>
public sealed record CopyReport(VerifyReport Verified, IReadOnlyList<CopiedTable> Tables, bool AlreadyThere);

/// <summary>How far a copy is.</summary>
public interface ICopyProgress
{
    /// <summary>What looks at the copy before it is put in its place, beside the check of its chain.</summary>
    IReadOnlyList<IEntryAudit> Audits { get; }

    /// <summary>Called now and then, and at the end of each table.</summary>
    void Copied(string table, long rows, bool whole);
}

/// <summary>The target is not one that may be written to as it is; nothing was changed.</summary>
public sealed class CopyRefusedException : Exception
{
    public CopyRefusedException(string message)
        : base(message)
    {
    }

    public CopyRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public CopyRefusedException()
    {
    }
}
