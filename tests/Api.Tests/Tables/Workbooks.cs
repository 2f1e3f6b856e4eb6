using System.IO.Compression;
using System.Text;

namespace Api.Tests.Tables;

/// <summary>XLSX files written part by part, well formed or not.</summary>
internal static class Workbooks
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";

    /// <summary>Number formats by style: 0 general, 1 per cent, 2 date, 3 own date, 4 own per cent, 5 money in red.</summary>
    private const string Styles =
        $"""
        <styleSheet xmlns="{Main}">
        <numFmts count="3">
        <numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>
        <numFmt numFmtId="165" formatCode="[Red]0.000%"/>
        <numFmt numFmtId="166" formatCode="[Red]#,##0.00&quot;days&quot;\d;General"/>
        </numFmts>
        <fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>
        <cellStyleXfs count="2"><xf numFmtId="14"/><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="164"/>
        <xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
        </styleSheet>
        """;

    /// <summary>A workbook of one sheet; rows as XML.</summary>
    public static byte[] Of(string rows, string? strings = null, string after = "") =>
        Zip(Parts([("Sheet1", "", Sheet(rows, after))], strings));

    public static byte[] OfSheets(params (string Name, string State, string Rows)[] sheets) =>
        Zip(Parts([.. sheets.Select(s => (s.Name, s.State, Sheet(s.Rows)))], null));

    /// <summary>Rows of cells, each given as <c>text</c> (inline), <c>#97.1</c> (number) or XML of a cell.</summary>
    public static string Rows(params string[][] rows) => string.Concat(rows.Select((cells, r) =>
        $"<row r=\"{r + 1}\">{string.Concat(cells.Select((cell, c) => Cell($"{(char)('A' + c)}{r + 1}", cell)))}</row>"));

    public static string Sheet(string rows, string after = "") =>
        $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{after}</worksheet>";

    public static string Strings(params string[] items) =>
        $"<sst xmlns=\"{Main}\">{string.Concat(items.Select(i => $"<si>{i}</si>"))}</sst>";

    public static List<(string Name, string Text)> Parts(
        IReadOnlyList<(string Name, string State, string Xml)> sheets, string? strings)
    {
        var parts = new List<(string, string)>
        {
            ("[Content_Types].xml", ContentTypes(sheets.Count)),
            ("_rels/.rels", Relationships(("rId1", "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
                + string.Concat(sheets.Select((s, i) =>
                    $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" {s.State} r:id=\"rId{i + 1}\"/>"))
                + "</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", Relationships(
            [
                .. sheets.Select((_, i) => ($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")),
                ("rId90", "styles", "styles.xml"),
                .. strings is null ? [] : new[] { ("rId91", "sharedStrings", "sharedStrings.xml") },
            ])),
            ("xl/styles.xml", Styles),
        };
        parts.AddRange(sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", s.Xml)));
        if (strings is not null)
        {
            parts.Add(("xl/sharedStrings.xml", strings));
        }

        return parts;
    }

    public static byte[] Zip(IEnumerable<(string Name, string Text)> parts) =>
        Zip(parts.Select(p => (p.Name, (IEnumerable<byte[]>)[Encoding.UTF8.GetBytes(p.Text)])));

    /// <summary>Parts given in pieces, so that what they unpack to need not be in memory.</summary>
    public static byte[] Zip(IEnumerable<(string Name, IEnumerable<byte[]> Pieces)> parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, pieces) in parts)
            {
                using var part = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                foreach (var piece in pieces)
                {
                    part.Write(piece);
                }
            }
        }

        return bytes.ToArray();
    }

    private static string Cell(string at, string cell) =>
        cell.Length == 0 ? ""
        : cell.StartsWith('<') ? cell.Replace("@", at, StringComparison.Ordinal)
        : cell.StartsWith('#') ? $"<c r=\"{at}\"><v>{cell[1..]}</v></c>"
        : $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{cell}</t></is></c>";

    private static string Relationships(params (string Id, string Type, string Target)[] all) =>
        $"<Relationships xmlns=\"{Packages}/relationships\">"
        + string.Concat(all.Select(r =>
            $"<Relationship Id=\"{r.Id}\" Type=\"{Relations}/{r.Type}\" Target=\"{r.Target}\"/>"))
        + "</Relationships>";

    private static string ContentTypes(int sheets)
    {
        const string kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        return $"<Types xmlns=\"{Packages}/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>"
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{kind}.styles+xml\"/>"
            + $"<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{kind}.sharedStrings+xml\"/>"
            + string.Concat(Enumerable.Range(1, sheets).Select(i =>
                $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{kind}.worksheet+xml\"/>"))
            + "</Types>";
    }
}
