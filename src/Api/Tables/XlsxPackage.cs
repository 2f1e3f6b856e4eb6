using System.IO.Compression;
using Award.Rules;

namespace Award.Api.Tables;

/// <summary>
/// Looks through an XLSX before any parser does: how many parts it has and what they inflate to. What the
/// archive declares is believed only where it is too much; the rest is inflated and counted.
/// </summary>
internal static class XlsxPackage
{
    private const int Chunk = 64 * 1024;

    /// <summary>Whether a parser may have it; the report says why not.</summary>
    public static bool IsSound(byte[] bytes, ImportLimits limits, ImportReport report)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            if (TooLarge(archive, limits) is not { } why)
            {
                return true;
            }

            report.Stop(RefusalCode.ImportTooLarge, why);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException)
        {
            report.Stop(RefusalCode.ImportUnreadable, "the file is no XLSX, or a damaged one");
        }

        return false;
    }

    private static string? TooLarge(ZipArchive archive, ImportLimits limits)
    {
        if (archive.Entries.Count > ImportLimits.Parts)
        {
            return $"an XLSX has at most {ImportLimits.Parts} parts";
        }

        var total = 0L;
        var buffer = new byte[Chunk];
        foreach (var part in archive.Entries)
        {
            var most = Math.Min(limits.UnpackedBytes - total, MostOf(part.FullName, limits));
            var length = part.Length > most ? part.Length : Inflate(part, most, buffer);
            if (length > most)
            {
                return $"{part.FullName} unpacks to more than is read ({most} bytes)";
            }

            if (length > ImportLimits.SmallPart
                && length / Math.Max(1, part.CompressedLength) > ImportLimits.Ratio)
            {
                return $"{part.FullName} unpacks to more than {ImportLimits.Ratio} times its size";
            }

            total += length;
        }

        return null;
    }

    private static long Inflate(ZipArchiveEntry part, long most, byte[] buffer)
    {
        using var content = part.Open();
        var length = 0L;
        int read;
        while (length <= most && (read = content.Read(buffer)) > 0)
        {
            length += read;
        }

        return length;
    }

    private static long MostOf(string part, ImportLimits limits) =>
        part.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase) || !IsXml(part)
            ? limits.UnpackedBytes
        : part.Equals("xl/sharedStrings.xml", StringComparison.OrdinalIgnoreCase)
            ? ImportLimits.SharedStringBytes
        : ImportLimits.OtherPartBytes;

    private static bool IsXml(string part) =>
        part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        || part.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
}
