using System.Globalization;
using Award.Rules;
using CsvHelper;
using CsvHelper.Configuration;

namespace Award.Api.Tables;

/// <summary>A CSV (RFC 4180, comma) as a sheet. Rows are counted as a spreadsheet shows them.</summary>
internal sealed class CsvSheet : ITableReader
{
    // Beyond it a cell is not even read to its end.
    private const int LongestField = 64 * 1024;

    private readonly CsvParser _parser;
    private readonly ImportLimits _limits;
    private readonly ImportReport _report;
    private bool _isBad;
    private int _row;
    private int _cells;

    /// <param name="text">Disposed of with the sheet.</param>
    public CsvSheet(TextReader text, ImportLimits limits, ImportReport report)
    {
        (_limits, _report) = (limits, report);
        _parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = ",",
            IgnoreBlankLines = false,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ => _isBad = true,
            MaxFieldSize = LongestField,
        });
    }

    public TableRow? Read()
    {
        var place = new CellPlace(++_row, 1);
        if (_report.IsStopped || !TryRead(place))
        {
            return null;
        }

        var record = _parser.Record!;
        _cells += record.Length;
        if (_isBad)
        {
            _report.Stop(
                RefusalCode.ImportUnreadable, place,
                $"in row {_row} a quoted cell does not end, or a quote stands inside a plain cell");
            return null;
        }

        if (_row > _limits.Rows || _cells > _limits.Cells || record.Length > CellPlace.LastColumn)
        {
            _report.Stop(RefusalCode.ImportTooLarge, place, TooMany(_limits));
            return null;
        }

        return new TableRow(_row, [.. record.Select(Cell)]);
    }

    public void Dispose() => _parser.Dispose();

    /// <summary>
    /// Refuses a table with more commas than it may have cells, before a row of millions is taken apart.
    /// </summary>
    public static bool IsTooWide(ReadOnlySpan<byte> bytes, ImportLimits limits, ImportReport report)
    {
        if (bytes.Count((byte)',') <= limits.Cells)
        {
            return false;
        }

        var (commas, row) = (0, 1);
        foreach (var value in bytes)
        {
            row += value == '\n' ? 1 : 0;
            commas += value == ',' ? 1 : 0;
            if (commas > limits.Cells)
            {
                break;
            }
        }

        report.Stop(RefusalCode.ImportTooLarge, new CellPlace(row, 1), TooMany(limits));
        return true;
    }

    private bool TryRead(CellPlace place)
    {
        try
        {
            return _parser.Read();
        }
        catch (MaxFieldSizeException)
        {
            _report.Stop(
                RefusalCode.ImportTooLarge, place,
                $"a cell of row {place.Row} has more than {LongestField} characters, "
                + "or its quote does not end");
            return false;
        }
    }

    internal static string TooMany(ImportLimits limits) =>
        $"a table has at most {limits.Rows} rows and {limits.Cells} cells";

    private TableCell Cell(string text, int index) => new(
        new CellPlace(_row, index + 1),
        PlainText.Unguard(text),
        PlainText.Of(text).StartsWith('=') ? CellKind.Formula : CellKind.Text);
}
