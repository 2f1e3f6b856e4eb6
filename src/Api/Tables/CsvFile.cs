using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Award.Api.Tables;

/// <summary>
/// Writes CSV (RFC 4180): UTF-8 with a byte-order mark, without which Excel takes it for GBK.
/// </summary>
internal static class CsvFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true);

    public static byte[] Write(OutTable table)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, Utf8))
        using (var csv = new CsvWriter(
            text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }))
        {
            WriteRow(csv, table.Headings.Select(heading => (OutCell)heading));
            foreach (var row in table.Rows)
            {
                WriteRow(csv, row);
            }
        }

        return bytes.ToArray();
    }

    private static void WriteRow(CsvWriter csv, IEnumerable<OutCell> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell.IsNumber ? cell.Text : PlainText.Guard(cell.Text ?? ""));
        }

        csv.NextRecord();
    }
}
