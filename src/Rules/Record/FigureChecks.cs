using Award.Rules.Rulebooks;

namespace Award.Rules.Record;

/// <summary>
/// Whether a figure may stand on a sheet: the indicator takes one from this region, and the value is
/// possible.
/// </summary>
internal static class FigureChecks
{
    private static readonly string[] YesNo = ["是/否", "yes/no"];

    /// <summary>The indicator or denominator exists and this region reports it.</summary>
    public static Refusal? Indicator(Rulebook rulebook, ExpectedFigures expected, string? id, int? row)
    {
        var path = Checks.Path(row, "indicator");
        if (string.IsNullOrWhiteSpace(id))
            return new(RefusalCode.FieldMissing, path, "an indicator is required", row);
        if (rulebook.FindDenominator(id) is not null)
            return null;
        if (rulebook.FindIndicator(id) is not { } indicator)
            return new(RefusalCode.IndicatorUnknown, path, $"the rulebook has no indicator '{id}'", row);
        if (indicator.FromIncidents)
            return new(RefusalCode.IndicatorCountsIncidents, path, $"'{id}' is counted from incidents", row);
        if (!expected.Reports(indicator))
            return new(RefusalCode.FigureRolledUp, path, $"a city's '{id}' comes from its counties", row);
        return null;
    }

    /// <summary>The text is a number, and one that this indicator can have.</summary>
    public static Refusal? Value(Rulebook rulebook, string id, string? text, int? row)
    {
        var path = Checks.Path(row, "value");
        if (string.IsNullOrWhiteSpace(text))
            return new(RefusalCode.FieldMissing, path, "a value is required", row);
        if (!Figure.TryParse(text, out var figure))
            return new(
                RefusalCode.FigureMalformed, path, "a plain decimal number with at most 10 decimals", row);
        if (Impossible(rulebook, id, figure) is { } why)
            return new(RefusalCode.FigureOutOfRange, path, $"'{id}' {why}", row);
        return null;
    }

    /// <summary>
    /// Only what cannot be is refused; what is merely odd is for review. A denominator is more than zero; a
    /// yes or no is 1 or 0; a figure is not negative, unless <see cref="MayBeNegative"/>. A percentage has no
    /// upper bound: growth knows none.
    /// </summary>
    private static string? Impossible(Rulebook rulebook, string id, Figure figure)
    {
        if (rulebook.FindIndicator(id) is not { } indicator)
            return figure.Value > 0 ? null : "is a denominator and must be more than zero";
        if (IsYesNo(indicator))
            return figure.Value is 0 or 1 ? null : "is 1 for yes or 0 for no";
        return figure.Value >= 0 || MayBeNegative(indicator) ? null : "cannot be negative";
    }

    /// <summary>Reported as 1 for yes or 0 for no.</summary>
    public static bool IsYesNo(Indicator indicator) => YesNo.Contains(indicator.Unit);

    /// <summary>
    /// A percentage as reported may be a growth; a change or a place among peers says nothing about the
    /// level; and a rulebook that scores below zero expects values there.
    /// </summary>
    private static bool MayBeNegative(Indicator indicator) =>
        (indicator.Denominator is null && indicator.Unit.Contains('%')) || indicator.Scoring switch
        {
            ChangeOnLastYear or Relative => true,
            LinearRamp s => s.Floor.Sign < 0 || s.Target.Sign < 0,
            Bands s => s.FullAt.Sign < 0 || s.Steps.Any(b => b.From.Sign < 0 || b.To.Sign < 0),
            SteppedTable s => s.Steps.Any(step => step.Limit.Sign < 0),
            PassFail s => s.Limit.Sign < 0,
            _ => false,
        };
}
