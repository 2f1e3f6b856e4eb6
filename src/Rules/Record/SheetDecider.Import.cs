namespace Award.Rules.Record;

public static partial class SheetDecider
{
    /// <summary>
    /// Figures from a table that a person fills in bit by bit and sends again: what is on record with the same
    /// value is left out, the rest is submitted, all or nothing. Accepted without a fact when nothing is new.
    /// </summary>
    public static Decision ImportFigures(
        SheetState sheet, YearState year, SheetContext context, IReadOnlyList<FigureInput> rows)
    {
        if (Checks.Stage(year, context.Year, Operation.SubmitFigures) is { } forbidden)
            return Decision.Refuse(forbidden);
        var left = rows.Where(row => !Stands(sheet, row)).ToList();
        return left.Count == 0 && rows.Count > 0 ? Decision.Accept() : SubmitFigures(sheet, year, context, left);
    }

    private static bool Stands(SheetState sheet, FigureInput row) =>
        row.Indicator is { } indicator
        && sheet.Figures.TryGetValue(indicator, out var standing)
        && Figure.TryParse(row.Value, out var figure)
        && figure == standing;
}
