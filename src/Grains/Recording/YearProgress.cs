using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains.Recording;

/// <summary>What a year still lacks, counted from its sheets.</summary>
internal static class YearProgress
{
    /// <param name="today">The calendar date in Asia/Shanghai.</param>
    public static ProgressView Of(
        YearState year, Rulebook rulebook, IReadOnlyList<SealedRegion> regions, Caller caller, DateOnly today)
    {
        var shown = AccessRules.CheckRole(caller, Operation.ReadProgress) is null
            ? regions.Where(r => caller.Covers(r.Row.Code, r.Row.Parent)).ToList()
            : [];
        var counted = shown.Select(region => Counted.Of(region, rulebook, region.HasCounties(regions))).ToList();
        var dimensions = DimensionsOf(rulebook);
        var state = DeadlineRules.OfCollecting(year, today);
        return new ProgressView(
            Texts.Of(year.Stage),
            counted.Sum(r => r.Expected.Count),
            counted.Sum(r => r.Submitted),
            [.. counted.Select(r => RegionOf(r, year, dimensions))],
            [
                .. Names(rulebook)
                    .Select(name => Overall(name.Id, name.Name, counted, id => id == name.Id))
                    .Where(i => i.Expected > 0),
            ],
            [
                .. shown.SelectMany(r => r.State.Vetoes
                    .Where(v => v.State == VetoState.Raised)
                    .Select(v => new OpenVeto(r.Row.Code.Value, v.Ground, v.Id))),
            ],
            [.. rulebook.Root.Children.Select(d => Overall(d.Id, d.Name, counted, id => dimensions[id].Contains(d.Id)))],
            year.Dates.CollectingUntil,
            state is { } known ? Texts.Of(known) : null,
            year.Dates.CollectingUntil?.DayNumber - today.DayNumber,
            [
                .. counted.Where(r => r.Missing.Count > 0 && !year.IsPublished
                        && state is DeadlineState.Near or DeadlineState.Passed)
                    .OrderByDescending(r => r.Missing.Count)
                    .ThenBy(r => r.Region.Row.Code)
                    .Select(r => r.Region.Row.Code.Value),
            ]);
    }

    private static RegionProgress RegionOf(
        Counted region, YearState year, Dictionary<string, IReadOnlyList<string>> dimensions)
    {
        var row = region.Region.Row;
        return new RegionProgress(
            row.Code.Value, row.Name.Zh, row.Name.En, Texts.Of(row.Level),
            region.Expected.Count, region.Submitted, region.Missing,
            year.RecusalsFor(row.Code, row.Parent).Select(x => x.Person).Distinct().Count(),
            [
                .. region.Expected.SelectMany(id => dimensions[id]).Distinct().Select(dimension =>
                {
                    var missing = region.Missing.Where(id => dimensions[id].Contains(dimension)).ToList();
                    var expected = region.Expected.Count(id => dimensions[id].Contains(dimension));
                    return new DimensionProgress(dimension, expected, expected - missing.Count, missing);
                }),
            ]);
    }

    private static IndicatorProgress Overall(
        string id, BilingualName name, IReadOnlyList<Counted> regions, Func<string, bool> belongs)
    {
        var expected = regions.Sum(r => r.Expected.Count(belongs));
        return new IndicatorProgress(id, name.Zh, name.En, expected, expected - regions.Sum(r => r.Missing.Count(belongs)));
    }

    private static Dictionary<string, IReadOnlyList<string>> DimensionsOf(Rulebook rulebook) =>
        Names(rulebook).ToDictionary(name => name.Id, name => Dimensions.OfFigure(rulebook, name.Id), StringComparer.Ordinal);

    private static IEnumerable<(string Id, BilingualName Name)> Names(Rulebook rulebook) =>
        rulebook.Indicators.Select(i => (i.Id, i.Name)).Concat(rulebook.Denominators.Select(d => (d.Id, d.Name)));

    /// <param name="Expected">Ids of figures that the rulebook asks of the region.</param>
    private sealed record Counted(SealedRegion Region, IReadOnlyList<string> Expected, IReadOnlyList<string> Missing)
    {
        public int Submitted => Expected.Count - Missing.Count;

        public static Counted Of(SealedRegion region, Rulebook rulebook, bool hasCounties)
        {
            var expected = new ExpectedFigures(rulebook, region.Row.Level, hasCounties).Ids;
            return new Counted(
                region, [.. expected], [.. expected.Where(id => !region.State.Figures.ContainsKey(id))]);
        }
    }
}
