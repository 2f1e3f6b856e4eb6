using Award.Rules;
using Microsoft.Net.Http.Headers;

namespace Award.Api.Tables;

/// <summary>
/// A table as it was sent. What it is, its first bytes tell; a content type only adds the encoding.
/// </summary>
internal sealed class TableFile(byte[] bytes, string? contentType)
{
    // What browsers send for CSV and XLSX; on Windows with Excel a CSV is "application/vnd.ms-excel".
    private static readonly string[] Types =
    [
        TableFiles.CsvType, TableFiles.XlsxType, "application/csv", "application/vnd.ms-excel", "text/plain",
        "application/octet-stream",
    ];

    public byte[] Bytes => bytes;

    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    // Excel up to 2003, and an XLSX under a password.
    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>Whether a request's content type may be a table; it may be left out.</summary>
    public static bool IsTable(string? contentType) =>
        string.IsNullOrEmpty(contentType)
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && Types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>The table's figures and everything wrong with it.</summary>
    public (IReadOnlyList<ImportedFigure> Figures, ImportReport Report) Read(
        FigureBook book, ImportLimits limits, TimeProvider clock)
    {
        var report = new ImportReport(limits.Problems);
        using var sheet = Open(limits, report);
        return sheet is null
            ? ([], report)
            : (new FigureTable(book, limits, report, clock).Read(sheet), report);
    }

    private ITableReader? Open(ImportLimits limits, ImportReport report)
    {
        _ = MediaTypeHeaderValue.TryParse(contentType, out var type);
        if (bytes.AsSpan().StartsWith(Zip))
        {
            return XlsxSheet.Open(bytes, limits, report);
        }

        if (bytes.AsSpan().StartsWith(CompoundFile))
        {
            report.Stop(
                RefusalCode.ImportUnreadable,
                "the file is of Excel 2003 or before, or under a password; save it as XLSX without one");
            return null;
        }

        if (TableFiles.XlsxType.Equals(type?.MediaType.Value, StringComparison.OrdinalIgnoreCase))
        {
            report.Stop(RefusalCode.ImportUnreadable, "the file is no XLSX, or a damaged one");
            return null;
        }

        return !CsvSheet.IsTooWide(bytes, limits, report)
            && CsvBytes.Read(bytes, type?.Charset.Value, report) is { } text
                ? new CsvSheet(text, limits, report)
                : null;
    }
}
