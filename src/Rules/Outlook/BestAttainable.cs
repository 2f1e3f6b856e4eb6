using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// The most points a region can still get: its tree with full marks for every indicator that is open and
/// everything else as it is. An upper bound, reached or not.
/// </summary>
/// <remarks>
/// Open are indicators without a value, those that may change, and relative ones of which a peer has no value
/// yet. Points off for incidents stay: what happened happened.
/// </remarks>
internal sealed class BestAttainable(YearRating rating, IReadOnlyCollection<string> changeable)
{
    private readonly Rulebook _rulebook = rating.Rulebook;
    private readonly Memory _memory = rating.Memory;
    private readonly TreePlan _plan = TreePlan.Of(rating.Rulebook);

    public NodeScore Of(RatedRegion region)
    {
        var (inputs, counties) = (region.Inputs, region.Inputs.Counties);
        if (_rulebook.CityScores == RollUpMode.Figures || counties.Count == 0)
            return Tree(region);

        var trees = counties.Select(county => Tree(_memory.Regions[county.Key])).ToArray();
        return CityScore.Of(_rulebook, _plan, inputs, region.Values, trees);
    }

    private NodeScore Tree(RatedRegion region)
    {
        var full = new HashSet<string>(StringComparer.Ordinal);
        var values = new ScoredValue[region.Values.Count];
        for (var leaf = 0; leaf < values.Length; leaf++)
        {
            var indicator = _rulebook.Indicators[leaf];
            var value = region.Values[leaf];
            values[leaf] = value.Value is null ? value with { Value = Ratio.Zero } : value;
            if (!IsDeduction(indicator) && IsOpen(indicator, leaf, value, region.Inputs.Sheet.Level))
                full.Add(indicator.Id);
        }

        return new TreeScore(values, Marks).Score(_plan);

        Marks Marks(Indicator indicator, Ratio value) =>
            full.Contains(indicator.Id) ? Rating.Marks.Share(indicator, Ratio.One)
            : indicator.Scoring is Relative relative
                ? _memory.Peers[(region.Inputs.Sheet.Level, indicator.Id)].Score(indicator, relative, value)
            : Scoring.Score(indicator, value, region.Inputs, _memory.Previous, _rulebook.KeyPeriods);
    }

    private bool IsOpen(Indicator indicator, int leaf, ScoredValue value, RegionLevel level) =>
        value.Value is null
        || changeable.Contains(indicator.Id)
        || (indicator.Scoring is Relative && _memory.Regions.Values.Any(peer =>
            peer.Inputs.Sheet.Level == level && peer.Values[leaf].Value is null));

    private static bool IsDeduction(Indicator indicator) =>
        indicator.FromIncidents && indicator.Scoring is DeductionPerIncident or DeductionTiered;
}
