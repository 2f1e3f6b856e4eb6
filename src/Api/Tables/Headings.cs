using Award.Rules;

namespace Award.Api.Tables;

/// <summary>What a column of a table holds, beside figures.</summary>
internal enum ColumnRole
{
    /// <summary>A region's code or name.</summary>
    Region,

    Level,

    /// <summary>A figure's id or name, in long tables.</summary>
    Figure,

    Value,
    Unit,
    Evidence,
}

/// <summary>The columns of a table, by number.</summary>
/// <param name="Figures">Columns of figures: the table is wide. Empty in a long one.</param>
/// <param name="Refused">Columns whose heading was refused; what stands below is not looked at.</param>
internal sealed record TableColumns(
    IReadOnlyDictionary<int, ColumnRole> Roles,
    IReadOnlyDictionary<int, FigureName> Figures,
    IReadOnlySet<int> Refused)
{
    /// <summary>The table names its indicators row by row.</summary>
    public bool IsLong { get; } = Roles.Values.Any(role => role is ColumnRole.Figure or ColumnRole.Value);

    public bool Has(ColumnRole role) => Roles.Values.Contains(role);
}

/// <summary>
/// Reads the headings of a table: Chinese or English, wide or long, units in brackets or not.
/// </summary>
internal static class Headings
{
    private static readonly Dictionary<ColumnRole, string[]> Words = new()
    {
        [ColumnRole.Region] =
        [
            "地区代码", "地区", "代码", "地区名称", "名称", "区划代码", "行政区划代码", "县(市、区)", "市、县(市、区)",
            "region code", "region", "code", "region name", "name",
        ],
        [ColumnRole.Level] = ["级别", "level"],
        [ColumnRole.Figure] = ["指标代码", "指标", "指标名称", "indicator id", "indicator", "indicator name"],
        [ColumnRole.Value] = ["数值", "填报值", "值", "value", "figure"],
        [ColumnRole.Unit] = ["单位", "计量单位", "unit"],
        [ColumnRole.Evidence] = ["依据", "佐证", "佐证材料", "evidence"],
    };

    private static readonly (ColumnRole Role, string Name)[] NeededWide =
        [(ColumnRole.Region, "地区代码 (region code)")];

    private static readonly (ColumnRole Role, string Name)[] NeededLong =
    [
        .. NeededWide, (ColumnRole.Figure, "指标代码 (indicator id)"), (ColumnRole.Value, "数值 (value)"),
    ];

    /// <summary>The heading that templates carry for a role.</summary>
    /// <param name="second">The name rather than the code or id.</param>
    public static string Of(ColumnRole role, bool second, Language language) =>
        (role, second, language) switch
    {
        (ColumnRole.Region, false, Language.Chinese) => "地区代码",
        (ColumnRole.Region, true, Language.Chinese) => "地区名称",
        (ColumnRole.Region, false, _) => "Region code",
        (ColumnRole.Region, true, _) => "Region name",
        (ColumnRole.Figure, false, Language.Chinese) => "指标代码",
        (ColumnRole.Figure, true, Language.Chinese) => "指标名称",
        (ColumnRole.Figure, false, _) => "Indicator id",
        (ColumnRole.Figure, true, _) => "Indicator name",
        (ColumnRole.Level, _, Language.Chinese) => "级别",
        (ColumnRole.Value, _, Language.Chinese) => "数值",
        (ColumnRole.Unit, _, Language.Chinese) => "单位",
        (ColumnRole.Evidence, _, Language.Chinese) => "依据",
        _ => role.ToString(),
    };

    /// <summary>
    /// A figure's heading: its name, where another goes by the same its id, and the unit in brackets.
    /// </summary>
    public static string Of(FigureName figure, FigureBook book, Language language)
    {
        var name = figure.Name.In(language);
        var heading = book.FigureNames.Find(name) is [var only] && only == figure && RoleOf(name) is null
            ? name
            : figure.Id;
        return figure.Unit.Text.Length == 0 ? heading
            : language == Language.Chinese ? $"{heading}（{figure.Unit.Text}）"
            : $"{heading} ({figure.Unit.Text})";
    }

