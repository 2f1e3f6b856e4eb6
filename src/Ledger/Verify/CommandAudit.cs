using Award.Rules.Record;

namespace Award.Ledger.Verify;

/// <summary>
/// Commands against their entries: a command's entries stand side by side, agree in actor and time, and lead
/// to exactly the receipt that its row holds; the row's id is the hash of what it says.
/// </summary>
internal sealed class CommandAudit(IRawRecord record, List<Finding> findings)
{
    private readonly List<StreamHead> _heads = [];
    private EntryText.Parts _first;

    /// <summary>Commands whose entries have been seen.</summary>
    public long Count { get; private set; }

    public void Observe(in RawEntry row)
    {
        var parts = row.Parts;
        if (_heads.Count == 0 || parts.Command != _first.Command || parts.Province != _first.Province)
        {
            CheckUnderWay();
            _first = parts;
        }
        else if (parts.Actor != _first.Actor || parts.At != _first.At)
        {
            findings.Add(new(
                FindingCode.CommandDiffers,
                parts.Stream,
                parts.Version,
                parts.Position,
                "another actor or time than the command's first entry"));
        }

        var head = new StreamHead(parts.Stream, parts.Version, parts.Position, row.Hash);
        if (_heads.Count > 0 && _heads[^1].Stream == head.Stream)
        {
            _heads[^1] = head;
        }
        else
        {
            _heads.Add(head);
        }
    }

    public void Finish()
    {
        CheckUnderWay();
        if (record.CountCommands() == Count)
        {
            return;
        }

        findings.AddRange(record.CommandsWithoutEntries().Select(command => new Finding(
            FindingCode.CommandWithoutEntries,
            "",
            0,
            0,
            $"command {command.Id} of {command.Actor} has no entries")));
    }

    private void CheckUnderWay()
    {
        if (_heads.Count == 0)
        {
            return;
        }

        Count++;
        if (record.FindCommand(_first.Command) is { } row)
        {
            Check(row);
        }
        else
        {
            Add(FindingCode.CommandMissing, "the entry's command has no row");
        }

        _heads.Clear();
    }

    private void Check(RawCommand row)
    {
        if (EntryText.CommandId(new Person(row.Actor), row.Key, row.Body) != row.Id)
        {
            Add(
                FindingCode.CommandDiffers,
                $"the id of command {row.Id} is not the hash of its actor, key and body");
        }

        if (row.Actor != _first.Actor)
        {
            Add(FindingCode.CommandDiffers, $"command {row.Id} is of another actor than its entries");
        }

        if (!CanonicalText.TryInstant(_first.At, out var at))
        {
            return; // Found as a malformed entry.
        }

        var head = _heads[0];
        var expected = new Receipt(_first.Command, head.Stream, head.Version, head.Hash, at, [.. _heads]);
        if (!EntryText.Of(expected).AsSpan().SequenceEqual(row.Receipt))
        {
            Add(
                FindingCode.CommandDiffers,
                $"the receipt of command {row.Id} does not say what its entries say");
        }
    }

    private void Add(FindingCode code, string message) =>
        findings.Add(new(code, _first.Stream, _first.Version, _first.Position, message));
}
