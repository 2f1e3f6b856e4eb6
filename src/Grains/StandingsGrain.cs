using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Rating;
using Award.Rules.Record;
using Microsoft.Extensions.Options;

namespace Award.Grains;

/// <summary>How working standings keep themselves true.</summary>
public sealed class StandingsOptions
{
    /// <summary>How often they compare with the ledger's heads; zero: only when asked to.</summary>
    public TimeSpan HealEvery { get; set; } = TimeSpan.FromSeconds(3);
}

/// <inheritdoc cref="IStandingsGrain"/>
public sealed class StandingsGrain(
    ILedger ledger, YearLoader loader, ProvinceCatalogue catalogue, IOptions<StandingsOptions> options)
    : Grain, IStandingsGrain
{
    private readonly Dictionary<string, SheetOnRecord> _sheets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _cursors = new(StringComparer.Ordinal);
    private RegionCode _province;
    private AwardYear _awardYear;
    private YearOnRecord _year = null!;
    private ReferencesDocument? _previous;
    private YearRating? _rating;
    private bool _stale = true;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_province, _awardYear) = GrainKeys.ProvinceYear(this.GetPrimaryKeyString(), "standings");
        _year = YearOnRecord.New(StreamNames.Year(_province, _awardYear));
        await HealAsync();
        if (options.Value.HealEvery > TimeSpan.Zero)
        {
            this.RegisterGrainTimer(HealAsync, options.Value.HealEvery, options.Value.HealEvery);
        }
    }

    public async Task SheetChangedAsync(string stream, long version)
    {
        // The highest version wins: a late or doubled notice finds a sheet that is newer or the same.
        var held = _sheets.GetValueOrDefault(stream) ?? SheetOnRecord.New(stream);
        if (version > held.Version)
        {
            _sheets[stream] = await held.CatchUpAsync(ledger);
            _stale = true;
        }
    }

    public async Task<WorkingTable?> TableAsync(CallerView caller, string level, bool heal)
    {
        var asking = caller.ToCaller();
        if (AccessRules.CheckRole(asking, Operation.ReadWorkingTable) is not null)
        {
            return null;
        }

        if (heal)
        {
            await HealAsync();
        }

        if (!Texts.TryParse<RegionLevel>(level, out var parsed) || await RatingAsync() is not { } rating)
        {
            return null;
        }

        return new WorkingTable(
            Texts.Of(_year.State.Stage),
            [.. rating.Table(parsed).Where(row => IsShown(asking, row)).Select(row => Row(row, parsed))],
            _cursors.Values.DefaultIfEmpty().Max());
    }

    /// <summary>Catches up with every sheet whose head moved since the last look, whoever did or did not say so.</summary>
    private async Task HealAsync()
    {
        var rated = _year.State.Opened?.RulebookHash;
        _year = await _year.CatchUpAsync(ledger);
        if (_year.State.Opened?.RulebookHash != rated)
        {
            _stale = true;
        }

        if (_previous is null && await loader.PreviousAsync(_province, _awardYear) is { } previous)
        {
            // Last year has been published meanwhile: what looks back on it moves though no sheet does.
            _previous = previous;
            _stale = true;
        }

        foreach (var prefix in (string[])[$"county/{_awardYear}/", $"city/{_awardYear}/"])
        {
            var heads = await ledger.ReadHeadsAsync(_province, prefix, _cursors.GetValueOrDefault(prefix));
            foreach (var head in heads)
            {
                await SheetChangedAsync(head.Stream, head.Version);
                _cursors[prefix] = head.Position;
            }
        }
    }

    private async Task<YearRating?> RatingAsync()
    {
        if (_year.State.Opened is not { } opened || (!_stale && _rating is not null))
        {
            return _rating;
        }

        var rulebook = await catalogue.RulebookAsync(_province, opened.RulebookHash);
        var register = await catalogue.RegisterAsync(_province, opened.RegisterHash);
        _rating = YearMaterial.Rate(
            rulebook,
            register,
            _awardYear,
            Regions(register),
            _previous,
            _rating);
        _stale = false;
        return _rating;
    }

    private List<SealedRegion> Regions(RegionRegister register) =>
    [
        .. register.RegionsOf(_province, _awardYear).Select(row =>
        {
            var sheet = _sheets.GetValueOrDefault(StreamNames.Sheet(row.Level, _awardYear, row.Code));
            return new SealedRegion(
                row, register.LineageOf(row.Code)!.Value, sheet?.Version ?? 0, sheet?.State ?? SheetState.Empty);
        }),
    ];

    private bool IsShown(Caller caller, SheetRating row) =>
        caller.Covers(new RegionCode(row.Key), row.Parent is { } parent ? new RegionCode(parent) : _province);

    private WorkingRow Row(SheetRating rating, RegionLevel level) => new(
        rating.Key,
        _sheets.GetValueOrDefault(StreamNames.Sheet(level, _awardYear, new RegionCode(rating.Key)))?.Version ?? 0,
        rating.Rank,
        rating.Total?.ToString(),
        Texts.Of(rating.Outcome),
        [.. rating.Reasons.Select(reason => Texts.Of(reason.Code))]);
}
