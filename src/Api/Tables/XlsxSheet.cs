using System.Globalization;
using Award.Rules;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Award.Api.Tables;

/// <summary>
/// The one visible sheet of an XLSX that holds anything, cell by cell as its XML has them: a number is the
/// text of a number, and formulas and merged cells are seen. Of what it unpacks to, only the shared strings
/// and one row are in memory.
/// </summary>
internal sealed class XlsxSheet : ITableReader
{
    private readonly SpreadsheetDocument _document;
    private readonly ImportLimits _limits;
    private readonly ImportReport _report;
    private readonly List<string> _strings;
    private readonly XlsxStyles _styles;
    private readonly OpenXmlReader _reader;
    private int _row;
    private int _rows;
    private int _cells;

    private XlsxSheet(
        SpreadsheetDocument document, WorksheetPart sheet, ImportLimits limits, ImportReport report)
    {
        (_document, _limits, _report) = (document, limits, report);
        _strings = XlsxStrings.Read(document.WorkbookPart!.SharedStringTablePart, limits.TextLength);
        _styles = new XlsxStyles(document.WorkbookPart.WorkbookStylesPart);
        _reader = OpenXmlReader.Create(sheet);
    }

    /// <summary>The sheet to read; null after a problem.</summary>
    public static XlsxSheet? Open(byte[] bytes, ImportLimits limits, ImportReport report)
    {
        if (!XlsxPackage.IsSound(bytes, limits, report))
        {
            return null;
        }

        SpreadsheetDocument? document = null;
        XlsxSheet? opened = null;
        try
        {
            document = SpreadsheetDocument.Open(
                new MemoryStream(bytes, writable: false), isEditable: false,
                new OpenSettings { MaxCharactersInPart = limits.UnpackedBytes });
            opened = XlsxWorkbook.SheetOf(document, report) is { } sheet
                ? new XlsxSheet(document, sheet, limits, report)
                : null;
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            Refuse(report);
        }

        if (opened is null)
        {
            document?.Dispose();
        }

        return opened;
    }

    public TableRow? Read()
    {
        try
        {
            return ReadNext();
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            Refuse(_report);
            return null;
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _document.Dispose();
    }

    // A parser meets a hostile file here: whatever it makes of it, the file is what is wrong.
    private static bool IsOfTheFile(Exception fault) =>
        fault is not (OutOfMemoryException or OperationCanceledException);

    private static void Refuse(ImportReport report) =>
        report.Stop(RefusalCode.ImportUnreadable, "the file is no XLSX, or a damaged one");

    private TableRow? ReadNext()
    {
        while (!_report.IsStopped && _reader.Read())
        {
            if (!_reader.IsStartElement)
            {
                continue;
            }

            if (_reader.ElementType == typeof(Row))
            {
                return ReadRow();
            }

            if (_reader.ElementType == typeof(MergeCell))
            {
                RefuseMerged(_reader.Attribute("ref") ?? "");
            }
        }

        return null;
    }

    private TableRow? ReadRow()
    {
        var number = _reader.Attribute("r") is { } given
            ? int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0
            : _row + 1;
        if (number <= _row || number > CellPlace.LastRow)
        {
            _report.Stop(RefusalCode.ImportUnreadable, "the rows of the sheet are not in order");
            return null;
        }

        _row = number;
        if (++_rows > _limits.Rows)
        {
            return TooMany();
        }

        var cells = new List<TableCell>();
        var column = 0;
        while (_reader.Read() && !(_reader.ElementType == typeof(Row) && _reader.IsEndElement))
        {
            if (_reader.ElementType != typeof(Cell) || !_reader.IsStartElement)
            {
                continue;
            }

            if (++_cells > _limits.Cells)
            {
                return TooMany();
            }

            if (Place(column) is not { } place)
            {
                _report.Stop(
                    RefusalCode.ImportUnreadable, new CellPlace(_row, 1),
                    $"the cells of row {_row} are not in order");
                return null;
            }

            column = place.Column;
            if (ReadCell(place) is { IsEmpty: false } cell)
            {
                cells.Add(cell);
            }
        }

        return new TableRow(number, cells);
    }

    private CellPlace? Place(int before)
    {
        if (_reader.Attribute("r") is not { } reference)
        {
            return before < CellPlace.LastColumn ? new CellPlace(_row, before + 1) : null;
        }

        return CellPlace.TryParse(reference, out var place) && place.Row == _row && place.Column > before
            ? place
            : null;
    }

    private TableCell ReadCell(CellPlace place)
    {
        var type = _reader.Attribute("t") ?? "n";
        var style = _reader.WholeAttribute("s");
        var text = "";
        var formula = false;
        while (_reader.Read() && !(_reader.ElementType == typeof(Cell) && _reader.IsEndElement))
        {
            if (!_reader.IsStartElement)
            {
                continue;
            }

            formula |= _reader.ElementType == typeof(CellFormula);
            if (_reader.ElementType == typeof(CellValue))
            {
                text = _reader.GetText();
            }
            else if (_reader.ElementType == typeof(InlineString))
            {
                text = XlsxStrings.ReadText(_reader, typeof(InlineString), _limits.TextLength);
            }
        }

        return formula ? new TableCell(place, text, CellKind.Formula) : type switch
        {
            "s" => new TableCell(place, PlainText.Unguard(Shared(text))),
            "inlineStr" or "str" => new TableCell(place, PlainText.Unguard(text)),
            "b" => new TableCell(place, text, CellKind.Truth),
            "e" => new TableCell(place, text, CellKind.Fault),
            "d" => new TableCell(place, text, CellKind.Date),
            _ => new TableCell(place, text, _styles.KindOfStyle(style)),
        };
    }

    /// <exception cref="InvalidDataException">There is no such shared string.</exception>
    private string Shared(string index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at < _strings.Count
            ? _strings[at]
            : throw new InvalidDataException($"no shared string {index}");

    private TableRow? TooMany()
    {
        _report.Stop(RefusalCode.ImportTooLarge, new CellPlace(_row, 1), CsvSheet.TooMany(_limits));
        return null;
    }

    private void RefuseMerged(string range)
    {
        var place = CellPlace.TryParse(range.Split(':')[0], out var first) ? first : new CellPlace(1, 1);
        _report.Add(
            RefusalCode.ImportMergedCells, place,
            $"{PlainText.Quote(range)} is merged; every cell stands for itself in a table");
    }
}
