using Award.Rules;

namespace Award.Cli.Rating;

/// <summary>
/// Reads one cell exactly: plain decimals and nothing else, with a reason where it is none.
/// </summary>
internal static class Cell
{
    /// <summary>More incidents of one kind in one place and year than can be meant.</summary>
    public const int MostIncidents = 10_000;

    private static readonly string[] Yes = ["是", "yes", "true"];

    private static readonly string[] No = ["否", "no", "false"];

    public static bool IsMissing(string cell) => cell is "" or "..";

    /// <summary>The figure, or why the cell holds none.</summary>
    public static (Figure? Value, string? Problem) ReadFigure(string cell, bool yesNo)
    {
        if (yesNo && Yes.Contains(cell, StringComparer.OrdinalIgnoreCase))
        {
            return (new Figure(1), null);
        }

        if (yesNo && No.Contains(cell, StringComparer.OrdinalIgnoreCase))
        {
            return (new Figure(0), null);
        }

        return Figure.TryParse(cell, out var figure)
            ? (figure, null)
            : (null, $"'{cell}' is no plain decimal number{Hint(cell)}");
    }

    /// <summary>The count of incidents, or why the cell holds none.</summary>
    public static (int Count, string? Problem) ReadCount(string cell)
    {
        var (figure, problem) = ReadFigure(cell, yesNo: false);
        return figure is not { } value ? (0, problem)
            : value.Value < 0 || decimal.Truncate(value.Value) != value.Value || value.Value > MostIncidents
                ? (0, $"'{cell}' is no count of incidents: a whole number from 0 to {MostIncidents}")
            : ((int)value.Value, null);
    }

    private static string Hint(string cell) =>
        cell.Contains(',', StringComparison.Ordinal) || cell.Contains('，', StringComparison.Ordinal)
            ? ": leave out thousands separators, and write decimals with a point"
        : cell.EndsWith('%') || cell.EndsWith('％')
            ? ": leave out the per cent sign; the unit is the rulebook's"
        : cell.StartsWith('+') ? ": leave out the plus sign"
        : cell.Contains('e', StringComparison.OrdinalIgnoreCase) && cell.Any(char.IsAsciiDigit)
            ? ": write it without an exponent"
        : decimal.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? $": at most 18 digits before the point and {Figure.MaxDecimals} after it"
        : "; leave the cell empty or write '..' where it is missing";
}
