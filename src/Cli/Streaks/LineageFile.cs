using System.Globalization;
using Award.Cli.Tables;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Cli.Streaks;

/// <summary>
/// Reads a lineage file (沿革): <c>year, old_code, new_code, old_survives, kind, inherits</c>, in any order,
/// other columns ignored; and makes a register of the codes that it and a table of designations name.
/// </summary>
internal static class LineageFile
{
    private static readonly Dictionary<string, LineageKind> Kinds = new(StringComparer.Ordinal)
    {
        ["rename"] = LineageKind.Rename,
        ["merger"] = LineageKind.Merger,
        ["split"] = LineageKind.Split,
        ["part-moved"] = LineageKind.PartMoved,
    };

    /// <exception cref="InputRefusedException">With everything that is wrong with the file, at
    /// once.</exception>
    public static RegionRegister Register(
        CsvTable table,
        IEnumerable<RegionCode> codes,
        bool splitInheritsByDecision)
    {
        var links = Links(table);
        var rows = links
            .SelectMany(link => new[] { link.Old, link.New })
            .Concat(codes)
            .Distinct()
            .Select(code => Row(code, links))
            .ToList();
        var problems = RegisterChecks.Find(rows, links).Select(problem => Locate(problem, table)).ToList();
        return problems.Count == 0
            ? new RegionRegister(rows, links, splitInheritsByDecision)
            : throw new InputRefusedException(table.File, problems);
    }

    private static List<LineageLink> Links(CsvTable table)
    {
        var year = Headings.Need(table, "year");
        var (old, @new) = (Headings.Need(table, "old_code"), Headings.Need(table, "new_code"));
        var survives = Headings.Need(table, "old_survives");
        var (kind, inherits) = (Headings.Need(table, "kind"), Headings.Need(table, "inherits"));
        var problems = new List<LineRefusal>();
        var links = new List<LineageLink>();
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var (row, line) = (i, table.Rows[i].Line);
            var cells = table.Rows[i].Cells;
            var number = int.TryParse(cells[year], NumberStyles.None, CultureInfo.InvariantCulture, out var y)
                ? y
                : 0;
            Check(number is >= AwardYear.First and <= AwardYear.Last, "year", $"'{cells[year]}' is no year");
            Check(
                RegionCode.TryFrom(cells[old], out var oldCode),
                "old_code",
                $"'{cells[old]}' is no six-digit code");
            Check(
                RegionCode.TryFrom(cells[@new], out var newCode),
                "new_code",
                $"'{cells[@new]}' is no six-digit code");
            Check(
                cells[survives] is "yes" or "no",
                "old_survives",
                $"'{cells[survives]}' is neither yes nor no");
            Check(cells[inherits] is "yes" or "no", "inherits", $"'{cells[inherits]}' is neither yes nor no");
            Check(
                Kinds.TryGetValue(cells[kind], out var kindOf),
                "kind",
                $"'{cells[kind]}' is none of {string.Join(", ", Kinds.Keys)}");
            links.Add(
                new LineageLink(
                    number,
                    oldCode,
                    newCode,
                    cells[survives] == "yes",
                    kindOf,
                    cells[inherits] == "yes"));

            void Check(bool holds, string column, string message)
            {
                if (!holds)
                {
                    problems.Add(
                        new LineRefusal(
                            line,
                            new Refusal(RefusalCode.TableCellMalformed, $"/{row}/{column}", message, row)));
                }
            }
        }

        return problems.Count == 0 ? links : throw new InputRefusedException(table.File, problems);
    }

    // A code begins with the link that made it and ends with the link that abolished it; without such links
    // it always was.
    private static RegisterRow Row(RegionCode code, List<LineageLink> links)
    {
        var made = links
            .Where(link =>
                link.New == code
                && link.Old != code
                && (link.Inherits || link.Kind is LineageKind.Rename or LineageKind.Split))
            .Select(link => link.Year);
        var abolished = links
            .Where(link => link.Old == code && link.New != code && !link.OldSurvives)
            .Select(link => (int?)link.Year);
        var from = made.DefaultIfEmpty(AwardYear.First).Max();
        return new RegisterRow(
            code,
            new BilingualName(code.Value, code.Value),
            RegionLevel.County,
            code.Province,
            from,
            abolished.Where(year => year > from).DefaultIfEmpty().Min());
    }

    private static LineRefusal Locate(RegisterProblem problem, CsvTable table)
    {
        var row =
            problem.Path.Split('/') is [_, "lineage", var text, ..]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? index
                : 0;
        return new LineRefusal(
            table.Rows[row].Line,
            new Refusal(RefusalCode.TableCellMalformed, $"/{row}", problem.Message, row));
    }
}
