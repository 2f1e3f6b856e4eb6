using Award.Grains;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Tables;

/// <summary>A figure of a table and the cells it was read from.</summary>
/// <param name="Figure">
/// The cell that names the indicator: of its row, or the value's own in a wide table.
/// </param>
internal sealed record ImportedFigure(FigureRow Row, CellPlace Region, CellPlace Figure, CellPlace Value);

/// <summary>
/// Reads the figures of a table; whatever is wrong with it goes into the report, all of it.
/// </summary>
internal sealed class FigureTable(
    FigureBook book, ImportLimits limits, ImportReport report, TimeProvider clock)
{
    public const string NoFormulas = "a formula is not read; paste its value";
    private const int RowsBetweenLooks = 64;

    private static readonly FigureUnit NoUnit = new("");
    private readonly Dictionary<(string Region, string Figure), CellPlace> _seen = [];
    private readonly List<ImportedFigure> _figures = [];

    public IReadOnlyList<ImportedFigure> Read(ITableReader table)
    {
        var started = clock.GetTimestamp();
        TableColumns? columns = null;
        while (table.Read() is { } row)
        {
            if (row.Number % RowsBetweenLooks == 0
                && clock.GetElapsedTime(started) > TimeSpan.FromSeconds(limits.Seconds))
            {
                report.Stop(
                    RefusalCode.ImportTimeExceeded, new CellPlace(row.Number, 1),
                    $"the table takes more than {limits.Seconds} seconds to read");
                break;
            }

            var cells = row.Cells.Where(cell => !cell.IsEmpty).ToList();
            if (columns is not null)
            {
                ReadRow(cells, columns);
            }
            else if (cells.Count > 0)
            {
                columns = Headings.Read(row with { Cells = [.. cells.Where(IsShort)] }, book, report);
            }
        }

        if (_figures.Count == 0 && report.IsGood)
        {
            report.Add(RefusalCode.ImportHoldsNoFigure, "the table holds no figure");
        }

        return _figures;
    }

    public static string OtherUnit(FigureName figure, string unit) => figure.Unit.Text.Length == 0
        ? $"the rulebook does not say in which unit '{figure.Id}' is reported; "
            + $"leave {PlainText.Quote(unit)} away"
        : $"'{figure.Id}' is reported in {figure.Unit.Text}, not in {PlainText.Quote(unit)}";

    private void ReadRow(List<TableCell> cells, TableColumns columns)
    {
        var good = cells.Where(cell => IsGood(cell, columns)).ToList();
        var values = good
            .Where(cell => columns.IsLong
                ? columns.Roles.TryGetValue(cell.Place.Column, out var role) && role == ColumnRole.Value
                : columns.Figures.ContainsKey(cell.Place.Column))
            .Where(cell => !FigureText.IsNotReported(cell))
            .ToList();
        if (values.Count == 0)
        {
            return;
        }

        var of = good.Where(cell => columns.Roles.ContainsKey(cell.Place.Column))
            .ToLookup(cell => columns.Roles[cell.Place.Column]);
        var region = Region(of, columns, values[0].Place.Row);
        if (columns.IsLong)
        {
            ReadLong(of, region, values[0]);
            return;
        }

        foreach (var value in values)
        {
            Add(region, (columns.Figures[value.Place.Column], value.Place), value, null);
        }
    }

    private void ReadLong(
        ILookup<ColumnRole, TableCell> of, (RegisterRow Row, CellPlace Place)? region, TableCell value)
    {
        var named = Resolve(
            of[ColumnRole.Figure], book.FigureNames, RefusalCode.ImportIndicatorUnknown,
            $"an indicator of {book.Rulebook.Id}");
        if (!of[ColumnRole.Figure].Any())
        {
            report.Add(
                RefusalCode.ImportIndicatorUnknown, value.Place, "no indicator is named for this value");
        }

        foreach (var unit in of[ColumnRole.Unit])
        {
            if (named is { } figure && !figure.Thing.Unit.Is(unit.Text))
            {
                report.Add(RefusalCode.ImportUnitDiffers, unit.Place, OtherUnit(figure.Thing, unit.Text));
            }
        }

        string? evidence = null;
        foreach (var cell in of[ColumnRole.Evidence])
        {
            evidence = Evidence(cell);
        }

        Add(region, named, value, evidence);
    }

    private string? Evidence(TableCell cell)
    {
        if (cell.Kind is CellKind.Text)
        {
            return cell.Text.Trim();
        }

        if (cell.Kind is CellKind.Number && FigureText.Read(cell, NoUnit).Value is { } number)
        {
            return number;
        }

        report.Add(RefusalCode.ImportCellMalformed, cell.Place, "format the cell as text");
        return null;
    }

    private void Add(
        (RegisterRow Row, CellPlace Place)? region,
        (FigureName Thing, CellPlace Place)? figure,
        TableCell value,
        string? evidence)
    {
        var (text, fault) = FigureText.Read(value, figure?.Thing.Unit ?? NoUnit);
        if (fault is not null && figure is not null)
        {
            report.Add(RefusalCode.ImportCellMalformed, value.Place, fault);
        }

        if (region is not { } ofRegion || figure is not { } ofFigure)
        {
            return;
        }

        var (code, id) = (ofRegion.Row.Code.Value, ofFigure.Thing.Id);
        if (!_seen.TryAdd((code, id), value.Place))
        {
            report.Add(
                RefusalCode.ImportRowDuplicate, value.Place,
                $"{code} has a figure for '{id}' in {_seen[(code, id)]} already");
        }
        else if (_seen.Count > limits.Figures)
        {
            report.Stop(
                RefusalCode.ImportTooLarge, value.Place, $"an import has at most {limits.Figures} figures");
        }
        else if (text is not null)
        {
            _figures.Add(new ImportedFigure(
                new FigureRow(code, id, text, evidence), ofRegion.Place, ofFigure.Place, value.Place));
        }
    }

    private (RegisterRow Row, CellPlace Place)? Region(
        ILookup<ColumnRole, TableCell> of, TableColumns columns, int row)
    {
        if (!columns.Has(ColumnRole.Region))
        {
            return null;
        }

        if (!of[ColumnRole.Region].Any())
        {
            report.Add(RefusalCode.ImportRegionUnknown, new CellPlace(row, 1), $"row {row} names no region");
            return null;
        }

        var region = Resolve(
            of[ColumnRole.Region], book.RegionNames, RefusalCode.ImportRegionUnknown,
            $"a region of {book.Year}");
        foreach (var cell in of[ColumnRole.Level])
        {
            if (region is { } found && Levels.Of(cell.Text) != found.Thing.Level)
            {
                report.Add(
                    RefusalCode.ImportNamesDiffer, cell.Place,
                    $"{found.Thing.Code} is a {Levels.Of(found.Thing.Level, Language.English)}, "
                    + $"not {PlainText.Quote(cell.Text)}");
            }
        }

        return region;
    }

    /// <summary>The one thing that all of the cells name.</summary>
    private (T Thing, CellPlace Place)? Resolve<T>(
        IEnumerable<TableCell> cells, NameIndex<T> names, RefusalCode unknown, string what)
        where T : class
    {
        IReadOnlyList<T>? left = null;
        var place = default(CellPlace);
        foreach (var cell in cells)
        {
            var found = names.Find(cell.Text);
            if (found.Count == 0)
            {
                report.Add(unknown, cell.Place, $"{PlainText.Quote(cell.Text)} is not {what}");
                return null;
            }

            place = left is null ? cell.Place : place;
            left = left is null ? found : [.. left.Intersect(found)];
            if (left.Count == 0)
            {
                report.Add(
                    RefusalCode.ImportNamesDiffer, cell.Place,
                    $"{PlainText.Quote(cell.Text)} is another than {place} names");
                return null;
            }
        }

        if (left is { Count: > 1 })
        {
            report.Add(
                RefusalCode.ImportNameAmbiguous, place, $"{left.Count} go by this name; give the code or id");
        }

        return left is [var only] ? (only, place) : null;
    }

    private bool IsGood(TableCell cell, TableColumns columns)
    {
        if (cell.Kind == CellKind.Formula)
        {
            report.Add(RefusalCode.ImportFormula, cell.Place, NoFormulas);
            return false;
        }

        var column = cell.Place.Column;
        if (!columns.Roles.ContainsKey(column) && !columns.Figures.ContainsKey(column))
        {
            if (!columns.Refused.Contains(column))
            {
                report.Add(RefusalCode.ImportCellMalformed, cell.Place, "the column has no heading");
            }

            return false;
        }

        return IsShort(cell);
    }

    private bool IsShort(TableCell cell)
    {
        if (cell.Text.Length <= limits.TextLength)
        {
            return true;
        }

        report.Add(
            RefusalCode.ImportTooLarge, cell.Place, $"a cell holds at most {limits.TextLength} characters");
        return false;
    }
}
