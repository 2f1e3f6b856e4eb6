namespace Award.Rules.Record;

/// <summary>
/// Decides commands about one region's year. Each is a flat ladder of checks: the year is open, its stage
/// allows it, the person is not recused, the caller saw the present version, the input is well formed, what it names exists, its state
/// allows it, the person may. The first check that fails names the refusal; of rows, each row's first.
/// </summary>
public static partial class SheetDecider
{
    /// <summary>Most rows of one command.</summary>
    public const int MaxRows = 10_000;

    /// <summary>Figures for the first time: all or nothing.</summary>
    public static Decision SubmitFigures(
        SheetState sheet, YearState year, SheetContext context, IReadOnlyList<FigureInput> rows)
    {
        if (Checks.Collecting(year, context, Operation.SubmitFigures) is { } forbidden)
            return Decision.Refuse(forbidden);
        if (RowCount(rows.Count) is { } count)
            return Decision.Refuse(count);

        var expected = Expected(context);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var refusals = rows
            .Select(row => Check(sheet, context, expected, row, seen))
            .OfType<Refusal>()
            .ToList();
        return refusals.Count > 0
            ? Decision.Refuse(refusals)
            : Decision.Accept(new FiguresSubmitted([.. rows.Select(Submitted)]));
    }

    /// <summary>Another value in place of the one that stands; the old one stays on record.</summary>
    /// <param name="expectedVersion">The sheet's version the caller saw; required.</param>
    public static Decision AmendFigure(
        SheetState sheet,
        YearState year,
        SheetContext context,
        string? indicator,
        string? value,
        string? reason,
        long? expectedVersion)
    {
        if (Checks.Collecting(year, context, Operation.AmendFigure) is { } forbidden)
            return Decision.Refuse(forbidden);
        if (expectedVersion is not { } version)
            return Decision.Refuse(new Refusal(
                RefusalCode.PreconditionMissing,
                "",
                "an amendment names the version of the sheet it was made on"));
        if (Checks.Version(version, sheet.Version) is { } changed)
            return Decision.Refuse(changed);
        if ((FigureChecks.Indicator(context.Rulebook, Expected(context), indicator, null)
            ?? FigureChecks.Value(context.Rulebook, indicator!, value, null)
            ?? Checks.Reason(reason)) is { } malformed)
            return Decision.Refuse(malformed);
        if (!sheet.Figures.TryGetValue(indicator!, out var previous))
            return Decision.Refuse(new Refusal(
                RefusalCode.FigureNotSubmitted, "/indicator", $"'{indicator}' has not been submitted yet"));

        var figure = Parse(value);
        return figure == previous
            ? Decision.Refuse(
                new Refusal(RefusalCode.FigureUnchanged, "/value", $"'{indicator}' is {previous} already"))
            : Decision.Accept(new FigureAmended(indicator!, previous, figure, reason!));
    }

    private static Refusal? Check(
        SheetState sheet,
        SheetContext context,
        ExpectedFigures expected,
        FigureInput row,
        HashSet<string> seen)
    {
        if (FigureChecks.Indicator(context.Rulebook, expected, row.Indicator, row.Row) is { } unknown)
            return unknown;
        if (!seen.Add(row.Indicator!))
            return new(
                RefusalCode.DuplicateRow,
                Checks.Path(row.Row, "indicator"),
                $"'{row.Indicator}' is there twice",
                row.Row);
        if (FigureChecks.Value(context.Rulebook, row.Indicator!, row.Value, row.Row) is { } impossible)
            return impossible;
        if (Checks.Text(row.Evidence, Checks.Path(row.Row, "evidence"), row.Row) is { } tooLong)
            return tooLong;
        if (sheet.Figures.ContainsKey(row.Indicator!))
            return new(
                RefusalCode.FigureAlreadySubmitted,
                Checks.Path(row.Row, "indicator"),
                $"'{row.Indicator}' was submitted before; amend it",
                row.Row);
        return null;
    }

    private static Refusal? RowCount(int count) => count switch
    {
        0 => new(RefusalCode.FieldMissing, "", "at least one row is required"),
        > MaxRows => new(RefusalCode.TooManyRows, "", $"at most {MaxRows} rows at a time"),
        _ => null,
    };

    private static SubmittedFigure Submitted(FigureInput row) =>
        new(row.Indicator!, Parse(row.Value), row.Evidence);

    private static ExpectedFigures Expected(SheetContext context) =>
        new(context.Rulebook, context.Level, context.HasCounties);

    private static Figure Parse(string? text) =>
        Figure.TryParse(text, out var figure)
            ? figure
            : throw new InvalidOperationException("checked before");
}
