using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Award.Cli.Tables;

/// <summary>Writes CSV: comma, LF, quotes only where needed.</summary>
internal static class CsvText
{
    public static string Of(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (
            var csv = new CsvWriter(
                text,
                new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }
            ))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                {
                    csv.WriteField(cell);
                }

                csv.NextRecord();
            }
        }

        return text.ToString();
    }
}
