using Award.Rules;
using Award.Rules.Record;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace Rules.Tests.Record;

/// <summary>
/// The tables of objections and recusals. Notice lasts to 2018-03-24, which is today unless the row says otherwise; a region
/// holds two undecided objections of the public at most. The column "recused" names who is recused from the county or,
/// with "city", from the city above it; "was" recused from it once.
/// </summary>
internal static class ObjectionTables
{
    private static readonly DateOnly Closes = new(2018, 3, 24);
    private static readonly RegionCode City = new("330600");

    private const string RaiseObjection = """
        | stage      | origin | sheet                                                        | today | text | contact | indicator | evidence | said                     |
        | -          | public |                                                              |       |      |         | theft     | long     | StageForbids             |
        | Draft      | public |                                                              |       |      |         | theft     | long     | StageForbids             |
        | Review     | city   |                                                              |       |      |         | theft     | long     | StageForbids             |
        | Published  | public |                                                              |       |      |         | theft     | long     | StageForbids             |
        | Notice     | public |                                                              | 25    |      |         | theft     | long     | StageForbids             |
        | Notice     | public | ann objects public; ann objects public                       |       |      |         | theft     | long     | FieldMissing/text        |
        | Notice     | public | ann objects public; ann objects public                       |       | long |         | theft     | long     | FieldMissing/contact     |
        | Notice     | public | ann objects public; ann objects public                       |       | long | long    | theft     | long     | MalformedInput/contact   |
        | Notice     | public | ann objects public; ann objects public                       |       | long | phone   | theft     | long     | MalformedInput/text      |
        | Notice     | public | ann objects public; ann objects public                       |       | wrong| phone   | theft     | long     | MalformedInput/evidence  |
        | Notice     | public | ann objects public; ann objects public                       |       | wrong| phone   | theft     |          | IndicatorUnknown/indicator |
        | Notice     | public | ann objects public; ann objects public                       |       | wrong| phone   |           |          | TooManyObjections        |
        | Notice     | public | ann objects public; ann objects city                         |       | wrong| phone   |           | page 4   | ok 330624-o-3:Public,    |
        | Notice     | public | ann objects public; ann objects public; bob denies 1         |       | wrong| phone   |           |          | ok 330624-o-3:Public,    |
        | Notice     | city   | ann objects public; ann objects public                       |       | wrong|         | fires     |          | ok 330624-o-3:City,fires |
        | Notice     | city   |                                                              | 24    | wrong|         | people    | page 4   | ok 330624-o-1:City,people |
        """;

