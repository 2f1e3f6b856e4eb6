using System.IO.Compression;
using System.Text;
using Award.Api.Tables;
using Award.Rules;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Api.Tests.Tables;

/// <summary>Written tables: valid, exact, guarded, and the same bytes whenever they are made.</summary>
public sealed class TableFilesTests
{
    private static readonly OutTable Table = new(
        "table", Language.English, ["Id", "-Note", "Value"],
        [
            ["330624", "=HYPERLINK(\"http://x\")", OutCell.Number(-0.10m)],
            ["330681", "two\nlines, \"quoted\"", OutCell.Number(12345678901234567890.12m)],
            ["330600", "  ", OutCell.Number(null)],
        ],
        FixedColumns: 1);

    [Fact]
    public void Csv_has_a_mark_crlf_and_guards()
    {
        Assert.Equal(
            "\uFEFFId,'-Note,Value\r\n330624,\"'=HYPERLINK(\"\"http://x\"\")\",-0.10\r\n"
            + "330681,\"two\nlines, \"\"quoted\"\"\",12345678901234567890.12\r\n330600,\"  \",\r\n",
            Encoding.UTF8.GetString(TableFiles.Write(Table, TableFormat.Csv)));
    }

    [Fact]
    public void Xlsx_is_valid_and_holds_no_formula()
    {
        var bytes = TableFiles.Write(Table, TableFormat.Xlsx);
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), false);

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var sheet = Part(bytes, "xl/worksheets/sheet1.xml");
        Assert.Contains(">'=HYPERLINK(\"http://x\")</", sheet, StringComparison.Ordinal);
        Assert.Contains(">12345678901234567890.12</", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_table_is_the_same_bytes_and_bears_no_time_or_name()
    {
        foreach (var format in Enum.GetValues<TableFormat>())
        {
            Assert.Equal(TableFiles.Write(Table, format), TableFiles.Write(Table, format));
        }

        using var archive = new ZipArchive(new MemoryStream(TableFiles.Write(Table, TableFormat.Xlsx)));
        Assert.All(archive.Entries, part => Assert.Equal(1980, part.LastWriteTime.Year));
        Assert.DoesNotContain(archive.Entries, part => part.FullName.StartsWith("docProps", StringComparison.Ordinal));
    }

    internal static string Part(byte[] bytes, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
