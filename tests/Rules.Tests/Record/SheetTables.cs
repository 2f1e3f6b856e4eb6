using System.Globalization;
using Award.Rules.Record;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace Rules.Tests.Record;

/// <summary>
/// A table for each command about a sheet: first a row for each refusal in order of precedence, where every row also breaks
/// the rules below it as far as it can; then what is accepted. 330624 is the county; people are ann, bob and cy.
/// </summary>
internal static class SheetTables
{
    private const string SubmitFigures = """
        | stage      | level  | sheet              | rows                        | said                                   |
        | -          | county | ann submits cases=1| nonsense=x                  | YearUnknown                            |
        | Draft      | county | ann submits cases=1| nonsense=x                  | StageForbids                           |
        | Collecting!| county | ann submits cases=1| nonsense=x                  | CollectingEnded                        |
        | Notice     | county |                    | cases=2                     | StageForbids                           |
        | Published  | county |                    | cases=2                     | StageForbids                           |
        | Collecting | county |                    |                             | FieldMissing                           |
        | Collecting | county |                    | 10001                       | TooManyRows                            |
        | Collecting | county |                    | =1                          | FieldMissing/0/indicator               |
        | Collecting | county |                    | cases=1 nonsense=x          | IndicatorUnknown/1/indicator           |
        | Collecting | county |                    | fires=x                     | IndicatorCountsIncidents/0/indicator   |
        | Collecting | city   |                    | cases=x                     | FigureRolledUp/0/indicator             |
        | Collecting | county |                    | cases=1 cases=x             | DuplicateRow/1/indicator               |
        | Collecting | county | ann submits cases=1| cases=                      | FieldMissing/0/value                   |
        | Collecting | county | ann submits cases=1| cases=1e3                   | FigureMalformed/0/value                |
        | Collecting | county |                    | cases=1,5                   | FigureMalformed/0/value                |
        | Collecting | county | ann submits cases=1| cases=-1                    | FigureOutOfRange/0/value               |
        | Collecting | county |                    | people=0                    | FigureOutOfRange/0/value               |
        | Collecting | county |                    | centre=2                    | FigureOutOfRange/0/value               |
        | Collecting | county | ann submits cases=1| cases=1=long                | MalformedInput/0/evidence              |
        | Collecting | county | ann submits cases=1| growth=1 cases=1            | FigureAlreadySubmitted/1/indicator     |
        | Collecting | county | ann submits cases=1| cases=1 growth=x fires=1    | FigureAlreadySubmitted/0/indicator FigureMalformed/1/value IndicatorCountsIncidents/2/indicator |
        | Collecting | county |                    | cases=1 growth=-0.50 people=12 centre=0 | ok cases=1,growth=-0.5,people=12,centre=0 |
        | Review     | county | ann submits cases=1| centre=1                    | ok centre=1                            |
        | Collecting | city   |                    | people=1 growth=101         | ok people=1,growth=101                 |
        | Collecting | lone   |                    | cases=4                     | ok cases=4                             |
        | Collecting | county |                    | cases=0                     | ok cases=0                             |
        """;

