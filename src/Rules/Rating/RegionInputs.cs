using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// One assessed region with what its score is read from: its own sheet and, for a city, the sheets of its
/// assessed counties in the order of their keys.
/// </summary>
internal sealed class RegionInputs(Sheet sheet, IReadOnlyList<Sheet> counties)
{
    private IReadOnlyList<Incident>? _ownIncidents;
    private IReadOnlyList<Incident>? _allIncidents;

    public Sheet Sheet => sheet;

    public IReadOnlyList<Sheet> Counties => counties;

    /// <summary>Its own incidents and its counties', by date, then id.</summary>
    public IReadOnlyList<Incident> AllIncidents =>
        _allIncidents ??= counties.Count == 0
            ? OwnIncidents
            : InOrder([.. sheet.Incidents, .. counties.SelectMany(county => county.Incidents)]);

    private IReadOnlyList<Incident> OwnIncidents => _ownIncidents ??= InOrder(sheet.Incidents);

    /// <summary>
    /// The incidents an indicator counts here: the region's own, or with its counties' where they roll up.
    /// </summary>
    public IEnumerable<Incident> IncidentsOf(Indicator indicator) =>
        (indicator.RollUp == RollUp.Own ? OwnIncidents : AllIncidents)
        .Where(incident => indicator.IncidentKinds.Contains(incident.Kind));

    /// <summary>
    /// A figure of the region itself or, where it has reported none, the sum of its counties'. Null when
    /// missing.
    /// </summary>
    public Ratio? OwnOrSummed(string figure)
    {
        if (sheet.Figures.TryGetValue(figure, out var own))
            return Ratio.From(own);

        return counties.Count == 0 ? null : Summed(figure);
    }

    /// <summary>The sum over all counties; null when one of them lacks the figure.</summary>
    public Ratio? Summed(string figure)
    {
        var sum = Ratio.Zero;
        foreach (var county in counties)
        {
            if (!county.Figures.TryGetValue(figure, out var value))
                return null;

            sum += Ratio.From(value);
        }

        return sum;
    }

    /// <summary>
    /// A county's weight in a mean: the figure, or null where it is missing or below zero.
    /// </summary>
    public static Ratio? WeightOf(Sheet county, string figure) =>
        county.Figures.TryGetValue(figure, out var weight) && weight.Value >= 0 ? Ratio.From(weight) : null;

    /// <summary>Whether everything read from these inputs is what was read from the other.</summary>
    public bool Same(RegionInputs other)
    {
        if (counties.Count != other.Counties.Count || !Same(sheet, other.Sheet))
            return false;

        for (var i = 0; i < counties.Count; i++)
        {
            if (!Same(counties[i], other.Counties[i]))
                return false;
        }

        return true;
    }

    private static bool Same(Sheet a, Sheet b) =>
        ReferenceEquals(a, b)
        || (a.Key == b.Key
            && a.Level == b.Level
            && Same(a.Figures, b.Figures)
            && InOrder(a.Incidents).SequenceEqual(InOrder(b.Incidents)));

    private static bool Same(IReadOnlyDictionary<string, Figure> a, IReadOnlyDictionary<string, Figure> b) =>
        ReferenceEquals(a, b)
        || (a.Count == b.Count
            && a.All(pair => b.TryGetValue(pair.Key, out var other) && pair.Value == other));

    private static IReadOnlyList<Incident> InOrder(IReadOnlyList<Incident> incidents) =>
        incidents.Count < 2
            ? incidents
            :
            [
                .. incidents.OrderBy(i => i.Date)
                    .ThenBy(i => i.Id, StringComparer.Ordinal)
                    .ThenBy(i => i.Kind, StringComparer.Ordinal)
                    .ThenBy(i => i.Deaths)
                    .ThenBy(i => i.Severity)
                    .ThenBy(i => i.Rectified),
            ];
}
