using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;

namespace Award.Grains.Live;

/// <inheritdoc cref="ILiveBoardGrain"/>
/// <remarks>
/// It hears of nothing and keeps no clock: every ask compares with the ledger's heads, so a board is never older than the ask.
/// Nodes share asks among their clients. What is kept saves work and is made from the record alone.
/// </remarks>
public sealed class LiveBoardGrain(ILedger ledger, IPublished published, ProvinceCatalogue catalogue)
    : Grain, ILiveBoardGrain
{
    private readonly Dictionary<string, BoardSheet> _sheets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _cursors = new(StringComparer.Ordinal);
    private readonly Dictionary<RegionLevel, LiveBoardView> _boards = [];
    private RegionCode _province;
    private AwardYear _awardYear;
    private BoardYear _year = null!;
    private ReferencesDocument? _previous;
    private YearRating? _rating;
    private bool _stale = true;
    private bool _settled;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_province, _awardYear) = GrainKeys.ProvinceYear(this.GetPrimaryKeyString(), "live");
        _year = BoardYear.New(StreamNames.Year(_province, _awardYear));
        return Task.CompletedTask;
    }

    public async Task<LiveBoardView?> BoardAsync(string level)
    {
        // The year first: of one that is embargoed no sheet is ever read here.
        await LookAtYearAsync();
        if (!_year.HasBoard || !Texts.TryParse<RegionLevel>(level, out var wanted))
        {
            return null;
        }

        var register = await catalogue.RegisterAsync(_province, _year.Made.State.Opened!.RegisterHash);
        while (!await CatchUpAsync(register))
        {
            if (!_year.HasBoard)
            {
                return null;
            }
        }

        if (!_boards.TryGetValue(wanted, out var board))
        {
            _boards[wanted] = board = await MakeAsync(wanted, register);
        }

        return board;
    }

    private async Task LookAtYearAsync()
    {
        var seen = _year;
        _year = await seen.CatchUpAsync(ledger);
        if (_year.Now.Version != seen.Now.Version)
        {
            _boards.Clear();
        }

        if (_year.Changes != seen.Changes)
        {
            _rating = null;
        }
    }

    /// <summary>
    /// Takes in what is new of the sheets and of last year; false when the year froze or ended meanwhile. Sheets are read after
    /// the year, so they may hold what came after a freeze that the reading of the year was too early for: then all is begun
    /// anew, up to the freeze.
    /// </summary>
    private async Task<bool> CatchUpAsync(RegionRegister register)
    {
        if (_settled)
        {
            return true;
        }

        var year = _year;
        foreach (var (prefix, stream, position) in await MovedAsync(year, register))
        {
            var held = _sheets.GetValueOrDefault(stream) ?? BoardSheet.New(stream);
            _sheets[stream] = await held.CatchUpAsync(ledger, year);
            _cursors[prefix] = position;
            if (_sheets[stream].Changes != held.Changes)
            {
                Forget();
            }
        }

        await LookBackAsync(year);
        await LookAtYearAsync();
        if (year.FrozenAt is null && (_year.FrozenAt is not null || !_year.HasBoard))
        {
            _sheets.Clear();
            _cursors.Clear();
            _previous = null;
            Forget();
            return false;
        }

        _settled = year.FrozenAt is not null;
        return true;
    }

    /// <summary>Sheets whose head moved since the last look; of a frozen year all, once.</summary>
    private async Task<IReadOnlyList<(string Prefix, string Stream, long Position)>> MovedAsync(
        BoardYear year, RegionRegister register)
    {
        if (year.FrozenAt is { } frozen)
        {
            return [.. register.RegionsOf(_province, _awardYear).Select(row => ("", StreamOf(row), frozen))];
        }

        var moved = new List<(string, string, long)>();
        foreach (var prefix in (string[])[$"county/{_awardYear}/", $"city/{_awardYear}/"])
        {
            var heads = await ledger.ReadHeadsAsync(_province, prefix, _cursors.GetValueOrDefault(prefix));
            moved.AddRange(heads.Select(head => (prefix, head.Stream, head.Position)));
        }

        return moved;
    }

    /// <summary>Last year's references, once it is published; for a frozen board, if it was by then.</summary>
    private async Task LookBackAsync(BoardYear year)
    {
        if (_previous is null
            && await FindLastYearsAsync<ReferencesDocument>(DocumentKeys.References, year) is { } references)
        {
            _previous = references;
            Forget();
        }
    }

    private async Task<T?> FindLastYearsAsync<T>(Func<RegionCode, AwardYear, string> key, BoardYear year)
        where T : class =>
        _awardYear.Value > AwardYear.First
        && await published.FindAsync(key(_province, _awardYear.Previous)) is { } document && year.TakesIn(document.Position)
            ? DocumentJson.Read<T>(document.Bytes.Span)
            : null;

    private async Task<LiveBoardView> MakeAsync(RegionLevel level, RegionRegister register)
    {
        var opened = _year.Made.State.Opened!;
        var regions = Regions(register);
        if (_stale || _rating is null)
        {
            var rulebook = await catalogue.RulebookAsync(_province, opened.RulebookHash);
            _rating = YearMaterial.Rate(rulebook, register, _awardYear, regions, _previous, _rating);
            _stale = false;
        }

        var lastYear = await FindLastYearsAsync<StandingsDocument>(
            (province, year) => DocumentKeys.Standings(province, year, level), _year);
        var board = new LiveBoardView(
            Texts.Of(_year.Now.State.Stage),
            _year.FrozenAt is not null,
            1 + _year.Steps + _year.Changes + (_previous is null ? 0 : 1) + _sheets.Values.Sum(sheet => sheet.Changes),
            "",
            opened.RulebookId,
            opened.RulebookHash,
            opened.Demonstration,
            BoardRows.Of(_rating.Table(level), regions, lastYear));
        return board with { Fingerprint = BoardRows.Fingerprint(board) };
    }

    private List<SealedRegion> Regions(RegionRegister register) =>
    [
        .. register.RegionsOf(_province, _awardYear).Select(row =>
        {
            var sheet = _sheets.GetValueOrDefault(StreamOf(row))?.Sheet;
            return new SealedRegion(
                row, register.LineageOf(row.Code)!.Value, sheet?.Version ?? 0, sheet?.State ?? SheetState.Empty);
        }),
    ];

    private string StreamOf(RegisterRow row) => StreamNames.Sheet(row.Level, _awardYear, row.Code);

    private void Forget()
    {
        _stale = true;
        _boards.Clear();
    }
}
