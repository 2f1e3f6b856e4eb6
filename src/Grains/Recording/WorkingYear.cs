using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Outlook;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains.Recording;

/// <summary>
/// A year as its sheets stand now, with its rating. It catches up with the ledger's heads when told to; what is kept between
/// saves work and is made from the record alone.
/// </summary>
internal sealed class WorkingYear(
    ILedger ledger, YearLoader loader, ProvinceCatalogue catalogue, RegionCode province, AwardYear awardYear)
{
    private readonly Dictionary<string, SheetOnRecord> _sheets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _cursors = new(StringComparer.Ordinal);
    private ReferencesDocument? _previous;
    private YearRating? _rating;
    private bool _stale = true;

    public YearOnRecord Year { get; private set; } = YearOnRecord.New(StreamNames.Year(province, awardYear));

    /// <summary>The province's position up to which sheets were looked at.</summary>
    public long Cursor => _cursors.Values.DefaultIfEmpty().Max();

    /// <summary>Catches up with every sheet whose head moved since the last look, whoever did or did not say so.</summary>
    public async Task HealAsync()
    {
        Year = await Year.CatchUpAsync(ledger);
        if (_previous is null && await loader.PreviousAsync(province, awardYear) is { } previous)
        {
            // Last year has been published meanwhile: what looks back on it moves though no sheet does.
            _previous = previous;
            _stale = true;
        }

#if PLANT_NoHealing
        if (_cursors.Count > 0)
        {
            return;
        }
#endif
        foreach (var prefix in (string[])[$"county/{awardYear}/", $"city/{awardYear}/"])
        {
            var heads = await ledger.ReadHeadsAsync(province, prefix, _cursors.GetValueOrDefault(prefix));
            foreach (var head in heads)
            {
                if (await SheetChangedAsync(head.Stream, head.Version))
                {
                    GrainMetrics.Heals.Add(1);
                }

                _cursors[prefix] = head.Position;
            }
        }
    }

    /// <summary>The highest version wins: a late or doubled notice finds a sheet that is newer or the same.</summary>
    /// <returns>Whether it is newer than what was known.</returns>
    public async Task<bool> SheetChangedAsync(string stream, long version)
    {
        var held = Sheet(stream);
        if (version <= held.Version)
        {
            return false;
        }

        _sheets[stream] = await held.CatchUpAsync(ledger);
        _stale = true;
        return true;
    }

    public SheetOnRecord Sheet(RegionLevel level, RegionCode code) => Sheet(StreamNames.Sheet(level, awardYear, code));

    /// <summary>The rating of the sheets as they were last looked at; null when the year is not open.</summary>
    public async Task<YearRating?> RatingAsync()
    {
        if (Year.State.Opened is not { } opened || (!_stale && _rating?.Rulebook.Hash == opened.RulebookHash))
        {
            return _rating;
        }

        var rulebook = await catalogue.RulebookAsync(province, opened.RulebookHash);
        var register = await catalogue.RegisterAsync(province, opened.RegisterHash);
        _rating = YearMaterial.Rate(rulebook, register, awardYear, Regions(register), _previous, _rating);
        _stale = false;
        return _rating;
    }

    /// <summary>What the rating is made from; the year is open.</summary>
    public async Task<YearSheets> SheetsAsync()
    {
        var register = await catalogue.RegisterAsync(province, Year.State.Opened!.RegisterHash);
        return YearMaterial.Sheets(register, awardYear, Regions(register), _previous);
    }

    /// <summary>A region's outcomes up to the year, by its lineage; the year is open.</summary>
    public async Task<StreakSoFar> StreakAsync(RegionCode code)
    {
        var register = await catalogue.RegisterAsync(province, Year.State.Opened!.RegisterHash);
        var lineage = register.LineageOf(code)!.Value;
        var streak = (await loader.StreaksAsync([lineage]))[lineage].State;
        return new StreakSoFar(
            code,
            awardYear,
            [.. streak.EffectiveOutcomes.Where(outcome => outcome.Year.CompareTo(awardYear) < 0)],
            streak.Outcomes.IsEmpty ? NoYear : await StreakPlans.RulesAsync(catalogue, province, streak));
    }

    private static (Ladder Ladder, StreakRules Rules) NoYear(AwardYear year) =>
        throw new ArgumentOutOfRangeException(nameof(year), year, "there is no outcome of that year");

    private SheetOnRecord Sheet(string stream) => _sheets.GetValueOrDefault(stream) ?? SheetOnRecord.New(stream);

    private List<SealedRegion> Regions(RegionRegister register) =>
    [
        .. register.RegionsOf(province, awardYear).Select(row =>
        {
            var sheet = Sheet(row.Level, row.Code);
            return new SealedRegion(row, register.LineageOf(row.Code)!.Value, sheet.Version, sheet.State);
        }),
    ];
}