    private const string AmendFigure = """
        | stage      | level  | sheet                                   | version | figure     | reason | said                     |
        | -          | county |                                         |         | nonsense=x |        | YearUnknown              |
        | Draft      | county |                                         |         | nonsense=x |        | StageForbids             |
        | Collecting!| county |                                         |         | nonsense=x |        | CollectingEnded          |
        | Notice     | county | ann submits cases=1                     | 1       | cases=2    | slip   | StageForbids             |
        | Review     | county | ann submits cases=1                     |         | nonsense=x |        | PreconditionMissing      |
        | Review     | county | ann submits cases=1                     | 0       | nonsense=x |        | SheetChanged             |
        | Review     | county | ann submits cases=1                     | 1       | =x         |        | FieldMissing/indicator   |
        | Review     | county | ann submits cases=1                     | 1       | nonsense=x |        | IndicatorUnknown/indicator |
        | Review     | county | ann submits cases=1                     | 1       | fires=x    |        | IndicatorCountsIncidents/indicator |
        | Review     | city   | ann submits cases=1                     | 1       | cases=x    |        | FigureRolledUp/indicator |
        | Review     | county | ann submits cases=1                     | 1       | cases=     |        | FieldMissing/value       |
        | Review     | county | ann submits cases=1                     | 1       | cases=one  |        | FigureMalformed/value    |
        | Review     | county | ann submits cases=1                     | 1       | cases=-1   |        | FigureOutOfRange/value   |
        | Review     | county | ann submits cases=1                     | 1       | growth=1   |        | ReasonMissing/reason     |
        | Review     | county | ann submits cases=1                     | 1       | growth=1   | long   | MalformedInput/reason    |
        | Review     | county | ann submits cases=1                     | 1       | growth=1   | slip   | FigureNotSubmitted/indicator |
        | Review     | county | ann submits cases=1                     | 1       | cases=1.0  | slip   | FigureUnchanged/value    |
        | Review     | county | ann submits cases=1                     | 1       | cases=2    | slip   | ok cases:1->2            |
        | Collecting | county | ann submits cases=1; bob amends cases=3 | 2       | cases=1    | slip   | ok cases:3->1            |
        | Collecting | county | ann submits cases=1                     | 1       | cases=2    | full   | ok cases:1->2            |
        """;

    private const string RecordIncidents = """
        | stage      | rows                                          | said                                        |
        | -          | ,2016-01-01,-1,bad                            | YearUnknown                                 |
        | Notice     | fire,2017-01-01,0,                            | StageForbids                                |
        | Collecting!| ,2016-01-01,-1,bad                            | CollectingEnded                             |
        | Collecting |                                               | FieldMissing                                |
        | Collecting | ,2016-01-01,-1,bad                            | FieldMissing/0/kind                         |
        | Collecting | flood,2016-01-01,-1,bad                       | IncidentKindUnknown/0/kind                  |
        | Collecting | fire,2016-12-31,-1,bad                        | IncidentDateOutsideYear/0/date              |
        | Collecting | fire,2018-01-01,-1,bad                        | IncidentDateOutsideYear/0/date              |
        | Collecting | fire,2017-01-01,-1,bad                        | IncidentDeathsOutOfRange/0/deaths           |
        | Collecting | fire,2017-01-01,100001,bad                    | IncidentDeathsOutOfRange/0/deaths           |
        | Collecting | fire,2017-01-01,0, flood,2017-01-01,0,        | IncidentKindUnknown/1/kind                  |
        | Collecting | fire,2017-01-01,0,bad                         | MalformedInput/0/severity                   |
        | Collecting | fire,2017-01-01,0, fire,2017-12-31,100000,major | ok 330624-i-1:fire,01-01,0,,True 330624-i-2:fire,12-31,100000,Major,True |
        | Review     | fire,2017-01-01,0,ordinary fire,2017-01-01,1,larger fire,2017-01-01,2,extreme | ok 330624-i-1:fire,01-01,0,Ordinary,True 330624-i-2:fire,01-01,1,Larger,True 330624-i-3:fire,01-01,2,Extreme,True |
        """;

    private const string AmendIncident = """
        | stage      | sheet                         | version | id | incident           | reason | said                          |
        | -          |                               | 9       | 1  | ,2016-01-01,-1,    |        | YearUnknown                   |
        | Notice     |                               | 9       | 1  | ,2016-01-01,-1,    |        | StageForbids                  |
        | Collecting!|                               | 9       | 1  | ,2016-01-01,-1,    |        | CollectingEnded               |
        | Review     | ann records fire              | 9       | 9  | ,2016-01-01,-1,    |        | SheetChanged                  |
        | Review     | ann records fire              |         | 9  | flood,2017-01-01,1,|        | IncidentKindUnknown/kind      |
        | Review     | ann records fire              |         | 9  | fire,2016-01-01,1, |        | IncidentDateOutsideYear/date  |
        | Review     | ann records fire              |         | 9  | fire,2017-01-01,1, |        | ReasonMissing/reason          |
        | Review     | ann records fire              | 1       | 9  | fire,2017-01-01,1, | slip   | IncidentUnknown               |
        | Review     | ann records fire; bob drops 1 | 2       | 1  | fire,2017-01-01,1, | slip   | IncidentAlreadyWithdrawn      |
        | Review     | ann records fire              | 1       | 1  | accident,2017-01-01,4,major | slip | ok 330624-i-1:accident,01-01,4,Major,True |
        """;