    /// <summary>The columns under a heading row; every heading that means nothing is reported.</summary>
    public static TableColumns Read(TableRow row, FigureBook book, ImportReport report)
    {
        var roles = new Dictionary<int, ColumnRole>();
        var figures = new Dictionary<int, FigureName>();
        var refused = new HashSet<int>();
        foreach (var cell in row.Cells.Where(cell => !cell.IsEmpty))
        {
            if (!TryRead(cell, book, report, roles, figures))
            {
                refused.Add(cell.Place.Column);
            }
        }

        var columns = new TableColumns(roles, figures, refused);
        ReportMissing(columns, row.Number, report);
        return columns;
    }

    private static bool TryRead(
        TableCell cell,
        FigureBook book,
        ImportReport report,
        Dictionary<int, ColumnRole> roles,
        Dictionary<int, FigureName> figures)
    {
        var refusals = report.Count;
        if (cell.Kind == CellKind.Formula)
        {
            report.Add(RefusalCode.ImportFormula, cell.Place, FigureTable.NoFormulas);
        }
        else if (RoleOf(cell.Text) is { } role)
        {
            if (role is not (ColumnRole.Region or ColumnRole.Figure) && roles.ContainsValue(role))
            {
                Duplicate(report, cell);
            }

            roles[cell.Place.Column] = role;
        }
        else if (FigureOf(cell, book, report) is { } figure)
        {
            if (figures.ContainsValue(figure))
            {
                Duplicate(report, cell);
            }

            figures[cell.Place.Column] = figure;
        }

        return report.Count == refusals;
    }

    private static void Duplicate(ImportReport report, TableCell cell) => report.Add(
        RefusalCode.ImportHeadingDuplicate, cell.Place, $"{PlainText.Quote(cell.Text)} heads two columns");

    private static FigureName? FigureOf(TableCell cell, FigureBook book, ImportReport report)
    {
        var heading = PlainText.Of(cell.Text);
        var found = book.FigureNames.Find(heading);
        var unit = "";
        if (found.Count == 0 && heading.EndsWith(')') && heading.LastIndexOf('(') is > 0 and var bracket)
        {
            unit = heading[(bracket + 1)..^1];
            found = book.FigureNames.Find(heading[..bracket]);
        }

        switch (found)
        {
            case []:
                report.Add(
                    RefusalCode.ImportHeadingUnknown, cell.Place,
                    $"{PlainText.Quote(heading)} is no heading and no indicator of {book.Rulebook.Id}");
                return null;
            case [var figure] when figure.FromIncidents:
                report.Add(
                    RefusalCode.IndicatorCountsIncidents, cell.Place,
                    $"'{figure.Id}' is counted from incidents; it takes no figures");
                return null;
            case [var figure] when unit.Length > 0 && !figure.Unit.Is(unit):
                report.Add(RefusalCode.ImportUnitDiffers, cell.Place, FigureTable.OtherUnit(figure, unit));
                return null;
            case [var figure]:
                return figure;
            default:
                report.Add(
                    RefusalCode.ImportNameAmbiguous, cell.Place,
                    $"{PlainText.Quote(heading)} names {found.Count} indicators; "
                    + "head the column with the id");
                return null;
        }
    }

    private static void ReportMissing(TableColumns columns, int row, ImportReport report)
    {
        foreach (var (role, name) in columns.IsLong ? NeededLong : NeededWide)
        {
            if (!columns.Has(role))
            {
                report.Add(
                    RefusalCode.ImportHeadingMissing, new CellPlace(row, 1), $"no column is headed {name}");
            }
        }

        if (columns.IsLong && columns.Figures.Count > 0)
        {
            report.Add(
                RefusalCode.ImportHeadingUnknown, new CellPlace(row, columns.Figures.Keys.Min()),
                "a table names its indicators in the headings or row by row, not both");
        }

        if (columns.IsLong)
        {
            return;
        }

        foreach (var (column, role) in columns.Roles)
        {
            if (role is ColumnRole.Unit or ColumnRole.Evidence)
            {
                report.Add(
                    RefusalCode.ImportHeadingUnknown, new CellPlace(row, column),
                    "a table with its indicators in the headings has no column for this");
            }
        }

        if (columns.Figures.Count == 0 && columns.Refused.Count == 0)
        {
            report.Add(
                RefusalCode.ImportHeadingMissing, new CellPlace(row, 1),
                "no column is headed by an indicator");
        }
    }

    private static ColumnRole? RoleOf(string heading)
    {
        var plain = PlainText.Of(heading);
        foreach (var (role, words) in Words)
        {
            if (words.Contains(plain, StringComparer.OrdinalIgnoreCase))
            {
                return role;
            }
        }

        return null;
    }
}
