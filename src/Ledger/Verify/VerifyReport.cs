namespace Award.Ledger.Verify;

/// <summary>What a verification looked at and what it found.</summary>
public sealed record VerifyReport(
    long Entries, long Commands, long Documents, IReadOnlyList<Finding> Findings)
{
    public bool Passed => Findings.Count == 0;
}
