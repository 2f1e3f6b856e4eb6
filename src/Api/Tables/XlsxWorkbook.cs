using Award.Rules;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Award.Api.Tables;

/// <summary>Finds the sheet of a workbook that is meant: the only visible one that holds a value.</summary>
internal static class XlsxWorkbook
{
    /// <summary>
    /// Null after a problem: there is none, or more than one, and which is meant cannot be told.
    /// </summary>
    public static WorksheetPart? SheetOf(SpreadsheetDocument document, ImportReport report)
    {
        var filled = Visible(document).Where(sheet => HoldsValues(sheet.Part)).Take(2).ToList();
        switch (filled)
        {
            case [var only]:
                return only.Part;
            case []:
                report.Stop(RefusalCode.ImportHoldsNoFigure, "no visible sheet holds a value");
                return null;
            default:
                report.Stop(
                    RefusalCode.ImportUnreadable,
                    $"the sheets {PlainText.Quote(filled[0].Name)} and {PlainText.Quote(filled[1].Name)} "
                    + "both hold values; leave one of them");
                return null;
        }
    }

    private static IEnumerable<(string Name, WorksheetPart Part)> Visible(SpreadsheetDocument document)
    {
        var workbook = document.WorkbookPart ?? throw new InvalidDataException("there is no workbook");
        using var reader = OpenXmlReader.Create(workbook);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Sheet) && reader.IsStartElement
                && reader.Attribute("state") is null or "visible"
                && reader.Attribute("id") is { } id
                && workbook.GetPartById(id) is WorksheetPart part)
            {
                yield return (reader.Attribute("name") ?? "", part);
            }
        }
    }

    private static bool HoldsValues(WorksheetPart part)
    {
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement
                && (reader.ElementType == typeof(CellValue)
                    || reader.ElementType == typeof(InlineString)
                    || reader.ElementType == typeof(CellFormula)))
            {
                return true;
            }
        }

        return false;
    }
}
