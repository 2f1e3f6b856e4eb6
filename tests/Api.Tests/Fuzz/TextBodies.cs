using System.IO.Compression;
using System.Text;

namespace Api.Tests.Fuzz;

/// <summary>Bodies that are text or files: rulebooks and tables, well formed and spoilt.</summary>
internal static class TextBodies
{
    private const string Wide = "region,residents,cases,survey\n990101,1,2,90\n990102,1,6,90\n";
    private const string Long = "region,indicator,value\n990201,residents,1\n990201,cases,2\n990202,survey,95.5\n";

    public static byte[] Of(string media, Dice dice, bool isSpoilt) => media.Contains("yaml", StringComparison.Ordinal)
        ? Yaml(dice, isSpoilt)
        : media.Contains("sheet", StringComparison.Ordinal) ? Xlsx(dice) : Csv(dice, isSpoilt);

    private static byte[] Yaml(Dice dice, bool isSpoilt)
    {
        var lines = Support.SmallProvince.Rulebook
            .Replace("id: small\n", $"id: small-{dice.Below(1_000)}\n", StringComparison.Ordinal).Split('\n').ToList();
        for (var times = isSpoilt ? dice.Of(1, 2, 5) : 0; times > 0; times--)
        {
            var at = dice.Below(lines.Count);
            var other = lines[dice.Below(lines.Count)];
            switch (dice.Below(6))
            {
                case 0: lines.RemoveAt(at); break;
                case 1: lines.Insert(at, other); break;
                case 2: lines[at] = lines[at].Replace(": ", $": {Words.Bad(dice)}", StringComparison.Ordinal); break;
                case 3: lines[at] = $" {lines[at]}"; break;
                case 4: lines[at] = new string([.. lines[at].Reverse()]); break;
                default: lines.Insert(at, dice.Of("&a [*a, *a]", "<<: *x", "!!python/object:os", "? - : -", "\t", "%YAML 9.9", "---", "...")); break;
            }
        }

        return isSpoilt && dice.Once(10)
            ? Garbage(dice, "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n")
            : Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static byte[] Csv(Dice dice, bool isSpoilt)
    {
        var text = dice.Of(Wide, Long);
        return !isSpoilt ? Encoding.UTF8.GetBytes(text) : dice.Below(7) switch
        {
            0 => Garbage(dice, text),
            1 => Encoding.UTF8.GetBytes(text.Replace(",", dice.Of(";", "\t", ",,", ",\""), StringComparison.Ordinal)),
            2 => Encoding.UTF8.GetBytes(text.Replace(dice.Of("1", "9", "990101", "cases"), Words.Bad(dice), StringComparison.Ordinal)),
            3 => Encoding.Unicode.GetBytes(text),
            4 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, dice.Of(2, 300)))),
            5 => [.. Encoding.UTF8.GetBytes(text), 0, 0xFF, 0xFE],
            _ => Encoding.UTF8.GetBytes($"{text}990101,{new string('9', dice.Of(30, 2_001))},1,1\n"),
        };
    }

    private static byte[] Xlsx(Dice dice)
    {
        if (dice.Once(3))
        {
            return [0x50, 0x4B, 0x03, 0x04, .. dice.Bytes(400)];
        }

        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in (string[])["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "../x"])
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open());
                entry.Write(dice.Of(
                    "", "<x/>", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>", new string(' ', 100_000),
                    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Garbage(Dice dice, string text) =>
        dice.Once(2) ? dice.Bytes(2_000) : Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }
}
