using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>A year's sheets as they would be.</summary>
internal static class SheetChanges
{
    /// <exception cref="ArgumentException">No sheet of that region.</exception>
    public static Sheet SheetOf(this YearSheets sheets, string region) =>
        sheets.Sheets.FirstOrDefault(sheet => sheet.Key == region)
        ?? throw new ArgumentException($"there is no sheet of '{region}'", nameof(region));

    /// <summary>The assessed counties of a city, which its figures roll up from.</summary>
    public static IEnumerable<Sheet> CountiesOf(this YearSheets sheets, Sheet city) =>
        city.Level == RegionLevel.County ? [] : sheets.Sheets.Where(sheet =>
            sheet.Level == RegionLevel.County && sheet.Parent == city.Key && Rater.IsAssessed(sheet));

    public static ExpectedFigures Expects(this YearSheets sheets, Rulebook rulebook, Sheet sheet) =>
        new(rulebook, sheet.Level, sheets.CountiesOf(sheet).Any());

    /// <summary>The same with some figures of one region replaced or added.</summary>
    public static YearSheets With(
        this YearSheets sheets, string region, IReadOnlyDictionary<string, Figure> figures) =>
        sheets with
        {
            Sheets = [.. sheets.Sheets.Select(sheet => sheet.Key == region ? sheet.With(figures) : sheet)],
        };

    /// <summary>The same with some incidents of one region added, or replaced by their ids.</summary>
    public static YearSheets With(this YearSheets sheets, string region, IReadOnlyList<Incident> incidents) =>
        incidents.Count == 0 ? sheets : sheets with
        {
            Sheets =
            [
                .. sheets.Sheets.Select(sheet => sheet.Key != region ? sheet : sheet with
                {
                    Incidents =
                    [
                        .. sheet.Incidents.Where(known => incidents.All(each => each.Id != known.Id)),
                        .. incidents,
                    ],
                }),
            ],
        };

    private static Sheet With(this Sheet sheet, IReadOnlyDictionary<string, Figure> figures)
    {
        var all = sheet.Figures.ToDictionary(StringComparer.Ordinal);
        foreach (var (id, figure) in figures)
            all[id] = figure;

        return sheet with { Figures = all };
    }
}
