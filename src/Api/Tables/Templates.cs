using System.Globalization;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Tables;

/// <summary>
/// Tables to be filled in: every region of the year with every figure that it reports, named by code and
/// name, with its unit. What is filled in reads back.
/// </summary>
internal static class Templates
{
    /// <summary>Stands where a region reports no such figure.</summary>
    private const string NotAsked = "—";

    /// <summary>A row a region, a column a figure.</summary>
    public static OutTable Wide(string province, FigureBook book, Language language)
    {
        var asked = book.Regions().SelectMany(r => r.Expected).ToHashSet(StringComparer.Ordinal);
        var figures = book.Figures.Where(figure => asked.Contains(figure.Id)).ToList();
        return new OutTable(
            Name(province, book, "wide"),
            language,
            [.. RegionHeadings(language), .. figures.Select(figure => Headings.Of(figure, book, language))],
            [.. book.Regions().Select(region => (IReadOnlyList<OutCell>)
            [
                .. RegionCells(region.Region, language),
                .. figures.Select(figure =>
                    new OutCell(region.Expected.Contains(figure.Id) ? null : NotAsked)),
            ])],
            FixedColumns: 3);
    }

    /// <summary>A row a figure.</summary>
    public static OutTable Long(string province, FigureBook book, Language language)
    {
        var figures = book.Figures.ToDictionary(figure => figure.Id, StringComparer.Ordinal);
        return new OutTable(
            Name(province, book, "long"),
            language,
            [
                .. RegionHeadings(language),
                Headings.Of(ColumnRole.Figure, false, language),
                Headings.Of(ColumnRole.Figure, true, language),
                Headings.Of(ColumnRole.Unit, false, language),
                Headings.Of(ColumnRole.Value, false, language),
                Headings.Of(ColumnRole.Evidence, false, language),
            ],
            [.. book.Regions().SelectMany(region => region.Expected.Select(id => (IReadOnlyList<OutCell>)
            [
                .. RegionCells(region.Region, language),
                id,
                figures[id].Name.In(language),
                figures[id].Unit.Text,
                default,
                default,
            ]))],
            FixedColumns: 6);
    }

    private static IEnumerable<string> RegionHeadings(Language language) =>
    [
        Headings.Of(ColumnRole.Region, false, language),
        Headings.Of(ColumnRole.Region, true, language),
        Headings.Of(ColumnRole.Level, false, language),
    ];

    private static IEnumerable<OutCell> RegionCells(RegisterRow region, Language language) =>
        [region.Code.Value, region.Name.In(language), Levels.Of(region.Level, language)];

    private static string Name(string province, FigureBook book, string layout) => string.Create(
        CultureInfo.InvariantCulture, $"template-{province}-{book.Year}-{book.Rulebook.Id}-{layout}");
}
