namespace Award.Ledger.Verify;

/// <summary>Receipts kept outside: each must name an entry that is on record as the receipt says.</summary>
internal sealed class ReceiptAudit(IReadOnlyList<KeptReceipt> receipts, List<Finding> findings)
{
    private readonly HashSet<KeptReceipt> _open = [.. receipts];

    private readonly ILookup<(string Stream, long Version), KeptReceipt> _byEntry =
        receipts.Distinct().ToLookup(receipt => (receipt.Stream, receipt.Version));

    public void Observe(in RawEntry row)
    {
        if (_open.Count == 0)
        {
            return;
        }

        foreach (var receipt in _byEntry[(row.Parts.Stream, row.Parts.Version)])
        {
            if (receipt.Hash == row.Hash
                && receipt.Id == row.Parts.Command
                && CanonicalText.Of(receipt.RecordedAt) == row.Parts.At)
            {
                _open.Remove(receipt);
            }
        }
    }

    public void Finish() => findings.AddRange(receipts.Where(_open.Contains).Select(receipt => new Finding(
        FindingCode.ReceiptNotFound,
        receipt.Stream,
        receipt.Version,
        0,
        $"the entry that receipt {receipt.Id} names is not on record")));
}
