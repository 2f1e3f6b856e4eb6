using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// Reads and scores every assessed region, counties before cities, and keeps what it can of an earlier
/// rating: a region's values while its sheet and its counties' are the same; its tree while besides last
/// year and every relative indicator's peers are.
/// </summary>
internal sealed class Scorer(Rulebook rulebook, PreviousYear? previous, Memory kept)
{
    private readonly TreePlan _plan = TreePlan.Of(rulebook);
    private readonly Dictionary<string, RatedRegion> _regions = new(StringComparer.Ordinal);
    private readonly Dictionary<(RegionLevel, string), Peers> _peers = [];

    /// <param name="sheets">In the order of their keys.</param>
    public Memory Score(IReadOnlyList<Sheet> sheets)
    {
        var assessed = sheets.Where(Rater.IsAssessed).ToArray();
        var counties = assessed.Where(sheet => sheet.Level == RegionLevel.County).ToArray();
        var cities = assessed.Where(sheet => sheet.Level == RegionLevel.City);
        var byCity = counties
            .Where(county => county.Parent is not null)
            .ToLookup(county => county.Parent!, StringComparer.Ordinal);
        ScoreLevel(RegionLevel.County, [.. counties.Select(county => new RegionInputs(county, []))]);
        ScoreLevel(
            RegionLevel.City, [.. cities.Select(city => new RegionInputs(city, [.. byCity[city.Key]]))]);
        return new Memory(previous, _regions, _peers);
    }

    private void ScoreLevel(RegionLevel level, IReadOnlyList<RegionInputs> regions)
    {
        var known = regions.Select(region => (Inputs: region, Earlier: Earlier(region))).ToArray();
        var values = known.Select(each => each.Earlier?.Values ?? Read(each.Inputs)).ToArray();
        var samePeers = FindPeers(level, values);
        for (var i = 0; i < known.Length; i++)
        {
            var (inputs, earlier) = known[i];
            var fromCounties = rulebook.CityScores != RollUpMode.Figures && inputs.Counties.Count > 0;
            _regions[inputs.Sheet.Key] =
                earlier is not null && !fromCounties && samePeers && ReferenceEquals(previous, kept.Previous)
                    ? earlier
                    : Rate(inputs, values[i], earlier, fromCounties);
        }
    }

    private RatedRegion? Earlier(RegionInputs region) =>
        kept.Regions.TryGetValue(region.Sheet.Key, out var earlier) && earlier.Inputs.Same(region)
            ? earlier with { Inputs = region }
            : null;

    private ScoredValue[] Read(RegionInputs region) =>
    [
        .. rulebook.Indicators.Select((indicator, leaf) => ScoredValue.Read(
            indicator, region, () => region.Counties.Select(county => _regions[county.Key].Values[leaf]))),
    ];

    /// <summary>
    /// Finds the level's peers for each relative indicator; true when all are as they were.
    /// </summary>
    private bool FindPeers(RegionLevel level, IReadOnlyList<IReadOnlyList<ScoredValue>> values)
    {
        var same = true;
        for (var i = 0; i < rulebook.Indicators.Count; i++)
        {
            if (rulebook.Indicators[i] is not { Scoring: Relative relative } indicator)
                continue;

            var peers = Peers.Of(relative, [.. values.Select(each => each[i].Value).OfType<Ratio>()]);
            _peers[(level, indicator.Id)] = peers;
            same &= peers.ScoresLike(kept.Peers.GetValueOrDefault((level, indicator.Id)));
        }

        return same;
    }

    private RatedRegion Rate(
        RegionInputs inputs, IReadOnlyList<ScoredValue> values, RatedRegion? earlier, bool fromCounties)
    {
        var score = fromCounties
            ? CityScore.Of(
                rulebook,
                _plan,
                inputs,
                values,
                [.. inputs.Counties.Select(county => _regions[county.Key].Score)])
            : new TreeScore(values, (indicator, value) => Marks(indicator, value, inputs)).Score(_plan);
        var vetoes = earlier?.ProposedVetoes ?? Conditions.ProposedVetoes(rulebook, inputs, values);
        var total = score.Points?.Round(rulebook.Precision.Decimals, rulebook.Precision.Rounding);
        return new RatedRegion(inputs, values, vetoes, score, total);
    }

    private Marks Marks(Indicator indicator, Ratio value, RegionInputs region) =>
        indicator.Scoring is Relative relative
            ? _peers[(region.Sheet.Level, indicator.Id)].Score(indicator, relative, value)
            : Scoring.Score(indicator, value, region, previous, rulebook.KeyPeriods);
}
