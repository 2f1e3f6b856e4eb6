using System.Globalization;
using Award.Cli.Tables;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Cli.Rating;

/// <summary>
/// A plain table as sheets: the first column is a key, unique in the table; every other column is what the
/// rulebook makes of its heading. A count of incidents becomes that many incidents on a day outside every
/// key period.
/// </summary>
internal static class SheetTable
{
    /// <exception cref="InputRefusedException">With everything that is wrong with the table, at
    /// once.</exception>
    public static IReadOnlyList<Sheet> Read(
        CsvTable table,
        Rulebook rulebook,
        RegionLevel level,
        Terminal terminal)
    {
        var columns = table.Headings.Select(heading => TableColumn.Read(heading, rulebook)).ToArray();
        columns[0] = new TableColumn.Unknown();
        RefuseAny(table, Headings(table, columns));
        Tell(table, columns, rulebook, terminal);
        var problems = new List<LineRefusal>();
        var reader = new RowReader(columns, level, OrdinaryDay(rulebook), problems);
        var sheets = table.Rows.Select((row, i) => reader.Read(row, i)).ToList();
        RefuseAny(table, problems);
        if (reader.EmptyCounts > 0)
        {
            terminal.Note($"{table.File}: {reader.EmptyCounts} empty counts of incidents, taken as none");
        }

        return sheets;
    }

    private static void RefuseAny(CsvTable table, List<LineRefusal> problems)
    {
        if (problems.Count > 0)
        {
            throw new InputRefusedException(table.File, problems);
        }
    }

    private static List<LineRefusal> Headings(CsvTable table, TableColumn[] columns)
    {
        var problems = new List<LineRefusal>();
        var seen = new Dictionary<TableColumn, string>();
        for (var i = 1; i < columns.Length; i++)
        {
            var reason = columns[i] switch
            {
                TableColumn.Refused refused => refused.Reason,
                TableColumn.Unknown => null,
                var column when !seen.TryAdd(column, table.Headings[i]) =>
                    $"'{table.Headings[i]}' and '{seen[column]}' are the same column",
                _ => null,
            };
            if (reason is not null)
            {
                problems.Add(Problem(1, RefusalCode.TableUnreadable, $"/header/{i}", reason));
            }
        }

        if (problems.Count == 0 && !columns.Any(IsIndicator))
        {
            problems.Add(
                Problem(
                    1,
                    RefusalCode.TableHasNoIndicator,
                    "/header",
                    "no heading after the first is an indicator of the rulebook, by id or by name"));
        }

        return problems;
    }

    private static void Tell(CsvTable table, TableColumn[] columns, Rulebook rulebook, Terminal terminal)
    {
        var unknown = table.Headings.Where((_, i) => i > 0 && columns[i] is TableColumn.Unknown).ToList();
        if (unknown.Count > 0)
        {
            var list = string.Join(", ", unknown);
            terminal.Note($"{table.File}: the rulebook does not know these columns, ignored: {list}");
        }

        var given = columns
            .Select(column =>
                column switch
                {
                    TableColumn.OfFigure figure => figure.Id,
                    TableColumn.OfIncidents incidents => incidents.Id,
                    _ => "",
                }
            )
            .ToHashSet(StringComparer.Ordinal);
        var absent = rulebook
            .Indicators.Where(i => !given.Contains(i.Id) && !i.IncidentKinds.Any(given.Contains))
            .ToList();
        Tell("no column for these indicators, taken as missing", absent.Where(i => !i.FromIncidents));
        Tell("no column for these incidents, taken as none", absent.Where(i => i.FromIncidents));

        void Tell(string what, IEnumerable<Indicator> indicators)
        {
            if (indicators.Select(i => i.Id).ToList() is { Count: > 0 } ids)
            {
                terminal.Note($"{table.File}: {what}: {string.Join(", ", ids)}");
            }
        }
    }