    private const string WithdrawIncident = """
        | stage      | sheet                         | id | reason | said                     |
        | -          |                               | 9  |        | YearUnknown              |
        | Published  | ann records fire              | 9  |        | StageForbids             |
        | Collecting!| ann records fire              | 9  |        | CollectingEnded          |
        | Collecting | ann records fire              | 9  |        | ReasonMissing/reason     |
        | Collecting | ann records fire              | 9  | slip   | IncidentUnknown          |
        | Collecting | ann records fire; bob drops 1 | 1  | slip   | IncidentAlreadyWithdrawn |
        | Collecting | ann records fire              | 1  | slip   | ok dropped:330624-i-1    |
        """;

    private const string RaiseVeto = """
        | stage      | sheet                            | ground | reason | said                       |
        | -          | ann raises fraud                 |        |        | YearUnknown                |
        | Draft      | ann raises fraud                 |        |        | StageForbids               |
        | Published  | ann raises fraud                 |        |        | StageForbids               |
        | Notice     | ann raises fraud                 |        |        | FieldMissing/ground        |
        | Notice     | ann raises fraud                 | theft  |        | GroundUnknown/ground       |
        | Notice     | ann raises fraud                 | blast  |        | GroundForOtherLevel/ground |
        | Notice     | ann raises fraud                 | fraud  |        | ReasonMissing/reason       |
        | Notice     | ann raises fraud                 | fraud  | seen   | VetoAlreadyRaised/ground   |
        | Notice     | ann raises fraud; bob confirms 1 | fraud  | seen   | VetoAlreadyRaised/ground   |
        | Notice     | ann raises fraud; bob rejects 1  | fraud  | seen   | ok 330624-v-2:fraud        |
        | Collecting | ann raises fraud; ann withdraws 1| fraud  | seen   | ok 330624-v-2:fraud        |
        | Review     | ann raises fraud                 | spill  | seen   | ok 330624-v-2:spill        |
        """;

    private const string AmendVeto = """
        | stage      | person | sheet                              | version | id | ground | reason | said                       |
        | -          | bob    | ann raises fraud; ann raises spill | 9       | 9  |        |        | YearUnknown                |
        | Draft      | bob    | ann raises fraud; ann raises spill | 9       | 9  |        |        | StageForbids               |
        | Notice     | bob    | ann raises fraud; ann raises spill | 9       | 9  |        |        | SheetChanged               |
        | Notice     | bob    | ann raises fraud; ann raises spill | 2       | 9  | theft  |        | GroundUnknown/ground       |
        | Notice     | bob    | ann raises fraud; ann raises spill |         | 9  | spill  |        | ReasonMissing/reason       |
        | Notice     | bob    | ann raises fraud; ann raises spill |         | 9  | spill  | seen   | VetoUnknown                |
        | Notice     | bob    | ann raises fraud; bob rejects 1    |         | 1  | spill  | seen   | VetoAlreadyDecided         |
        | Notice     | bob    | ann raises fraud; ann raises spill |         | 1  | spill  | seen   | VetoAlreadyRaised/ground   |
        | Notice     | bob    | ann raises fraud                   |         | 1  | spill  | seen   | NotYours                   |
        | Notice     | ann    | ann raises fraud                   | 1       | 1  | spill  | seen   | ok 330624-v-1:spill        |
        | Collecting | ann    | ann raises fraud                   |         | 1  | fraud  | better | ok 330624-v-1:fraud        |
        """;

