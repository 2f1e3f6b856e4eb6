using Award.Ledger.Published;
using Award.Rules.Access;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains.Recording;

/// <summary>What a year still lacks, counted from its sheets.</summary>
internal static class YearProgress
{
    public static ProgressView Of(YearState year, Rulebook rulebook, IReadOnlyList<SealedRegion> regions, Caller caller)
    {
        var shown = AccessRules.CheckRole(caller, Operation.ReadProgress) is null
            ? regions.Where(r => caller.Covers(r.Row.Code, r.Row.Parent)).ToList()
            : [];
        var perRegion = shown.Select(region =>
        {
            var expected = new ExpectedFigures(rulebook, region.Row.Level, region.HasCounties(regions)).Ids;
            var missing = expected.Where(id => !region.State.Figures.ContainsKey(id)).ToList();
            return (region, expected, missing);
        }).ToList();
        return new ProgressView(
            Texts.Of(year.Stage),
            perRegion.Sum(r => r.expected.Count),
            perRegion.Sum(r => r.expected.Count - r.missing.Count),
            [
                .. perRegion.Select(r => new RegionProgress(
                    r.region.Row.Code.Value, r.region.Row.Name.Zh, r.region.Row.Name.En, Texts.Of(r.region.Row.Level),
                    r.expected.Count, r.expected.Count - r.missing.Count, r.missing,
                    year.RecusalsFor(r.region.Row.Code, r.region.Row.Parent).Select(x => x.Person).Distinct().Count())),
            ],
            [
                .. Names(rulebook).Select(name =>
                {
                    var expected = perRegion.Where(r => r.expected.Contains(name.Id)).ToList();
                    return new IndicatorProgress(
                        name.Id, name.Name.Zh, name.Name.En, expected.Count,
                        expected.Count(r => r.region.State.Figures.ContainsKey(name.Id)));
                }).Where(i => i.Expected > 0),
            ],
            [
                .. shown.SelectMany(r => r.State.Vetoes
                    .Where(v => v.State == VetoState.Raised)
                    .Select(v => new OpenVeto(r.Row.Code.Value, v.Ground, v.Id))),
            ]);
    }

    private static IEnumerable<(string Id, Award.Rules.BilingualName Name)> Names(Rulebook rulebook) =>
        rulebook.Indicators.Select(i => (i.Id, i.Name)).Concat(rulebook.Denominators.Select(d => (d.Id, d.Name)));
}
