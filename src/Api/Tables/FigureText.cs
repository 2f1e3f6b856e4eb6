using System.Globalization;
using System.Text.RegularExpressions;

namespace Award.Api.Tables;

/// <summary>
/// A cell's figure as plain decimal text, as the person meant it, or why it is none. No binary floating
/// point: digits are moved and rounded as digits.
/// </summary>
internal static partial class FigureText
{
    /// <summary>What Excel keeps of a number; digits beyond are its binary double showing through.</summary>
    private const int ExcelDigits = 15;

    private static readonly string[] NotReported = ["", "..", "…", "-", "—", "——", "–", "/"];
    private static readonly string[] Yes = ["1", "是", "yes", "true"];
    private static readonly string[] No = ["0", "否", "no", "false"];

    /// <summary>Whether the cell says that there is no figure.</summary>
    public static bool IsNotReported(TableCell cell) =>
        cell.Kind == CellKind.Text && NotReported.Contains(PlainText.Of(cell.Text));

    /// <returns>Either the figure's text or what is wrong.</returns>
    public static (string? Value, string? Fault) Read(TableCell cell, FigureUnit unit)
    {
        var text = PlainText.Of(cell.Text);
        return cell.Kind switch
        {
            CellKind.Date => (null, "a date stands where a number is expected"),
            CellKind.Fault => (null, $"the cell shows the error {PlainText.Quote(text)}"),
            CellKind.Truth or CellKind.Text or CellKind.Number when unit.IsYesNo => ReadYesNo(text),
            CellKind.Truth => (null, "true or false stands where a number is expected"),
            CellKind.Number => ReadNumber(text, 0),
            CellKind.Percent when unit.IsPerCent => ReadNumber(text, 2),
            CellKind.Percent => (null, $"a percentage stands where {Expected(unit)} is expected"),
            _ => ReadText(text, unit),
        };
    }

    private static (string?, string?) ReadYesNo(string text) =>
        Yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? ("1", null)
        : No.Contains(text, StringComparer.OrdinalIgnoreCase) ? ("0", null)
        : (null, $"{PlainText.Quote(text)} is neither 是 (1) nor 否 (0)");

    private static (string?, string?) ReadText(string text, FigureUnit unit)
    {
        if (Plain().IsMatch(text))
        {
            return (text, null);
        }

        if (text is [.. var number, '%'] && Plain().IsMatch(number.TrimEnd()))
        {
            return unit.IsPerCent
                ? (number.TrimEnd(), null)
                : (null, $"a percentage stands where {Expected(unit)} is expected");
        }

        return (null, text switch
        {
            _ when Grouped().IsMatch(text) =>
                $"write {PlainText.Quote(text)} without thousands separators",
            _ when Dated().IsMatch(text) =>
                $"the date {PlainText.Quote(text)} stands where a number is expected",
            _ when Powered().IsMatch(text) => $"write {PlainText.Quote(text)} without an exponent",
            _ => $"{PlainText.Quote(text)} is no plain number such as 97.1",
        });
    }

    /// <summary>
    /// A number of an XLSX, <c>1.1000000000000001</c> or <c>5E-05</c>, times a power of ten.
    /// </summary>
    private static (string?, string?) ReadNumber(string text, int power)
    {
        if (Scientific().Match(text) is not { Success: true } match
            || !int.TryParse(
                match.Groups["exponent"].ValueSpan, NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out var exponent) && match.Groups["exponent"].Success
            || Math.Abs((long)exponent) > 400)
        {
            return (null, $"{PlainText.Quote(text)} is no number");
        }

        var fraction = match.Groups["fraction"].Value;
        var digits = (match.Groups["whole"].Value + fraction).TrimStart('0');
        var point = digits.Length - fraction.Length + exponent + power;
        if (digits.Length > ExcelDigits + 2 && digits.AsSpan(ExcelDigits + 2).ContainsAnyExcept('0'))
        {
            return (null, $"a number cell holds at most {ExcelDigits} digits; format the cell as text");
        }

        (digits, point) = Round(digits, point);
        return digits.Length == 0
            ? ("0", null)
            : (match.Groups["sign"].Value + Write(digits, point), null);
    }

    private static (string Digits, int Point) Round(string digits, int point)
    {
        if (digits.Length <= ExcelDigits)
        {
            return (digits, point);
        }

        var kept = digits[..ExcelDigits];
        if (digits[ExcelDigits] < '5')
        {
            return (kept, point);
        }

        var raised = (long.Parse(kept, CultureInfo.InvariantCulture) + 1)
            .ToString(CultureInfo.InvariantCulture);
        return (raised, point + raised.Length - kept.Length);
    }

    /// <summary>Digits with the point after so many of them: ("971", 2) is "97.1".</summary>
    private static string Write(string digits, int point)
    {
        var whole = point <= 0 ? "0" : digits[..Math.Min(point, digits.Length)].PadRight(point, '0');
        var fraction = (point < 0 ? new string('0', -point) : "")
            + digits[Math.Clamp(point, 0, digits.Length)..];
        fraction = fraction.TrimEnd('0');
        return fraction.Length == 0 ? whole : $"{whole}.{fraction}";
    }

    private static string Expected(FigureUnit unit) =>
        unit.Text.Length == 0 ? "a plain number" : $"a number of {unit.Text}";

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex Plain();

    [GeneratedRegex(
        @"^(?<sign>-?)(?<whole>[0-9]+)(\.(?<fraction>[0-9]+))?([eE](?<exponent>[+-]?[0-9]{1,4}))?\z")]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^[+-]?[0-9]+([,'\u066C ][0-9]+)+(\.[0-9]*)?\z")]
    private static partial Regex Grouped();

    [GeneratedRegex(
        @"^[0-9]{1,4}([-/.][0-9]{1,2}){2}|^[0-9]{4}[-/][0-9]{1,2}\z|[0-9]\s*[年月日]|^[0-9]{1,2}:[0-9]{2}")]
    private static partial Regex Dated();

    [GeneratedRegex(@"^[+-]?[0-9.]+[eE][+-]?[0-9]+\z")]
    private static partial Regex Powered();
}
