namespace Award.Ledger.Verify;

/// <summary>
/// Hashes, versions, positions, heads and commands of one pass over the entries. It keeps in memory one line
/// a stream and the command under way, so that a ledger of any length can be verified.
/// </summary>
internal sealed class ChainAudit
{
    private readonly IRawRecord _record;
    private readonly List<Finding> _findings;
    private readonly CommandAudit _commands;
    private readonly ReceiptAudit _receipts;
    private readonly Dictionary<string, RawHead> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RawHead> _provinces = new(StringComparer.Ordinal);
    private readonly CanonicalWriter _scratch = new();

    public ChainAudit(
        IRawRecord record, IReadOnlyList<KeptReceipt> receipts, List<Finding> findings)
    {
        _record = record;
        _findings = findings;
        _commands = new CommandAudit(record, findings);
        _receipts = new ReceiptAudit(receipts, findings);
    }

    public long Entries { get; private set; }

    public long Commands => _commands.Count;

    /// <summary>Checks the next entry by province and position; gives it back when it can be read.</summary>
    public Entry? Observe(in RawEntry row)
    {
        Entries++;
        CheckPosition(row);
        CheckVersion(row);
        if (EntryText.Hash(_scratch, row.Parts, row.Payload) != row.Hash)
        {
            Add(FindingCode.HashDiffers, row, "the hash is not that of the entry's bytes");
        }

        _commands.Observe(row);
        _receipts.Observe(row);
        return Read(row);
    }

    /// <summary>After the last entry: heads, commands and kept receipts.</summary>
    public void Finish()
    {
        CheckHeads(_record.Heads(), _streams, "stream");
        CheckHeads(_record.Provinces(), _provinces, "province");
        _commands.Finish();
        _receipts.Finish();
    }

    private void CheckPosition(in RawEntry row)
    {
        var (province, position) = (row.Parts.Province, row.Parts.Position);
        var expected = (_provinces.GetValueOrDefault(province)?.Position ?? 0) + 1;
        if (position != expected)
        {
            Add(
                FindingCode.PositionGap,
                row,
                $"province {province} has this entry where position {expected} belongs");
        }

        _provinces[province] = new RawHead(province, province, position, 0, row.Hash);
    }

    private void CheckVersion(in RawEntry row)
    {
        var (stream, version) = (row.Parts.Stream, row.Parts.Version);
        var before = _streams.GetValueOrDefault(stream);
        var expected = (before?.Version ?? 0) + 1;
        if (version != expected)
        {
            Add(FindingCode.VersionGap, row, $"the stream has this entry where version {expected} belongs");
        }
        else if (row.Parts.Previous != (before?.Hash ?? ContentHash.None))
        {
            Add(FindingCode.PreviousHashDiffers, row, "it does not follow the entry before it");
        }

        if (before is not null && before.Province != row.Parts.Province)
        {
            Add(FindingCode.ForeignProvince, row, $"the stream began in province {before.Province}");
        }

        _streams[stream] = new RawHead(stream, row.Parts.Province, row.Parts.Position, version, row.Hash);
    }

    private Entry? Read(in RawEntry row)
    {
        try
        {
            return EntryRows.ReadEntry(row);
        }
        catch (FormatException fault)
        {
            Add(FindingCode.FactUnreadable, row, fault.Message);
            return null;
        }
    }

    private void CheckHeads(IEnumerable<RawHead> kept, Dictionary<string, RawHead> derived, string what)
    {
        var missing = new SortedDictionary<string, RawHead>(derived, StringComparer.Ordinal);
        foreach (var head in kept)
        {
            missing.Remove(head.Name);
            if (derived.GetValueOrDefault(head.Name) is not { } last)
            {
                AddHead(FindingCode.HeadDiffers, head, $"the {what} has a head but no entries");
            }
            else if (head != last)
            {
                AddHead(
                    FindingCode.HeadDiffers,
                    head,
                    $"the {what}'s last entry is another, at position {last.Position}");
            }
        }

        foreach (var last in missing.Values)
        {
            AddHead(FindingCode.HeadMissing, last, $"the {what} has entries but no head");
        }
    }

    private void AddHead(FindingCode code, RawHead head, string message) =>
        _findings.Add(new(code, head.Name, head.Version, head.Position, message));

    private void Add(FindingCode code, in RawEntry row, string message) =>
        _findings.Add(new(code, row.Parts.Stream, row.Parts.Version, row.Parts.Position, message));
}
