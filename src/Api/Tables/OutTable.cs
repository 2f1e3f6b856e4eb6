using Award.Rules;

namespace Award.Api.Tables;

/// <summary>A cell to be written: a number's plain decimal text, or text; null for an empty one.</summary>
internal readonly record struct OutCell(string? Text, bool IsNumber = false)
{
    public static OutCell Number(decimal? number) =>
        new(number?.ToString(System.Globalization.CultureInfo.InvariantCulture), IsNumber: true);

    public static implicit operator OutCell(string? text) => new(text);
}

/// <summary>A table to be written as CSV or XLSX.</summary>
/// <param name="Name">File name without its ending, ASCII.</param>
/// <param name="FixedColumns">Columns that stay in sight when a spreadsheet scrolls.</param>
internal sealed record OutTable(
    string Name,
    Language Language,
    IReadOnlyList<string> Headings,
    IReadOnlyList<IReadOnlyList<OutCell>> Rows,
    int FixedColumns);

/// <summary>The formats of tables.</summary>
internal enum TableFormat
{
    Csv,
    Xlsx,
}

/// <summary>A table as the bytes of a file: the same table, the same bytes.</summary>
internal static class TableFiles
{
    public const string CsvType = "text/csv";
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static string TypeOf(TableFormat format) =>
        format == TableFormat.Csv ? $"{CsvType}; charset=utf-8" : XlsxType;

    public static byte[] Write(OutTable table, TableFormat format) =>
        format == TableFormat.Csv ? CsvFile.Write(table) : XlsxFile.Write(table);

    public static string FileName(OutTable table, TableFormat format) =>
        table.Name + (format == TableFormat.Csv ? ".csv" : ".xlsx");
}