    private const string WithdrawVeto = """
        | stage      | person | sheet                             | id | reason | said                 |
        | -          | bob    | ann raises fraud                  | 9  |        | YearUnknown          |
        | Published  | bob    | ann raises fraud                  | 9  |        | StageForbids         |
        | Collecting | bob    | ann raises fraud                  | 9  |        | ReasonMissing/reason |
        | Collecting | bob    | ann raises fraud                  | 9  | slip   | VetoUnknown          |
        | Notice     | bob    | ann raises fraud; bob confirms 1  | 1  | slip   | VetoAlreadyDecided   |
        | Notice     | bob    | ann raises fraud; ann withdraws 1 | 1  | slip   | VetoAlreadyDecided   |
        | Notice     | bob    | ann raises fraud                  | 1  | slip   | NotYours             |
        | Collecting | ann    | ann raises fraud                  | 1  | slip   | ok withdrawn:330624-v-1 |
        """;

    private const string ConfirmVeto = """
        | stage      | person | sheet                                 | id | reason | said                    |
        | -          | ann    | ann raises fraud                      | 9  | long   | YearUnknown             |
        | Draft      | ann    | ann raises fraud                      | 9  | long   | StageForbids            |
        | Collecting | ann    | ann raises fraud                      | 9  | long   | MalformedInput/reason   |
        | Review     | ann    | ann raises fraud                      | 9  |        | VetoUnknown             |
        | Review     | ann    | ann raises fraud; bob rejects 1       | 1  |        | VetoAlreadyDecided      |
        | Review     | ann    | ann raises fraud                      | 1  |        | SamePersonTwice         |
        | Review     | bob    | ann raises fraud; bob submits cases=1 | 1  |        | SamePersonTwice         |
        | Review     | bob    | ann raises fraud; bob records fire    | 1  |        | SamePersonTwice         |
        | Review     | bob    | ann submits cases=1; ann raises fraud | 1  |        | ok confirmed:330624-v-1 |
        | Notice     | bob    | ann raises fraud                      | 1  | seen   | ok confirmed:330624-v-1 |
        """;

    private const string RejectVeto = """
        | stage      | person | sheet                                 | id | reason | said                   |
        | -          | ann    | ann raises fraud                      | 9  |        | YearUnknown            |
        | Published  | ann    | ann raises fraud                      | 9  |        | StageForbids           |
        | Collecting | ann    | ann raises fraud                      | 9  |        | ReasonMissing/reason   |
        | Review     | ann    | ann raises fraud                      | 9  | unseen | VetoUnknown            |
        | Review     | ann    | ann raises fraud; bob confirms 1      | 1  | unseen | VetoAlreadyDecided     |
        | Review     | ann    | ann raises fraud                      | 1  | unseen | SamePersonTwice        |
        | Review     | bob    | ann raises fraud; bob submits cases=1 | 1  | unseen | SamePersonTwice        |
        | Notice     | bob    | ann raises fraud                      | 1  | unseen | ok rejected:330624-v-1 |
        """;

    private const string Suspend = """
        | stage      | sheet                       | reason | said                      |
        | -          | ann suspends                |        | YearUnknown               |
        | Collecting | ann suspends                |        | StageForbids              |
        | Review     | ann suspends                |        | ReasonMissing/reason      |
        | Review     | ann suspends                | case   | AlreadySuspended          |
        | Review     | ann suspends; bob upholds 1 | case   | SuspensionAlreadyDecided  |
        | Review     | ann suspends; bob lifts 1   | case   | ok 330624-s-2             |
        | Notice     |                             | case   | ok 330624-s-1             |
        """;

    private const string DecideSuspension = """
        | stage      | person | sheet                     | id | decision | reason | said                     |
        | -          | ann    | ann suspends              | 9  | lift     |        | YearUnknown              |
        | Published  | ann    | ann suspends              | 9  | lift     |        | StageForbids             |
        | Review     | ann    | ann suspends              | 9  | lift     |        | ReasonMissing/reason     |
        | Review     | ann    | ann suspends              | 9  | lift     | clear  | SuspensionUnknown        |
        | Review     | ann    | ann suspends; bob lifts 1 | 1  | lift     | clear  | SuspensionAlreadyDecided |
        | Review     | ann    | ann suspends              | 1  | lift     | clear  | SamePersonTwice          |
        | Review     | bob    | ann suspends              | 1  | lift     | clear  | ok 330624-s-1:lifted     |
        | Notice     | bob    | ann suspends              | 1  | uphold   | guilty | ok 330624-s-1:upheld     |
        """;

