using System.Globalization;
using System.Text;
using Award.Api.Tables;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Api.Tests.Tables;

/// <summary>Fills templates in as a person would: a table program opens the file, and cells get values.</summary>
internal static class FilledTemplates
{
    /// <param name="fill">What to put into a cell, by row and column from 1; null leaves it as it is.</param>
    public static byte[] Fill(byte[] template, TableFormat format, Func<int, int, string?> fill) =>
        format == TableFormat.Csv ? Csv(template, fill) : Xlsx(template, fill);

    /// <summary>The cells of a CSV by row.</summary>
    public static List<string[]> Cells(byte[] csv)
    {
        using var parser = new CsvParser(
            new StreamReader(new MemoryStream(csv)), new CsvConfiguration(CultureInfo.InvariantCulture));
        var rows = new List<string[]>();
        while (parser.Read())
        {
            rows.Add(parser.Record!);
        }

        return rows;
    }

    private static byte[] Csv(byte[] template, Func<int, int, string?> fill)
    {
        var text = new StringWriter();
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture)))
        {
            foreach (var (row, cells) in Cells(template).Index())
            {
                foreach (var (column, cell) in cells.Index())
                {
                    csv.WriteField(fill(row + 1, column + 1) ?? cell);
                }

                csv.NextRecord();
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Plain numbers of up to 15 digits become number cells, as when they are typed in.
    private static byte[] Xlsx(byte[] template, Func<int, int, string?> fill)
    {
        var bytes = new MemoryStream();
        bytes.Write(template);
        using (var document = SpreadsheetDocument.Open(bytes, isEditable: true))
        {
            var data = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Elements<SheetData>().Single();
            var columns = data.Elements<Row>().First().Elements<Cell>().Count();
            foreach (var row in data.Elements<Row>())
            {
                for (var column = 1; column <= columns; column++)
                {
                    if (fill((int)row.RowIndex!.Value, column) is { } text)
                    {
                        Put(row, new CellPlace((int)row.RowIndex.Value, column), text);
                    }
                }
            }
        }

        return bytes.ToArray();
    }

    private static void Put(Row row, CellPlace place, string text)
    {
        var cell = row.Elements<Cell>().FirstOrDefault(c => c.CellReference == place.ToString());
        if (cell is null)
        {
            var next = row.Elements<Cell>().FirstOrDefault(c =>
                CellPlace.TryParse(c.CellReference!, out var other) && other.Column > place.Column);
            cell = row.InsertBefore(new Cell { CellReference = place.ToString() }, next);
        }

        cell.RemoveAllChildren();
        if (text.All(c => char.IsAsciiDigit(c) || c is '.' or '-') && text.Count(char.IsAsciiDigit) <= 15)
        {
            cell.DataType = null;
            cell.AppendChild(new CellValue(text));
            return;
        }

        cell.DataType = CellValues.InlineString;
        cell.AppendChild(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
    }
}
