using Award.Rules.Rulebooks;

namespace Award.Rules.Record;

/// <summary>
/// The figures that a region reports under a rulebook: indicators that are not counted from incidents and,
/// for a city with counties, do not roll up from them; and the denominators they need. A city's denominators
/// roll up unless it reports its own.
/// </summary>
public sealed class ExpectedFigures
{
    private readonly List<Indicator> _reported;
    private readonly List<(string Id, bool Blocks)> _expected;

    /// <param name="hasCounties">
    /// Of a city: whether counties lie in it that year. One without reports everything itself.
    /// </param>
    public ExpectedFigures(Rulebook rulebook, RegionLevel level, bool hasCounties)
    {
        var rollsUp = level == RegionLevel.City && hasCounties;
        _reported =
            [.. rulebook.Indicators.Where(i => !i.FromIncidents && !(rollsUp && IsRolledUp(rulebook, i)))];
        _expected = [.. _reported.Select(i => (i.Id, i.Missing == MissingPolicy.Error))];
        if (!rollsUp)
        {
            _expected.AddRange(rulebook.Denominators
                .Select(d => (d.Id, Uses: rulebook.Indicators.Where(i => Divides(d.Id, i)).ToList()))
                .Where(d => d.Uses.Count > 0 || rulebook.City.ScoreWeight == d.Id)
                .Select(d => (d.Id, d.Uses.Count == 0 || d.Uses.Any(i => i.Missing == MissingPolicy.Error))));
        }
    }

    /// <summary>Ids of indicators, then denominators, in the rulebook's order.</summary>
    public IReadOnlyList<string> Ids => [.. _expected.Select(e => e.Id)];

    /// <summary>Those not on the sheet.</summary>
    public IReadOnlyList<string> Missing(SheetState sheet) =>
        [.. Ids.Where(id => !sheet.Figures.ContainsKey(id))];

    /// <summary>Those not on the sheet without which a score stays open (policy <c>error</c>).</summary>
    public IReadOnlyList<string> Blocking(SheetState sheet) =>
        [.. _expected.Where(e => e.Blocks && !sheet.Figures.ContainsKey(e.Id)).Select(e => e.Id)];

    /// <summary>Whether the region itself reports the indicator.</summary>
    public bool Reports(Indicator indicator) => _reported.Contains(indicator);

    private static bool IsRolledUp(Rulebook rulebook, Indicator indicator) =>
        rulebook.CityScores != RollUpMode.Figures || indicator.RollUp != RollUp.Own;

    private static bool Divides(string denominator, Indicator indicator) =>
        indicator.Denominator == denominator || indicator.RollUpWeight == denominator;
}