    private static bool IsIndicator(TableColumn column) =>
        column is TableColumn.OfFigure { IsIndicator: true } or TableColumn.OfIncidents { IsIndicator: true };

    // A table has no dates; a day in no key period multiplies nothing.
    private static DateOnly OrdinaryDay(Rulebook rulebook)
    {
        var first = new DateOnly(2001, 1, 1);
        var days = Enumerable.Range(0, 365).Select(first.AddDays);
        return days.FirstOrDefault(day => !rulebook.KeyPeriods.Any(period => period.Contains(day)), first);
    }

    private static LineRefusal Problem(
        int line,
        RefusalCode code,
        string path,
        string message,
        int? row = null) => new(line, new Refusal(code, path, message, row));

    private sealed class RowReader(
        TableColumn[] columns,
        RegionLevel level,
        DateOnly day,
        List<LineRefusal> problems)
    {
        private readonly Dictionary<string, int> _lineOfKey = new(StringComparer.Ordinal);

        /// <summary>Counts left empty: what is not on record did not happen.</summary>
        public int EmptyCounts { get; private set; }

        public Sheet Read(CsvRow row, int index)
        {
            EmptyCounts += columns
                .Where((column, i) => column is TableColumn.OfIncidents && Cell.IsMissing(row.Cells[i]))
                .Count();
            CheckKey(row, index);
            var figures = new Dictionary<string, Figure>(StringComparer.Ordinal);
            var incidents = new List<Incident>();
            for (var i = 1; i < columns.Length; i++)
            {
                var problem = Cell.IsMissing(row.Cells[i])
                    ? null
                    : columns[i] switch
                    {
                        TableColumn.OfFigure figure => Take(figure, row.Cells[i], figures),
                        TableColumn.OfIncidents counted => Take(counted, i, row.Cells[i], incidents),
                        _ => null,
                    };
                if (problem is not null)
                {
                    problems.Add(
                        Problem(
                            row.Line,
                            RefusalCode.TableCellMalformed,
                            $"/{index}/{IdOf(columns[i])}",
                            problem,
                            index));
                }
            }

            return new Sheet(row.Cells[0], level, null, figures, incidents, [], SheetStatus.Assessed);
        }

        private void CheckKey(CsvRow row, int index)
        {
            var path = $"/{index}/key";
            var key = row.Cells[0];
            if (key.Length == 0)
            {
                problems.Add(
                    Problem(
                        row.Line,
                        RefusalCode.TableKeyMissing,
                        path,
                        "the first cell is the row's key and cannot be empty",
                        index));
            }
            else if (!_lineOfKey.TryAdd(key, row.Line))
            {
                problems.Add(
                    Problem(
                        row.Line,
                        RefusalCode.TableKeyDuplicate,
                        path,
                        $"'{key}' stands on line {_lineOfKey[key]} already",
                        index));
            }
        }

        private static string? Take(
            TableColumn.OfFigure column,
            string cell,
            Dictionary<string, Figure> figures)
        {
            var (value, problem) = Cell.ReadFigure(cell, column.YesNo);
            if (value is { } figure)
            {
                figures[column.Id] = figure;
            }

            return problem;
        }

        // Incidents of one day are taken in the order of their ids: here, of the columns.
        private string? Take(TableColumn.OfIncidents column, int index, string cell, List<Incident> incidents)
        {
            var (count, problem) = Cell.ReadCount(cell);
            if (problem is null && count > 0 && column.NeedsAttribute)
            {
                return $"'{column.Id}' is scored by severity or deaths: use columns such as "
                    + $"{column.Id}[major] or {column.Id}[deaths=3]";
            }

            for (var n = 1; n <= count; n++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{index + 1:D3}-{n:D5}");
                incidents.Add(column.Pattern with { Id = id, Date = day });
            }

            return problem;
        }

        private static string IdOf(TableColumn column) =>
            column switch
            {
                TableColumn.OfFigure figure => figure.Id,
                TableColumn.OfIncidents incidents => incidents.Id,
                _ => "",
            };
    }
}
