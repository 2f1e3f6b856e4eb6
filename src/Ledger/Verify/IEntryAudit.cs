namespace Award.Ledger.Verify;

/// <summary>
/// A second look at the same pass over the entries: it is shown each one and says at the end what does not
/// follow from them. One instance serves one verification.
/// </summary>
public interface IEntryAudit
{
    /// <summary>Called for each readable entry, province by province, by position.</summary>
    void Observe(Entry entry);

    /// <summary>
    /// Called once, with the published documents by key. They may be enumerated more than once.
    /// </summary>
    IEnumerable<Finding> Finish(IEnumerable<StoredDocument> documents);
}
