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
/// <param name="hidesPeers">Every relative indicator is open, whatever peers have.</param>
internal sealed class BestAttainable(YearRating rating, IReadOnlyCollection<string> changeable, bool hidesPeers)
{
    private readonly Rulebook _rulebook = rating.Rulebook;
    private readonly Memory _memory = rating.Memory;
    private readonly TreePlan _plan = TreePlan.Of(rating.Rulebook);

    public NodeScore Of(RatedRegion region) => Of(region, Ratio.One, IsOpen);

    /// <summary>
    /// What it has so far: nothing for what has no value, or is compared with peers that are hidden; everything
    /// else as it is.
    /// </summary>
    public NodeScore SoFar(RatedRegion region) => Of(
        region,
        Ratio.Zero,
        (indicator, _, value, _) => value.Value is null || (hidesPeers && indicator.Scoring is Relative));

    private NodeScore Of(RatedRegion region, Ratio share, Openness isOpen)
    {
        var (inputs, counties) = (region.Inputs, region.Inputs.Counties);
        if (_rulebook.CityScores == RollUpMode.Figures || counties.Count == 0)
            return Tree(region, share, isOpen);

        var trees = counties.Select(county => Tree(_memory.Regions[county.Key], share, isOpen)).ToArray();
        return CityScore.Of(_rulebook, _plan, inputs, region.Values, trees);
    }

    /// <param name="share">Of its full marks, what an indicator that is open gets.</param>
    private NodeScore Tree(RatedRegion region, Ratio share, Openness isOpen)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        var values = new ScoredValue[region.Values.Count];
        for (var leaf = 0; leaf < values.Length; leaf++)
        {
            var indicator = _rulebook.Indicators[leaf];
            var value = region.Values[leaf];
            values[leaf] = value.Value is null ? value with { Value = Ratio.Zero } : value;
            if (!IsDeduction(indicator) && isOpen(indicator, leaf, value, region.Inputs.Sheet.Level))
                open.Add(indicator.Id);
        }

        return new TreeScore(values, Marks).Score(_plan);

        Marks Marks(Indicator indicator, Ratio value) =>
            open.Contains(indicator.Id) ? Rating.Marks.Share(indicator, share)
            : indicator.Scoring is Relative relative
                ? _memory.Peers[(region.Inputs.Sheet.Level, indicator.Id)].Score(indicator, relative, value)
            : Scoring.Score(indicator, value, region.Inputs, _memory.Previous, _rulebook.KeyPeriods);
    }

    private bool IsOpen(Indicator indicator, int leaf, ScoredValue value, RegionLevel level) =>
        value.Value is null
        || changeable.Contains(indicator.Id)
        || (indicator.Scoring is Relative && (hidesPeers || _memory.Regions.Values.Any(peer =>
            peer.Inputs.Sheet.Level == level && peer.Values[leaf].Value is null)));

    private delegate bool Openness(Indicator indicator, int leaf, ScoredValue value, RegionLevel level);

    private static bool IsDeduction(Indicator indicator) =>
        indicator.FromIncidents && indicator.Scoring is DeductionPerIncident or DeductionTiered;
}
