using System.Globalization;
using Award.Rules;
using CsvHelper;
using CsvHelper.Configuration;

namespace Award.Cli.Tables;

/// <summary>
/// A CSV file as text: a heading row and rows of as many cells. Cells are trimmed; nothing is interpreted
/// yet.
/// </summary>
/// <param name="File">As the person named it, for messages.</param>
internal sealed record CsvTable(string File, IReadOnlyList<string> Headings, IReadOnlyList<CsvRow> Rows)
{
    /// <summary>
    /// Reads RFC 4180 text in UTF-8, with or without a byte-order mark, LF or CRLF; blank lines are
    /// skipped.
    /// </summary>
    /// <exception cref="InputRefusedException">It is no such table: <see
    /// cref="RefusalCode.TableUnreadable"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CsvTable Read(string file)
    {
        var text =
            InputFile.ReadText(file)
            ?? throw Unreadable(file, 1, "", "the file is not UTF-8; save it as 'CSV UTF-8'");
        return Parse(file, text);
    }

    public static CsvTable Parse(string file, string text)
    {
        var problems = new List<LineRefusal>();
        var line = 1;
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ =>
                problems.Add(
                    Problem(line, "", "a quoted cell does not end, or a quote stands inside a plain cell")),
        };
        using var parser = new CsvParser(new StringReader(text), settings);
        var lines = new LineCounter(text);
        string[]? headings = null;
        var rows = new List<CsvRow>();
        while (parser.Read())
        {
            line = lines.At((int)parser.CharCount - parser.RawRecord.Length);
            var cells = Array.ConvertAll(parser.Record!, cell => cell.Trim());
            if (headings is null)
            {
                headings = cells;
            }
            else if (cells.Length != headings.Length)
            {
                problems.Add(
                    Problem(
                        line,
                        $"/{rows.Count}",
                        $"{cells.Length} cells under {headings.Length} headings",
                        rows.Count));
                rows.Add(new CsvRow(line, cells));
            }
            else
            {
                rows.Add(new CsvRow(line, cells));
            }
        }

        return headings is null ? throw Unreadable(file, 1, "", "the file is empty")
            : problems.Count > 0 ? throw new InputRefusedException(file, problems)
            : new CsvTable(file, headings, rows);
    }

    private static InputRefusedException Unreadable(string file, int line, string path, string message) =>
        new(file, [Problem(line, path, message)]);

    private static LineRefusal Problem(int line, string path, string message, int? row = null) =>
        new(line, new Refusal(RefusalCode.TableUnreadable, path, message, row));

    /// <summary>Lines of places in a text, asked for in rising order.</summary>
    private sealed class LineCounter(string text)
    {
        private int _at;
        private int _line = 1;

        public int At(int index)
        {
            _line += text.AsSpan(_at, index - _at).Count('\n');
            _at = index;
            return _line;
        }
    }
}

/// <param name="Line">The line of the file it starts on, from 1.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
