using System.Buffers;
using System.Text;
using Award.Rules;

namespace Award.Api.Tables;

/// <summary>
/// The text of a CSV: UTF-8, with or without a byte-order mark, or GB18030 (with GBK and GB2312 in it). Bytes
/// that are neither are refused with their row; nothing is replaced.
/// </summary>
internal static class CsvBytes
{
    private const string Gb18030 = "gb18030";
    private static readonly string[] ChineseNames = [Gb18030, "gbk", "gb2312", "cp936", "936"];
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding(
        Gb18030, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text to be read bit by bit; null after a problem.</summary>
    /// <param name="charset">As the request's content type names it, or null.</param>
    public static StreamReader? Read(byte[] bytes, string? charset, ImportReport report) =>
        EncodingOf(bytes, charset, report) is { } encoding
            ? new StreamReader(new MemoryStream(bytes, writable: false), encoding)
            : null;

    private static Encoding? EncodingOf(ReadOnlySpan<byte> bytes, string? charset, ImportReport report)
    {
        var named = charset?.Trim('"').ToLowerInvariant();
        if (bytes.StartsWith(Utf8Mark))
        {
            return Check(Utf8, bytes, "UTF-8", report);
        }

        if (bytes.IndexOf((byte)0) >= 0)
        {
            return Refuse(
                report, bytes[..bytes.IndexOf((byte)0)],
                "holds a zero byte, as UTF-16 does; save it as 'CSV UTF-8'");
        }

        return named switch
        {
            null => Sniff(bytes, report),
            "utf-8" or "utf8" => Check(Utf8, bytes, "UTF-8", report),
            _ when ChineseNames.Contains(named) => Check(Chinese, bytes, "GB18030", report),
            _ => RefuseCharset(named, report),
        };
    }

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    // What is valid UTF-8 is UTF-8. A damaged one may well be valid GB18030, and mean nothing in it: Chinese
    // characters of UTF-8 beside the damage give it away.
    private static Encoding? Sniff(ReadOnlySpan<byte> bytes, ImportReport report)
    {
        var (characters, faults) = (0, 0);
        var first = -1;
        for (var at = 0; at < bytes.Length;)
        {
            var status = Rune.DecodeFromUtf8(bytes[at..], out var rune, out var read);
            if (status != OperationStatus.Done)
            {
                faults++;
                first = first < 0 ? at : first;
            }
            else if (rune.Value is >= 0x4E00 and <= 0x9FFF)
            {
                characters++;
            }

            at += read;
        }

        return faults == 0 ? Utf8
            : characters > faults ? Refuse(report, bytes[..first], "is damaged UTF-8")
            : Check(Chinese, bytes, "UTF-8 and GB18030", report);
    }

    private static Encoding? Check(
        Encoding encoding, ReadOnlySpan<byte> bytes, string name, ImportReport report)
    {
        try
        {
            _ = encoding.GetCharCount(bytes);
            return encoding;
        }
        catch (DecoderFallbackException fault)
        {
            return Refuse(
                report, bytes[..Math.Clamp(fault.Index, 0, bytes.Length)], $"is not valid in {name}");
        }
    }

    private static Encoding? Refuse(ImportReport report, ReadOnlySpan<byte> before, string what)
    {
        var row = before.Count((byte)'\n') + 1;
        report.Stop(RefusalCode.ImportEncodingUnknown, new CellPlace(row, 1), $"row {row} {what}");
        return null;
    }

    private static Encoding? RefuseCharset(string charset, ImportReport report)
    {
        report.Stop(
            RefusalCode.ImportEncodingUnknown,
            $"the table is sent as {PlainText.Quote(charset)}; send UTF-8 or GB18030");
        return null;
    }
}
