using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>Loads what a whole year consists of: its sheets, last year's references, its streaks.</summary>
public sealed class YearLoader(ILedger ledger, IPublished published, ProvinceCatalogue catalogue)
{
    /// <summary>The sheet of every region of that year, at its present version.</summary>
    public async Task<IReadOnlyList<SealedRegion>> SheetsAsync(YearOpened year)
    {
        var register = await catalogue.RegisterAsync(year.Province, year.RegisterHash);
        var regions = new List<SealedRegion>();
        foreach (var row in register.RegionsOf(year.Province, year.Year))
        {
            var sheet = await SheetOnRecord.LoadAsync(ledger, StreamNames.Sheet(row.Level, year.Year, row.Code));
            regions.Add(new SealedRegion(row, register.LineageOf(row.Code)!.Value, sheet.Version, sheet.State));
        }

        return regions;
    }

    /// <summary>What this year's rules look back at; null when last year was not published here.</summary>
    public async Task<ReferencesDocument?> PreviousAsync(RegionCode province, AwardYear year)
    {
        var document = await published.FindAsync(DocumentKeys.References(province, year.Previous));
        return document is null ? null : DocumentJson.Read<ReferencesDocument>(document.Bytes.Span);
    }

    /// <summary>The streak stream of each unit, by lineage.</summary>
    public async Task<IReadOnlyDictionary<LineageId, StreakOnRecord>> StreaksAsync(IEnumerable<LineageId> lineages)
    {
        var streaks = new Dictionary<LineageId, StreakOnRecord>();
        foreach (var lineage in lineages)
        {
            streaks[lineage] = await StreakOnRecord.LoadAsync(ledger, StreamNames.Streak(lineage));
        }

        return streaks;
    }
}
