using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Api.Tables;

/// <summary>A figure that the rulebook knows: an indicator or a denominator.</summary>
/// <param name="FromIncidents">It is counted from incidents; no figure is reported for it.</param>
internal sealed record FigureName(string Id, BilingualName Name, FigureUnit Unit, bool FromIncidents);

/// <summary>What the tables of one year are about: its regions and what its rulebook asks of them.</summary>
internal sealed class FigureBook
{
    private readonly IReadOnlyList<RegisterRow> _regions;

    /// <param name="regions">Of the year, by code.</param>
    public FigureBook(AwardYear year, IReadOnlyList<RegisterRow> regions, Rulebook rulebook)
    {
        (Year, _regions, Rulebook) = (year, regions, rulebook);
        Figures =
        [
            .. rulebook.Indicators.Select(
                i => new FigureName(i.Id, i.Name, FigureUnit.Of(i), i.FromIncidents)),
            .. rulebook.Denominators.Select(d => new FigureName(d.Id, d.Name, FigureUnit.Of(d), false)),
        ];
        FigureNames = new(Figures, f => f.Id, f => [f.Name.Zh, f.Name.En]);
        RegionNames = new(regions, r => r.Code.Value, r => [r.Name.Zh, r.Name.En]);
    }

    public AwardYear Year { get; }

    public Rulebook Rulebook { get; }

    /// <summary>In the order of the rulebook; indicators, then denominators.</summary>
    public IReadOnlyList<FigureName> Figures { get; }

    public NameIndex<FigureName> FigureNames { get; }

    public NameIndex<RegisterRow> RegionNames { get; }

    /// <summary>Cities each before their counties, with the ids of the figures that they report.</summary>
    public IEnumerable<(RegisterRow Region, IReadOnlyList<string> Expected)> Regions() =>
        _regions.Select(region => (region, new ExpectedFigures(
            Rulebook,
            region.Level,
            _regions.Any(r => r.Level == RegionLevel.County && r.Parent == region.Code)).Ids));
}
