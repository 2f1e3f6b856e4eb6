using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Award.Api.Tables;

/// <summary>What the number formats of an XLSX make of a number: a date, a percentage or a number.</summary>
internal sealed class XlsxStyles
{
    private const string General = "General";
    private readonly List<CellKind> _kinds = [];

    /// <param name="part">Null in a workbook without styles.</param>
    public XlsxStyles(WorkbookStylesPart? part)
    {
        if (part is null)
        {
            return;
        }

        var formats = new Dictionary<int, CellKind>();
        var inCells = false;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(CellFormats))
            {
                inCells = reader.IsStartElement;
            }
            else if (reader.ElementType == typeof(NumberingFormat) && reader.IsStartElement
                && reader.WholeAttribute("numFmtId") is { } id)
            {
                formats[id] = KindOf(reader.Attribute("formatCode") ?? "");
            }
            else if (inCells && reader.ElementType == typeof(CellFormat) && reader.IsStartElement)
            {
                var format = reader.WholeAttribute("numFmtId") ?? 0;
                _kinds.Add(formats.TryGetValue(format, out var kind) ? kind : KindOf(format));
            }
        }
    }

    /// <param name="style">Index as cells carry it.</param>
    public CellKind KindOfStyle(int? style) =>
        style is { } index && index < _kinds.Count ? _kinds[index] : CellKind.Number;

    // ECMA-376 part 1, 18.8.30; 27-36 and 50-58 are dates in Chinese, Japanese and Korean.
    private static CellKind KindOf(int builtIn) => builtIn switch
    {
        9 or 10 => CellKind.Percent,
        >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58 => CellKind.Date,
        _ => CellKind.Number,
    };

    /// <summary>
    /// Reads a format code such as <c>yyyy"年"m"月"</c>, without what is quoted, escaped or bracketed.
    /// </summary>
    private static CellKind KindOf(string code)
    {
        for (var at = 0; at < code.Length; at++)
        {
            switch (code[at])
            {
                case '"':
                    at = End(code, at, '"');
                    break;
                case '[' when IsElapsedTime(code, at):
                    return CellKind.Date;
                case '[':
                    at = End(code, at, ']');
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '%':
                    return CellKind.Percent;
                case 'y' or 'm' or 'd' or 'h' or 's' or 'Y' or 'M' or 'D' or 'H' or 'S':
                    return CellKind.Date;
                case 'G' or 'g' when code.AsSpan(at).StartsWith(General, StringComparison.OrdinalIgnoreCase):
                    at += General.Length - 1;
                    break;
                default:
                    break;
            }
        }

        return CellKind.Number;
    }

    // "[h]:mm" counts hours; "[Red]" and "[$-804]" say nothing about the number.
    private static bool IsElapsedTime(string code, int at) =>
        code.Length > at + 2 && code[at + 1] is 'h' or 'H' or 'm' or 'M' or 's' or 'S'
        && code[at + 2] is ']' or 'h' or 'H' or 'm' or 'M' or 's' or 'S';

    private static int End(string code, int from, char end) =>
        code.IndexOf(end, from + 1) is >= 0 and var at ? at : code.Length;
}
