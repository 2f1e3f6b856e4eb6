using System.Globalization;
using Spectre.Console;

namespace Award.Cli.Tables;

/// <summary>
/// Lays out a table for reading, as wide as the terminal or, in a file, as wide as it needs to be.
/// </summary>
internal static class TextTable
{
    private const int Unbounded = 4000;

    /// <param name="columns">Headings; those that start with '>' are aligned to the right.</param>
    public static string Of(
        Terminal terminal,
        IEnumerable<string> columns,
        IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            var heading = new TableColumn(column.TrimStart('>').EscapeMarkup());
            table.AddColumn(column.StartsWith('>') ? heading.RightAligned() : heading);
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => cell.EscapeMarkup())]);
        }

        var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = terminal.Width ?? Unbounded;
        console.Write(table);
        var lines = text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);
        return string.Concat(lines.Select(line => line + "\n"));
    }
}
