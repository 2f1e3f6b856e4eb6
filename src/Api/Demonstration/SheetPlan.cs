using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Api.Demonstration;

/// <summary>One region's year while its figures are being chosen.</summary>
internal sealed class SheetPlan(AwardYear year, RegisterRow region, LineageId lineage, OutcomeRow outcome)
{
    public const string Illustrative = "illustrative";

    private readonly Dictionary<string, string> _evidence = new(StringComparer.Ordinal);

    public AwardYear Year => year;

    public RegisterRow Region => region;

    public LineageId Lineage => lineage;

    public OutcomeRow Outcome => outcome;

    public string Key => region.Code.Value;

    /// <summary>
    /// What the region's figures are divided by, whether it reports them or its counties do.
    /// </summary>
    public Dictionary<string, decimal> Denominators { get; } = new(StringComparer.Ordinal);

    /// <summary>Residents in ten thousands.</summary>
    public required decimal Population { get; init; }

    /// <summary>What is said of where the denominators come from.</summary>
    public required string DenominatorEvidence { get; init; }

    public Dictionary<string, Figure> Figures { get; } = new(StringComparer.Ordinal);

    public List<Incident> Incidents { get; } = [];

    public List<DemonstrationVeto> Vetoes { get; } = [];

    /// <summary>A draw for this region and year.</summary>
    public decimal Between(decimal low, decimal high, string purpose) =>
        Draw.Between(low, high, year.Value, lineage, purpose);

    /// <summary>A draw for this region that is the same all years.</summary>
    public decimal Always(decimal low, decimal high, string purpose) =>
        Draw.Between(low, high, 0, lineage, purpose);

    public void Set(string id, decimal value, string evidence = Illustrative)
    {
        Figures[id] = new Figure(value);
        _evidence[id] = evidence;
    }

    public void Add(string kind, int deaths, Severity? severity, DateOnly date) =>
        Incidents.Add(new Incident($"{Key}-i-{Incidents.Count + 1}", kind, date, deaths, severity));

    public Sheet ToSheet() => new(
        Key,
        region.Level,
        region.Level == RegionLevel.County ? region.Parent.Value : null,
        new Dictionary<string, Figure>(Figures),
        [.. Incidents],
        [.. Vetoes.Where(veto => veto.Confirmed).Select(veto => veto.Ground)],
        IsSuspended ? SheetStatus.Suspended : SheetStatus.Assessed);

    public DemonstrationSheet ToDemonstration() => new(
        region.Code,
        region.Level,
        [.. Figures.Select(figure => new SubmittedFigure(figure.Key, figure.Value, _evidence[figure.Key]))],
        [.. Incidents],
        [.. Vetoes],
        IsSuspended ? "a matter is still under review (illustrative)" : null);

    private bool IsSuspended => outcome.Outcome == Award.Rules.Rating.Outcome.Suspended;
}
