using System.IO.Compression;
using Award.Rules;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Award.Api.Tables;

/// <summary>
/// Writes an XLSX of one sheet: numbers digit for digit, everything else as text, the headings kept in
/// sight. It carries neither the time of its making nor an author.
/// </summary>
internal static class XlsxFile
{
    private const uint HeadingStyle = 1;
    private const uint TextStyle = 2;
    private const uint TextFormat = 49;
    private const double Narrow = 12;
    private const double Wide = 22;
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(OutTable table)
    {
        using var made = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(made, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            document.ChangeIdOfPart(workbook, "rId1");
            workbook.AddNewPart<WorkbookStylesPart>("rId2").Stylesheet = Styles();
            WriteSheet(workbook.AddNewPart<WorksheetPart>("rId1"), table);
            workbook.Workbook = new Workbook(new Sheets(new Sheet
            {
                Name = table.Language == Language.Chinese ? "数据" : "Data",
                SheetId = 1,
                Id = "rId1",
            }));
        }

        return Settle(made);
    }

    /// <summary>The same parts in one order, each dated alike.</summary>
    private static byte[] Settle(MemoryStream made)
    {
        using var settled = new MemoryStream();
        using (var source = new ZipArchive(made, ZipArchiveMode.Read))
        using (var target = new ZipArchive(settled, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in source.Entries.OrderBy(p => p.FullName, StringComparer.Ordinal))
            {
                var entry = target.CreateEntry(part.FullName, CompressionLevel.Optimal);
                entry.LastWriteTime = Epoch;
                using var from = part.Open();
                using var to = entry.Open();
                from.CopyTo(to);
            }
        }

        return settled.ToArray();
    }

    private static void WriteSheet(WorksheetPart part, OutTable table)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane
        {
            HorizontalSplit = table.FixedColumns,
            VerticalSplit = 1,
            TopLeftCell = new CellPlace(2, table.FixedColumns + 1).ToString(),
            ActivePane = PaneValues.BottomRight,
            State = PaneStateValues.Frozen,
        })
        { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(table.Headings.Select((heading, index) => new Column
        {
            Min = (uint)index + 1,
            Max = (uint)index + 1,
            Width = heading.Length > 6 ? Wide : Narrow,
            CustomWidth = true,
        })));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, 1, [.. table.Headings.Select(heading => (OutCell)heading)], HeadingStyle);
        foreach (var (index, row) in table.Rows.Index())
        {
            WriteRow(writer, index + 2, row, TextStyle);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteRow(
        OpenXmlWriter writer, int number, IReadOnlyList<OutCell> cells, uint textStyle)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        foreach (var (index, cell) in cells.Index())
        {
            if (cell.Text is not { Length: > 0 } text)
            {
                continue;
            }

            var reference = new CellPlace(number, index + 1).ToString();
            writer.WriteElement(cell.IsNumber
                ? new Cell(new CellValue(text)) { CellReference = reference }
                : new Cell(new InlineString(new Text(PlainText.Guard(text))
                {
                    Space = SpaceProcessingModeValues.Preserve,
                }))
                {
                    CellReference = reference,
                    DataType = CellValues.InlineString,
                    StyleIndex = textStyle,
                });
        }

        writer.WriteEndElement();
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat
            {
                FontId = 1,
                ApplyFont = true,
                NumberFormatId = TextFormat,
                ApplyNumberFormat = true,
            },
            new CellFormat { NumberFormatId = TextFormat, ApplyNumberFormat = true }));
}
