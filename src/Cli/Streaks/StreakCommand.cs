using System.CommandLine;
using Award.Cli.Rulebooks;
using Award.Cli.Tables;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Cli.Streaks;

/// <summary>
/// <c>award streak</c>: counts runs and titles from a table of designations, by one rulebook's ladder.
/// </summary>
internal static class StreakCommand
{
    public static Command Create(Terminal terminal)
    {
        var rulebook = Options.Rulebook();
        var data = Options.Needed("--data", "Designations, CSV in UTF-8: a key or code, a year, an outcome");
        var lineage = Options.Optional(
            "--lineage", "How codes changed; keys are then region codes, and records go on under the new code");
        var asOf = new Option<int?>("--as-of")
        {
            Description = "The last award year counted; the data's last one by default",
            HelpName = "YEAR",
        };
        asOf.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is { } year && !AwardYear.TryFrom(year, out _))
            {
                result.AddError($"'{year}' is no award year from {AwardYear.First} to {AwardYear.Last}");
            }
        });
        var format = Options.Choice("--format", "How the result is written", "table", "csv", "json");
        var language = Options.Language();
        var output = Options.Out();
        var command = new Command(
            "streak",
            "Counts consecutive designations and the titles they earn. 计算连冠与平安鼎。")
        {
            rulebook,
            data,
            lineage,
            asOf,
            format,
            language,
            output,
        };
        command.SetAction(parsed =>
        {
            var book = RulebookFile.ReadValid(parsed.GetValue(rulebook)!);
            var rows = Count(book, parsed.GetValue(data)!, parsed.GetValue(lineage), parsed.GetValue(asOf));
            var text = new StreakText(rows, parsed.GetValue(language) == "zh");
            OutputFile.Write(
                terminal,
                parsed.GetValue(output),
                parsed.GetValue(format) switch
                {
                    "csv" => text.AsCsv(),
                    "json" => text.AsJson(),
                    _ => text.AsTable(terminal),
                }
            );
            return ExitCode.Ok;
        });
        return command;
    }

    private static List<StreakRow> Count(Rulebook rulebook, string data, string? lineage, int? asOf)
    {
        var table = CsvTable.Read(data);
        var designations = DesignationTable.Read(table);
        if (designations.Count == 0)
        {
            return [];
        }

        var year = asOf is { } given ? new AwardYear(given) : designations.Max(row => row.Year);
        var register = lineage is null
            ? null
            : Register(table, designations, CsvTable.Read(lineage), rulebook);
        var groups = designations
            .GroupBy(row =>
                register is null ? row.Key : register.LineageOf(new RegionCode(row.Key))!.Value.ToString())
            .Select(group => group.OrderBy(row => row.Year).ToList())
            .ToList();
        RefuseSecondOutcomes(table, groups);
        return
        [
            .. groups
                .Select(group => Row(group, year, rulebook))
                .OrderByDescending(row => row.Streak.Years)
                .ThenBy(row => row.Key, StringComparer.Ordinal),
        ];
    }

    private static RegionRegister Register(
        CsvTable table,
        IReadOnlyList<DesignationRow> designations,
        CsvTable lineage,
        Rulebook rulebook)
    {
        var problems = designations
            .Where(row => !RegionCode.IsValid(row.Key))
            .Select(row =>
                row.Refuse(
                    RefusalCode.TableCellMalformed,
                    "key",
                    $"'{row.Key}' is no six-digit code, and a lineage is about codes"))
            .ToList();
        return problems.Count == 0
            ? LineageFile.Register(
                lineage,
                designations.Select(row => new RegionCode(row.Key)),
                rulebook.Streak.SplitInheritsByDecision)
            : throw new InputRefusedException(table.File, problems);
    }

    private static void RefuseSecondOutcomes(CsvTable table, IEnumerable<List<DesignationRow>> groups)
    {
        var problems = groups
            .SelectMany(group => group.Zip(group.Skip(1)))
            .Where(pair => pair.First.Year == pair.Second.Year)
            .Select(pair =>
                pair.Second.Refuse(
                    RefusalCode.TableKeyDuplicate,
                    "key",
                    $"'{pair.Second.Key}' has an outcome for {pair.Second.Year} on line {pair.First.Line}"))
            .ToList();
        if (problems.Count > 0)
        {
            throw new InputRefusedException(table.File, problems);
        }
    }

    private static StreakRow Row(List<DesignationRow> group, AwardYear asOf, Rulebook rulebook)
    {
        // Counting goes by years; a free-text key has no code to give.
        var outcomes = group.Select(row => new YearOutcome(
            row.Year,
            RegionCode.TryFrom(row.Key, out var code) ? code : new RegionCode("100000"),
            row.Outcome));
        var streak = StreakCounter.Count(outcomes, asOf, _ => (rulebook.Ladder, rulebook.Streak));
        var last = group.LastOrDefault(row => row.Year.CompareTo(asOf) <= 0) ?? group[0];
        return new StreakRow(last.Key, last.Name, streak);
    }
}