    private const string DecideObjection = """
        | stage      | person | recused | sheet                                     | id | decision | reason | figures           | said                          |
        | -          | cy     |         | cy objects city                           | 9  | uphold   |        | theft=x           | YearUnknown                   |
        | Review     | cy     | cy      | cy objects city                           | 9  | uphold   |        | theft=x           | StageForbids                  |
        | Published  | cy     | cy      | cy objects city                           | 9  | uphold   |        | theft=x           | StageForbids                  |
        | Notice     | cy     | cy      | cy objects city                           | 9  | uphold   |        | theft=x           | Recused                       |
        | Notice     | cy     | cy city | cy objects city                           | 9  | uphold   |        | theft=x           | Recused                       |
        | Notice     | cy     | bob     | cy objects city                           | 9  | uphold   |        | theft=x           | ReasonMissing/reason          |
        | Notice     | cy     | cy was  | cy objects city                           | 9  | uphold   | long   | theft=x           | MalformedInput/reason         |
        | Notice     | cy     |         | cy objects city                           | 9  | deny     | seen   | theft=x           | ObjectionUnknown              |
        | Notice     | cy     |         | cy objects city; bob denies 1             | 1  | deny     | seen   | theft=x           | ObjectionAlreadyDecided       |
        | Notice     | cy     |         | cy objects city; bob grants 1             | 1  | deny     | seen   | theft=x           | ObjectionAlreadyDecided       |
        | Notice     | cy     |         | cy objects city                           | 1  | deny     | seen   | theft=x           | SamePersonTwice               |
        | Notice     | bob    |         | bob submits cases=1; cy objects city      | 1  | deny     | seen   | theft=x           | SamePersonTwice               |
        | Notice     | bob    |         | cy objects city                           | 1  | deny     | seen   | cases=2           | MalformedInput/amendments     |
        | Notice     | bob    |         | ann submits cases=1; cy objects city      | 1  | uphold   | seen   | cases=2 theft=x   | IndicatorUnknown/amendments/1/indicator |
        | Notice     | bob    |         | ann submits cases=1; cy objects city      | 1  | uphold   | seen   | =2                | FieldMissing/amendments/0/indicator |
        | Notice     | bob    |         | ann submits cases=1; cy objects city      | 1  | uphold   | seen   | fires=2           | IndicatorCountsIncidents/amendments/0/indicator |
        | Notice     | bob    |         | ann submits cases=1; cy objects city      | 1  | uphold   | seen   | cases=1e3         | FigureMalformed/amendments/0/value |
        | Notice     | bob    |         | ann submits cases=1; cy objects city      | 1  | uphold   | seen   | cases=-1          | FigureOutOfRange/amendments/0/value |
        | Notice     | bob    |         | ann submits cases=1; cy objects city      | 1  | uphold   | seen   | cases=2 cases=3   | DuplicateRow/amendments/1/indicator |
        | Notice     | bob    |         | ann submits cases=1; cy objects city      | 1  | uphold   | seen   | people=2          | FigureNotSubmitted/amendments/0/indicator |
        | Notice     | bob    |         | ann submits cases=1; cy objects city      | 1  | uphold   | seen   | cases=1.0         | FigureUnchanged/amendments/0/value |
        | Notice     | bob    |         | ann submits cases=1; cy objects city      | 1  | uphold   | seen   | cases=2           | ok upheld:330624-o-1 cases:1->2 |
        | Notice     | bob    | ann     | ann submits cases=1; cy objects city      | 1  | uphold   | seen   |                   | ok upheld:330624-o-1          |
        | Notice     | bob    |         | ann submits cases=1; cy objects public    | 1  | deny     | seen   |                   | ok denied:330624-o-1          |
        """;

    private const string DeclareRecusal = """
        | stage      | person | recused | reason | said                           |
        | -          | cy     | cy      |        | YearUnknown                    |
        | Draft      | cy     | cy      |        | ReasonMissing/reason           |
        | Draft      | cy     | cy      | long   | MalformedInput/reason          |
        | Published  | cy     | cy      | kin    | RecusalAlreadyDeclared/region  |
        | Published  | cy     | bob     | kin    | ok recused:330624-c-2:330624   |
        | Notice     | cy     | cy city | kin    | ok recused:330624-c-1:330624   |
        | Collecting | cy     | cy was  | kin    | ok recused:330624-c-2:330624   |
        """;

    private const string WithdrawRecusal = """
        | stage      | person | recused | id | reason | said                      |
        | -          | bob    | cy      | 9  |        | YearUnknown               |
        | Notice     | bob    | cy      | 9  |        | StageForbids              |
        | Published  | cy     | cy      | 1  | gone   | StageForbids              |
        | Review     | bob    | cy      | 9  |        | ReasonMissing/reason      |
        | Review     | bob    | cy      | 9  | gone   | RecusalUnknown            |
        | Review     | bob    | cy was  | 1  | gone   | RecusalAlreadyWithdrawn   |
        | Review     | bob    | cy      | 1  | gone   | NotYours                  |
        | Draft      | cy     | cy      | 1  | gone   | ok returned:330624-c-1    |
        """;

    // Each command about a sheet, by a person recused from the county and, in all else, allowed.
    private const string Recused = """
        | command          | stage      | person | recused | said    |
        | SubmitFigures    | Collecting | cy     | cy      | Recused |
        | AmendFigure      | Collecting | cy     | cy city | Recused |
        | RecordIncidents  | Review     | cy     | cy      | Recused |
        | AmendIncident    | Review     | cy     | cy      | Recused |
        | WithdrawIncident | Review     | cy     | cy      | Recused |
        | RaiseVeto        | Notice     | cy     | cy      | Recused |
        | AmendVeto        | Notice     | cy     | cy      | Recused |
        | WithdrawVeto     | Notice     | cy     | cy      | Recused |
        | ConfirmVeto      | Notice     | cy     | cy city | Recused |
        | RejectVeto       | Notice     | cy     | cy      | Recused |
        | Suspend          | Review     | cy     | cy      | Recused |
        | DecideSuspension | Notice     | cy     | cy      | Recused |
        | SubmitFigures    | Collecting | cy     | bob     | ok growth=1 |
        | SubmitFigures    | Collecting | cy     | cy was  | ok growth=1 |
        """;