    public static IReadOnlyList<CommandTable> All { get; } =
    [
        new("SubmitFigures", SubmitFigures, r => SheetDecider.SubmitFigures(Sheet(r), Year(r), Context(r), Figures(r["rows"]))),
        new("AmendFigure", AmendFigure, r => SheetDecider.AmendFigure(
            Sheet(r), Year(r), Context(r), Part(r["figure"], 0), Part(r["figure"], 1), Reason(r), Version(r))),
        new("RecordIncidents", RecordIncidents, r => SheetDecider.RecordIncidents(
            SheetState.Empty, Year(r), Context(r), Incidents(r["rows"]))),
        new("AmendIncident", AmendIncident, r => SheetDecider.AmendIncident(
            Sheet(r), Year(r), Context(r), Id(r, "i"), Incidents(r["incident"])[0] with { Row = null }, Reason(r), Version(r))),
        new("WithdrawIncident", WithdrawIncident, r => SheetDecider.WithdrawIncident(
            Sheet(r), Year(r), Context(r), Id(r, "i"), Reason(r))),
        new("RaiseVeto", RaiseVeto, r => SheetDecider.RaiseVeto(Sheet(r), Year(r), Context(r), r["ground"], Reason(r))),
        new("AmendVeto", AmendVeto, r => SheetDecider.AmendVeto(
            Sheet(r), Year(r), Context(r), Id(r, "v"), r["ground"], Reason(r), Version(r))),
        new("WithdrawVeto", WithdrawVeto, r => SheetDecider.WithdrawVeto(
            Sheet(r), Year(r), Context(r), Id(r, "v"), Reason(r))),
        new("ConfirmVeto", ConfirmVeto, r => SheetDecider.ConfirmVeto(
            Sheet(r), Year(r), Context(r), Id(r, "v"), Reason(r))),
        new("RejectVeto", RejectVeto, r => SheetDecider.RejectVeto(Sheet(r), Year(r), Context(r), Id(r, "v"), Reason(r))),
        new("Suspend", Suspend, r => SheetDecider.Suspend(Sheet(r), Year(r), Context(r), Reason(r))),
        new("DecideSuspension", DecideSuspension, r => SheetDecider.DecideSuspension(
            Sheet(r), Year(r), Context(r), Id(r, "s"), r["decision"] == "lift", Reason(r))),
    ];

    private static SheetState Sheet(Row r) => Given.SheetAfter(r["sheet"]);

    private static YearState Year(Row r) => Given.YearIn(r["stage"]);

    // A "lone" city is one that no county lies in.
    private static SheetContext Context(Row r)
    {
        var level = r.GetValueOrDefault("level", "county");
        return Given.Sheet(r.GetValueOrDefault("person", "cy"), level == "lone" ? "city" : level) with { HasCounties = level != "lone" };
    }

    private static string Id(Row r, string kind) => $"330624-{kind}-{r["id"]}";

    private static string Reason(Row r) => r["reason"] switch
    {
        "full" => new string('x', 2000),
        "long" => new string('x', 2001),
        var text => text,
    };

    private static long? Version(Row r) =>
        r["version"].Length == 0 ? null : long.Parse(r["version"], CultureInfo.InvariantCulture);

    private static string? Part(string text, int index) => text.Split('=').ElementAtOrDefault(index);

    private static FigureInput[] Figures(string text) => text == "10001"
        ? [.. Enumerable.Range(0, 10_001).Select(i => new FigureInput("cases", "1", null, i))]
        : [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((figure, i) => new FigureInput(
            Part(figure, 0), Part(figure, 1), Part(figure, 2) is null ? null : new string('x', 2001), i))];

    private static IncidentInput[] Incidents(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(incident => incident.Split(',')).Select((parts, i) =>
            new IncidentInput(
                parts[0],
                DateOnly.ParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                int.Parse(parts[2], CultureInfo.InvariantCulture),
                parts[3].Length == 0 ? null : parts[3],
                true,
                i))];
}

/// <summary>A table and the command it is about; the column "said" is what each row must answer.</summary>
internal sealed record CommandTable(string Name, string Text, Func<Row, Decision> Decide);
