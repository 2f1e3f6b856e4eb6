using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Award.Api.Tables;

/// <summary>The shared strings of an XLSX, read as a stream; pronunciation marks are left out.</summary>
internal static class XlsxStrings
{
    /// <param name="textLength">What is longer is cut to one character more.</param>
    public static List<string> Read(SharedStringTablePart? part, int textLength)
    {
        var strings = new List<string>();
        if (part is null)
        {
            return strings;
        }

        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                strings.Add(ReadText(reader, typeof(SharedStringItem), textLength));
            }
        }

        return strings;
    }

    /// <summary>The text of a rich string up to the end of its element.</summary>
    public static string ReadText(OpenXmlReader reader, Type until, int textLength)
    {
        var text = new StringBuilder();
        var inPhonetics = false;
        while (reader.Read() && !(reader.ElementType == until && reader.IsEndElement))
        {
            if (reader.ElementType == typeof(PhoneticRun))
            {
                inPhonetics = reader.IsStartElement;
            }
            else if (reader.ElementType == typeof(Text) && reader.IsStartElement && !inPhonetics)
            {
                var run = reader.GetText();
                text.Append(run, 0, Math.Min(run.Length, Math.Max(0, textLength + 1 - text.Length)));
            }
        }

        return text.ToString();
    }

    /// <summary>An attribute's value, or null.</summary>
    public static string? Attribute(this OpenXmlReader reader, string name)
    {
        foreach (var attribute in reader.Attributes)
        {
            if (attribute.LocalName == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    public static int? WholeAttribute(this OpenXmlReader reader, string name) =>
        int.TryParse(reader.Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
