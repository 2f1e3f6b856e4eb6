using System.IO.Compression;
using System.Text;
using Award.Api.Tables;

namespace Api.Tests.Tables;

/// <summary>
/// Files that unpack to more than anybody sends: none reaches a parser, and none is believed about its own size.
/// </summary>
public sealed class BombTests
{
    private const long MiB = 1024 * 1024;

    public static TheoryData<string> Names => [.. All.Select(b => b.Name)];

    internal static (string Name, Func<byte[]> Make, string Said)[] All { get; } =
    [
        ("a sheet of a gigabyte", () => Bomb("xl/worksheets/sheet1.xml", 1024 * MiB, " "), "!ImportTooLarge"),
        ("shared strings of a gigabyte", () => Bomb("xl/sharedStrings.xml", 1024 * MiB, "<si><t>x</t></si>"), "!ImportTooLarge"),
        ("styles of four megabytes", () => Bomb("xl/styles.xml", 4 * MiB, "<xf/>"), "!ImportTooLarge"),
        ("a picture of a gigabyte", () => Bomb("xl/media/image1.png", 1024 * MiB, "\0"), "!ImportTooLarge"),
        ("a sheet of sixteen megabytes of nothing", () => Bomb("xl/worksheets/sheet1.xml", 16 * MiB, " "), "!ImportTooLarge"),
        ("a thousand parts", () => Workbooks.Zip(Enumerable.Range(0, 1000).Select(i => ($"xl/p{i}.xml", "x"))), "!ImportTooLarge"),
        ("a part that understates its size", () => Understated(64 * MiB), "!ImportHoldsNoFigure"),
        ("a million rows", () => Rows(1_000_000), "!ImportTooLarge"),
        ("a hundred thousand rows", () => Rows(100_000), "/A10002!ImportTooLarge"),
        ("a million rows of CSV", () => Lines(1_000_000), "/A10002!ImportTooLarge"),
        ("one quoted cell of CSV", () => Encoding.ASCII.GetBytes("code,cases\n\"" + new string('x', 8_000_000) + "\",5\n"),
            "/A2!ImportTooLarge"),
        ("one row of CSV with millions of cells", () => Encoding.ASCII.GetBytes("code,cases\n\n" + new string(',', 8_000_000)),
            "/A3!ImportTooLarge"),
        ("a hundred thousand shared strings", () => Workbooks.Of(
            Workbooks.Rows(["code", "cases"]),
            Workbooks.Strings([.. Enumerable.Range(0, 100_000).Select(i => $"<t>{i * 7919 % 100_003}{new string('x', i % 40)}</t>")])),
            "!ImportHoldsNoFigure"),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bomb_is_refused(string name)
    {
        var (_, make, said) = All.Single(b => b.Name == name);

        Assert.Equal(said, SmallBook.Said(make(), null, ImportLimits.Default));
    }

    private static byte[] Bomb(string part, long size, string filling)
    {
        var piece = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(filling, (int)(MiB / filling.Length))));
        return Workbooks.Zip(Workbooks.Parts([("Sheet1", "", Workbooks.Sheet(""))], null)
            .Where(p => p.Name != part)
            .Select(p => (p.Name, (IEnumerable<byte[]>)[Encoding.UTF8.GetBytes(p.Text)]))
            .Append((part, Enumerable.Repeat(piece, (int)(size / piece.Length) + 1))));
    }

    // Every row differs, so that it is the rows and not their likeness that is too much.
    private static byte[] Rows(int count) => Workbooks.Zip(
        Workbooks.Parts([("Sheet1", "", "")], null)
            .Where(p => !p.Name.EndsWith("sheet1.xml", StringComparison.Ordinal))
            .Select(p => (p.Name, (IEnumerable<byte[]>)[Encoding.UTF8.GetBytes(p.Text)]))
            .Append(("xl/worksheets/sheet1.xml", Pieces(count))));

    private static IEnumerable<byte[]> Pieces(int count)
    {
        var whole = Workbooks.Sheet("|").Split('|');
        yield return Encoding.UTF8.GetBytes(whole[0]);
        yield return Encoding.UTF8.GetBytes(Workbooks.Rows(["code", "cases"]));
        for (var row = 2; row <= count; row++)
        {
            yield return Encoding.UTF8.GetBytes($"<row r=\"{row}\"><c r=\"A{row}\"><v>990101</v></c></row>");
        }

        yield return Encoding.UTF8.GetBytes(whole[1]);
    }

    private static byte[] Lines(int count) =>
        Encoding.ASCII.GetBytes("code,cases\n" + string.Concat(Enumerable.Repeat("1\n", count)));

    /// <summary>
    /// A zip whose directory and header say that a part of many megabytes has a thousand bytes. No more of it is inflated
    /// than that, for the look and for the parser alike.
    /// </summary>
    private static byte[] Understated(long size)
    {
        var bytes = Bomb("xl/worksheets/sheet1.xml", size, " <row/>");
        var packed = bytes.AsSpan();
        var real = BitConverter.GetBytes((uint)Length(bytes));
        for (var at = packed.IndexOf(real); at >= 0; at = packed.IndexOf(real))
        {
            BitConverter.TryWriteBytes(packed[at..], 1000u);
        }

        return bytes;
    }

    private static long Length(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        return archive.GetEntry("xl/worksheets/sheet1.xml")!.Length;
    }
}
