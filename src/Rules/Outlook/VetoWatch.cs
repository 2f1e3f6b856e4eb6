using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// How near each ground for a veto is: whether its condition would hold with one more incident, one more
/// death, or a figure moved a little. All else stays the same.
/// </summary>
internal sealed class VetoWatch(RegionView view, RatedRegion rated)
{
    private static readonly Severity?[] _severities =
        [null, Severity.Ordinary, Severity.Larger, Severity.Major, Severity.Extreme];

    // No figure can be that large (Figure).
    private static readonly Ratio _figureLimit = new(1_000_000_000_000_000_000, 1);

    private readonly Rulebook _rulebook = view.Rulebook;

    /// <summary>
    /// By ground, the mildest incident of the region's own that would do, and would not by itself had nothing
    /// happened before: fewest deaths, then the lowest severity (none first), then the rulebook's order of kinds.
    /// </summary>
    public IReadOnlyDictionary<string, Incident> OneIncidentAway()
    {
        var found = new Dictionary<string, Incident>(StringComparer.Ordinal);
        var unmarked = new RegionInputs(
            rated.Inputs.Sheet with { Incidents = [] },
            [.. rated.Inputs.Counties.Select(county => county with { Incidents = [] })]);
        foreach (var incident in Candidates())
        {
            foreach (var ground in GroundsWith(incident, rated.Inputs).Except(GroundsWith(incident, unmarked)))
                found.TryAdd(ground, incident);
        }

        return found;
    }

    /// <summary>By ground, the first incident on record (by date, then id) with which it would do.</summary>
    public IReadOnlyDictionary<string, Incident> OneDeathAway()
    {
        var found = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var incident in rated.Inputs.AllIncidents)
        {
            var inputs = new RegionInputs(
                Deadlier(rated.Inputs.Sheet, incident),
                [.. rated.Inputs.Counties.Select(county => Deadlier(county, incident))]);
            foreach (var ground in Conditions.ProposedVetoes(_rulebook, inputs, rated.Values))
                found.TryAdd(ground, incident);
        }

        return found;
    }

    /// <summary>
    /// Figures of a ground's condition that would bring it about by moving no more than their margin, with
    /// their values now; in the order of the condition.
    /// </summary>
    public IEnumerable<(string Figure, Ratio Value)> Near(
        VetoGround ground, IReadOnlyDictionary<string, Ratio> margins)
    {
        var comparisons = Comparisons(ground.When).ToArray();
        foreach (var figure in comparisons.Select(compare => compare.Figure).Distinct())
        {
            if (margins.TryGetValue(figure, out var margin)
                && Conditions.FigureOf(figure, _rulebook, rated.Inputs, rated.Values) is { } value
                && Around(value, margin, comparisons.Where(c => c.Figure == figure).Select(c => c.Value))
                    .Any(moved => HoldsWith(ground, figure, moved)))
            {
                yield return (figure, value);
            }
        }
    }

    private static Sheet Deadlier(Sheet sheet, Incident incident) =>
        sheet.Incidents.Any(each => ReferenceEquals(each, incident))
            ? sheet with
            {
                Incidents =
                [
                    .. sheet.Incidents.Select(each =>
                        ReferenceEquals(each, incident) ? each with { Deaths = each.Deaths + 1 } : each),
                ],
            }
            : sheet;

    private IEnumerable<Incident> Candidates()
    {
        var filters = _rulebook.Vetoes.SelectMany(ground => Filters(ground.When)).ToArray();
        var deaths = filters
            .SelectMany(filter => new[] { filter.MinDeaths ?? 0, (filter.MaxDeaths ?? -1) + 1 })
            .Append(0)
            .Distinct()
            .Order();
        return
            from died in deaths
            from severity in _severities
            from kind in _rulebook.IncidentKinds
            select new Incident("", kind.Id, default, died, severity);
    }

    private IReadOnlyList<string> GroundsWith(Incident incident, RegionInputs before)
    {
        var inputs = new RegionInputs(
            before.Sheet with { Incidents = [.. before.Sheet.Incidents, incident] }, before.Counties);
        return Conditions.ProposedVetoes(_rulebook, inputs, CountedAnew(inputs));
    }

    private ScoredValue[] CountedAnew(RegionInputs inputs) =>
    [
        .. rated.Values.Select((value, leaf) => _rulebook.Indicators[leaf] is { FromIncidents: true } counted
            ? ScoredValue.Read(
                counted,
                inputs,
                () => inputs.Counties.Select(county => view.Rating.Memory.Regions[county.Key].Values[leaf]))
            : value),
    ];

    private bool HoldsWith(VetoGround ground, string figure, Ratio moved)
    {
        var (inputs, values) = (rated.Inputs, rated.Values);
        if (_rulebook.FindIndicator(figure) is not null)
        {
            values =
            [
                .. values.Select((value, leaf) =>
                    _rulebook.Indicators[leaf].Id == figure ? value with { Value = moved } : value),
            ];
        }
        else
        {
            if (moved.Abs() >= _figureLimit)
                return false;

            var figures = inputs.Sheet.Figures.ToDictionary(StringComparer.Ordinal);
            figures[figure] = new Figure(moved.ToDecimal(Figure.MaxDecimals));
            inputs = new RegionInputs(inputs.Sheet with { Figures = figures }, inputs.Counties);
        }

        return Conditions.ProposedVetoes(_rulebook, inputs, values).Contains(ground.Id);
    }

    /// <summary>
    /// Values within the margin of which one brings about whatever any of them could: both ends, the limits
    /// between them, and a value between every two of these.
    /// </summary>
    private static IEnumerable<Ratio> Around(Ratio value, Ratio margin, IEnumerable<Ratio> limits)
    {
        var (low, high) = (value - margin, value + margin);
        Ratio[] marks = [.. limits.Where(limit => limit > low && limit < high).Append(low).Append(high).Order()];
        var half = new Ratio(1, 2);
        return marks.Concat(marks.Zip(marks.Skip(1), (a, b) => (a + b) * half));
    }

    private static IEnumerable<FigureComparison> Comparisons(Condition condition) =>
        Leaves(condition).OfType<FigureComparison>();

    private static IEnumerable<IncidentFilter> Filters(Condition condition) =>
        Leaves(condition).OfType<IncidentCount>().Select(count => count.Filter);

    private static IEnumerable<Condition> Leaves(Condition condition) => condition switch
    {
        AnyOf any => any.Conditions.SelectMany(Leaves),
        AllOf all => all.Conditions.SelectMany(Leaves),
        Not not => Leaves(not.Condition),
        _ => [condition],
    };
}
