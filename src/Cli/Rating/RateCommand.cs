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
        var rulebook = Options.Rulebook();
        var data = Options.Needed("--data", "The table, CSV in UTF-8");
        var previous = Options.Optional(
            "--previous", "Last year's table, for indicators that look back; the same keys and columns");
        var level = Options.Choice(
            "--level", "What the rows are, which decides whose naming rules apply", "county", "city");
        var format = Options.Choice(
            "--format", "How the result is written; json holds the whole derivation", "table", "csv", "json");
        var explain = Options.Optional(
            "--explain", "Read out how one row came about, from figure to outcome, instead of the table", "KEY");
        var language = Options.Language();
        var output = Options.Out();
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
