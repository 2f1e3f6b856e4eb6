using Award.Rules;

namespace Award.Cli.Tables;

/// <summary>Finds the columns of a table whose headings are fixed words.</summary>
internal static class Headings
{
    /// <summary>The place of the column under one of these headings (any case), or null.</summary>
    public static int? Find(CsvTable table, params string[] words)
    {
        for (var i = 0; i < table.Headings.Count; i++)
        {
            if (words.Contains(table.Headings[i], StringComparer.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }

    /// <exception cref="InputRefusedException">No column has such a heading.</exception>
    public static int Need(CsvTable table, params string[] words) =>
        Find(table, words)
        ?? throw new InputRefusedException(
            table.File,
            [
                new LineRefusal(
                    1,
                    new Refusal(RefusalCode.TableUnreadable, "/header", $"no column is headed '{words[0]}'")),
            ]);
}
