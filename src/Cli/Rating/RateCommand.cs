using System.CommandLine;
using Award.Cli.Rulebooks;
using Award.Cli.Tables;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Cli.Rating;

/// <summary>
/// <c>award rate</c>: rates a plain table by any rulebook, with the one rater that publications use.
/// </summary>
internal static class RateCommand
{
    public static Command Create(Terminal terminal)
    {
        var rulebook = new Option<string>("--rulebook")
        {
            Description = "The rulebook, YAML",
            Required = true,
            HelpName = "FILE",
        };
        var data = new Option<string>("--data")
        {
            Description = "The table, CSV in UTF-8",
            Required = true,
            HelpName = "FILE",
        };
        var previous = new Option<string?>("--previous")
        {
            Description = "Last year's table, for indicators that look back; the same keys and columns",
            HelpName = "FILE",
        };
        var level = Choice(
            "--level",
            "What the rows are, which decides whose naming rules apply",
            "county",
            "city");
        var format = Choice(
            "--format",
            "How the result is written; json holds the whole derivation",
            "table",
            "csv",
            "json");
        var language = Choice("--lang", "Language of headings and reasons", "en", "zh");
        var explain = new Option<string?>("--explain")
        {
            Description = "Read out how one row came about, from figure to outcome, instead of the table",
            HelpName = "KEY",
        };
        var output = new Option<FileInfo?>("--out")
        {
            Description = "Write to a file instead of the terminal",
            HelpName = "FILE",
        };
        var command = new Command(
            "rate",
            "Rates a plain table by a rulebook, without a server. 按考核办法给一张表打分排名。")
        {
            rulebook,
            data,
            previous,
            level,
            format,
            explain,
            language,
            output,
        };
        command.SetAction(parsed =>
        {
            var book = RulebookFile.ReadValid(parsed.GetValue(rulebook)!);
            var place = parsed.GetValue(level) == "city" ? RegionLevel.City : RegionLevel.County;
            var rating = Rate(book, place, parsed.GetValue(data)!, parsed.GetValue(previous), terminal);
            var text = new RatingText(
                rating,
                place,
                parsed.GetValue(language) == "zh" ? Language.Chinese : Language.English);
            var result = (parsed.GetValue(explain), parsed.GetValue(format)) switch
            {
                ({ } key, _) => text.Explain(key),
                (_, "csv") => text.AsCsv(),
                (_, "json") => text.AsJson(),
                _ => text.AsTable(terminal),
            };
            if (result is null)
            {
                terminal.Error.WriteLine(
                    $"award: no row of the table has the key '{parsed.GetValue(explain)}'");
                return ExitCode.Refused;
            }

            OutputFile.Write(terminal, parsed.GetValue(output), result);
            return ExitCode.Ok;
        });
        return command;
    }

    public static Option<string> Choice(
        string name,
        string description,
        string fallback,
        params string[] others)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            DefaultValueFactory = _ => fallback,
        };
        option.AcceptOnlyFromAmong([fallback, .. others]);
        return option;
    }

    private static YearRating Rate(
        Rulebook rulebook,
        RegionLevel level,
        string data,
        string? previous,
        Terminal terminal)
    {
        if (RatingLimits.FirstBroken(rulebook) is { } broken)
        {
            throw new InputRefusedException(data, [new LineRefusal(1, broken)]);
        }

        var sheets = SheetTable.Read(CsvTable.Read(data), rulebook, level, terminal);
        var before = previous is null
            ? null
            : Rater
                .Rate(
                    rulebook,
                    new YearSheets(SheetTable.Read(CsvTable.Read(previous), rulebook, level, terminal), null))
                .AsPrevious;
        var proposed = Rater.Rate(rulebook, new YearSheets(sheets, before));

        // On record a person confirms a veto. A table has nobody to, so a condition that holds bars.
        var grounds = proposed
            .Table(level)
            .ToDictionary(row => row.Key, row => row.ProposedVetoes, StringComparer.Ordinal);
        var barred = sheets.Select(sheet => sheet with { ConfirmedVetoes = grounds[sheet.Key] });
        return Rater.Rate(rulebook, new YearSheets([.. barred], before), proposed);
    }
}
