using System.Globalization;
using Award.Ledger;
using Award.Ledger.Verify;

namespace Award.Cli.Verify;

/// <summary>
/// Says on a terminal how many entries have been read, on one line that is overwritten. Finds nothing.
/// </summary>
internal sealed class EntryProgress(Terminal terminal) : IEntryAudit
{
    private const int Every = 10_000;

    private long _entries;

    public void Observe(Entry entry)
    {
        _entries++;
        if (terminal.ShowsProgress && _entries % Every == 0)
        {
            terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{_entries} entries"));
        }
    }

    public IEnumerable<Finding> Finish(IEnumerable<StoredDocument> documents)
    {
        if (terminal.ShowsProgress)
        {
            terminal.Error.Write("\rcomparing published documents");
        }

        return [];
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (terminal.ShowsProgress)
        {
            terminal.Error.Write("\r                             \r");
        }
    }
}
