using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Rules.Tests.Rating;

namespace Rules.Tests.Outlook;

/// <summary>
/// The least change by trying all of them: every set of the region's own indicators with every value of the
/// grid that is better than what stands. It shares nothing with the search but the rater.
/// </summary>
internal sealed class EveryChange
{
    private readonly SmallYear _year;
    private readonly Sheet _sheet;
    private readonly Dictionary<string, bool> _passes = new(StringComparer.Ordinal);

    public EveryChange(SmallYear year)
    {
        _year = year;
        _sheet = year.Sheets.Sheets.Single(sheet => sheet.Key == "r");
        var rollsUp = _sheet.Level == RegionLevel.City && year.Sheets.Sheets.Any(sheet => sheet.Parent == "r");
        Own =
        [
            .. year.Rulebook.Indicators
                .Where(i => i.IncidentKinds.Count == 0)
                .Where(i => !rollsUp || (i.RollUp == RollUp.Own && year.Rulebook.CityScores == RollUpMode.Figures)),
        ];
        Passing = [.. Changes(0).Where(Passes)];
    }

    public IReadOnlyList<Indicator> Own { get; }

    /// <summary>Every change after which the region is designated; by indicator its new value.</summary>
    public IReadOnlyList<Dictionary<string, int>> Passing { get; }

    /// <summary>The fewest, of the greatest gains, each from the last backwards moved least. Null when nothing passes.</summary>
    public IReadOnlyDictionary<string, int>? Least()
    {
        if (Passing.Count == 0)
            return null;

        var fewest = Passing.Min(change => change.Count);
        var best = Own.ToDictionary(indicator => indicator.Id, Best);
        var byGain = Own.OrderByDescending(indicator => best[indicator.Id].Gain).Select(indicator => indicator.Id).ToList();
        var chosen = Passing.Where(change => change.Count == fewest)
            .Select(change => change.Keys.OrderBy(byGain.IndexOf).ToArray())
            .OrderBy(ids => string.Join(' ', ids.Select(id => $"{byGain.IndexOf(id):00}")), StringComparer.Ordinal)
            .First();
        var least = chosen.ToDictionary(id => id, id => best[id].Value);
        foreach (var id in chosen.Reverse())
        {
            least[id] = Values(id)
                .Where(value => Passes(new(least) { [id] = value }))
                .OrderBy(value => Math.Abs(value - Start(id)))
                .ThenByDescending(value => value * Sign(id))
                .First();
        }

        return least;
    }

    public bool Passes(Dictionary<string, int> change)
    {
        var name = string.Join(' ', change.OrderBy(each => each.Key, StringComparer.Ordinal));
        if (!_passes.TryGetValue(name, out var passes))
            _passes[name] = passes = Rate(change).Outcome == Outcome.Designated;

        return passes;
    }

    public SheetRating Rate(IReadOnlyDictionary<string, int> change)
    {
        var figures = _sheet.Figures.ToDictionary();
        foreach (var (id, value) in change)
            figures[id] = new Figure(value);

        var sheets = _year.Sheets.Sheets.Select(sheet => sheet.Key == "r" ? sheet with { Figures = figures } : sheet);
        return Rater.Rate(_year.Rulebook, _year.Sheets with { Sheets = [.. sheets] }).Of("r");
    }

    private IEnumerable<Dictionary<string, int>> Changes(int from) =>
        from == Own.Count
            ? [new(StringComparer.Ordinal)]
            : Changes(from + 1).SelectMany(rest => Values(Own[from].Id)
                .Select(value => new Dictionary<string, int>(rest) { [Own[from].Id] = value })
                .Prepend(rest));

    private IEnumerable<int> Values(string id) =>
        Enumerable.Range(0, SmallYear.Most + 1)
            .Where(value => !_sheet.Figures.TryGetValue(id, out var figure) || (value - figure.Value) * Sign(id) > 0);

    // Of the values alone at which it scores most, and meets its own minimum if it can, the farthest out.
    private (int Value, Points Gain) Best(Indicator indicator)
    {
        var id = indicator.Id;
        if (!Values(id).Any())
            return default;

        var tried = Values(id).Select(value => (Value: value, Sheet: Rate(new Dictionary<string, int> { [id] = value })))
            .Select(each => (
                each.Value,
                Points: each.Sheet.Node(id).Points ?? Points.Zero,
                Unmet: each.Sheet.Reasons.Any(reason => reason.Code == ReasonCode.BelowFigureMinimum && reason.Subject == id)))
            .ToArray();
        var best = tried.OrderBy(each => each.Unmet).ThenByDescending(each => each.Points).ThenByDescending(each => each.Value * Sign(id)).First();
        return (best.Value, best.Points - (Rate(new Dictionary<string, int>()).Node(id).Points ?? Points.Zero));
    }

    private int Start(string id) =>
        _sheet.Figures.TryGetValue(id, out var figure) ? (int)figure.Value : Sign(id) > 0 ? 0 : SmallYear.Most;

    // +1 where a greater figure is better.
    private int Sign(string id)
    {
        var indicator = Own.Single(own => own.Id == id);
        var turned = indicator.Denominator is { } per && _sheet.Figures[per].Value < 0;
        return (indicator.Direction == Direction.HigherIsBetter) == turned ? -1 : 1;
    }
}