    public static IReadOnlyList<CommandTable> All { get; } =
    [
        new("RaiseObjection", RaiseObjection, r => SheetDecider.RaiseObjection(
            Given.SheetAfter(r["sheet"]),
            Given.YearIn(r["stage"], Closes),
            Given.Sheet("cy") with { Today = r["today"] == "25" ? Closes.AddDays(1) : Closes },
            new ObjectionInput(
                Enum.Parse<ObjectionOrigin>(r["origin"], ignoreCase: true),
                Long(r["text"], 2001),
                r["indicator"].Length == 0 ? null : r["indicator"],
                Long(r["evidence"], 2001),
                Long(r["contact"], 201),
                "digest"),
            2)),
        new("DecideObjection", DecideObjection, r => SheetDecider.DecideObjection(
            Given.SheetAfter(r["sheet"]), Year(r), Context(r), $"330624-o-{r["id"]}", r["decision"] == "uphold", Long(r["reason"], 2001),
            [.. r["figures"].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(f => new FigureCorrection(f.Split('=')[0], f.Split('=')[1]))])),
        new("DeclareRecusal", DeclareRecusal, r => RecusalDecider.Declare(Year(r), Context(r), Long(r["reason"], 2001))),
        new("WithdrawRecusal", WithdrawRecusal, r => RecusalDecider.Withdraw(
            Year(r), Given.Year, $"330624-c-{r["id"]}", r["reason"], new Person(r["person"]))),
        new("Recused", Recused, r => Decide(r["command"], Year(r), Context(r))),
    ];

    private static Decision Decide(string command, YearState year, SheetContext context)
    {
        var sheet = Given.SheetAfter(
            "ann submits cases=1; ann records fire; cy raises fraud; ann raises spill; ann suspends");
        var incident = new IncidentInput("fire", new DateOnly(2017, 6, 1));
        return command switch
        {
            "SubmitFigures" => SheetDecider.SubmitFigures(sheet, year, context, [new FigureInput("growth", "1", null, 0)]),
            "AmendFigure" => SheetDecider.AmendFigure(sheet, year, context, "cases", "2", "slip", sheet.Version),
            "RecordIncidents" => SheetDecider.RecordIncidents(sheet, year, context, [incident]),
            "AmendIncident" => SheetDecider.AmendIncident(sheet, year, context, "330624-i-1", incident, "slip"),
            "WithdrawIncident" => SheetDecider.WithdrawIncident(sheet, year, context, "330624-i-1", "slip"),
            "RaiseVeto" => SheetDecider.RaiseVeto(SheetState.Empty, year, context, "fraud", "seen"),
            "AmendVeto" => SheetDecider.AmendVeto(sheet, year, context, "330624-v-1", "fraud", "seen"),
            "WithdrawVeto" => SheetDecider.WithdrawVeto(sheet, year, context, "330624-v-1", "slip"),
            "ConfirmVeto" => SheetDecider.ConfirmVeto(sheet, year, context, "330624-v-2"),
            "RejectVeto" => SheetDecider.RejectVeto(sheet, year, context, "330624-v-2", "unseen"),
            "Suspend" => SheetDecider.Suspend(SheetState.Empty, year, context, "case"),
            "DecideSuspension" => SheetDecider.DecideSuspension(sheet, year, context, "330624-s-1", true, "clear"),
            _ => throw new ArgumentException(command),
        };
    }

    private static SheetContext Context(Row r) => Given.Sheet(r["person"]) with { Parent = City };

    private static YearState Year(Row r)
    {
        var year = Given.YearIn(r["stage"], Closes);
        var words = r["recused"].Split(' ');
        if (words[0].Length == 0 || !year.IsOpen)
            return year;

        var region = words is [_, "city"] ? City : Given.County;
        var person = new Person(words[0]);
        year = year.Apply(new RecusalDeclared($"{region}-c-1", region, "r"), person);
        return words is [_, "was"] ? year.Apply(new RecusalWithdrawn($"{region}-c-1", "r"), person) : year;
    }

    private static string? Long(string text, int length) => text == "long" ? new string('x', length) : text;
}
