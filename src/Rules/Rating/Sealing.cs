using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// What a rated year hands on to the next: scored values, and their unweighted means by level.
/// </summary>
internal static class Sealing
{
    /// <summary>Decimals of a sealed mean, rounded half to even.</summary>
    private const int MeanDecimals = 12;

    public static PreviousYear Seal(IReadOnlyList<SheetRating> counties, IReadOnlyList<SheetRating> cities)
    {
        var values = new Dictionary<string, Dictionary<string, Ratio>>(StringComparer.Ordinal);
        var means = new Dictionary<(RegionLevel, string), Ratio>();
        foreach (var (level, sheets) in new[] { (RegionLevel.County, counties), (RegionLevel.City, cities) })
        {
            var ofLevel = new Dictionary<string, List<Ratio>>(StringComparer.Ordinal);
            foreach (var sheet in sheets)
            {
                foreach (var leaf in Leaves(sheet.Score))
                {
                    if (leaf.Value is not { } value)
                        continue;

                    ListOf(ofLevel, leaf.Node.Id).Add(value);
                    ListOf(values, leaf.Node.Id)[sheet.Key] = value;
                }
            }

            foreach (var (indicator, list) in ofLevel)
                means[(level, indicator)] = Mean(list);
        }

        return new PreviousYear(
            values.ToDictionary(pair => pair.Key, IReadOnlyDictionary<string, Ratio> (pair) => pair.Value),
            means);
    }

    private static TCollection ListOf<TCollection>(Dictionary<string, TCollection> all, string id)
        where TCollection : new()
    {
        if (!all.TryGetValue(id, out var list))
            all[id] = list = new TCollection();

        return list;
    }

    private static Ratio Mean(List<Ratio> values) =>
        (Sum(values, 0, values.Count) / new Ratio(values.Count, 1)).Nearest(MeanDecimals);

    /// <summary>
    /// By halves, so that unlike denominators meet late and the numbers stay short for as long as possible.
    /// </summary>
    private static Ratio Sum(List<Ratio> values, int from, int count) =>
        count == 1
            ? values[from]
            : Sum(values, from, count / 2) + Sum(values, from + (count / 2), count - (count / 2));

    private static IEnumerable<NodeScore> Leaves(NodeScore score) =>
        score.Node is Indicator ? [score] : score.Children.SelectMany(Leaves);
}
