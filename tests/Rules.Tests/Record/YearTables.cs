using System.Globalization;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace Rules.Tests.Record;

/// <summary>The tables of a year's own commands. "rev" gave notice in every year that stands in notice; today is 2018-03-24.</summary>
internal static class YearTables
{
    private const string Open = """
        | stage | year | register | rulebook | others                      | collecting | notice     | said                                |
        | Draft | 1980 |          |          | 2018:Published              | 2016-01-01 |            | YearOutOfRange/year                 |
        | Draft | 3000 |          |          | 2018:Published              | 2016-01-01 |            | YearOutOfRange/year                 |
        | Draft | 2017 |          |          | 2018:Published              | 2016-01-01 |            | ProvinceUnknown/province            |
        | Draft | 2017 | r        |          | 2018:Published              | 2016-01-01 |            | YearAlreadyOpen/year                |
        | -     | 2017 | r        |          | 2018:Published              | 2016-01-01 |            | RulebookUnknown/rulebook            |
        | -     | 2017 | r        | test     | 2016:Draft 2018:Published   | 2016-01-01 |            | YearOutOfRange/year                 |
        | -     | 2017 | split    | strict   | 2016:Draft                  | 2016-12-31 | 2016-12-31 | SplitMayNotInherit/rulebook         |
        | -     | 2016 | split    | strict   |                             |            |            | ok opened:2016:test:1               |
        | -     | 2017 | split    | test     |                             |            |            | ok opened:2017:test:1               |
        | -     | 2017 | r        | strict   |                             |            |            | ok opened:2017:test:1               |
        | -     | 2017 | r        | test     | 2016:Published 2018:Notice  | 2016-12-31 | 2016-12-31 | DatesOutOfOrder/dates/collectingUntil |
        | -     | 2017 | r        | test     |                             |            | 2016-12-31 | DatesOutOfOrder/dates/noticeUntil   |
        | -     | 2017 | r        | test     |                             | 2018-03-01 | 2018-03-01 | DatesOutOfOrder/dates/noticeUntil   |
        | -     | 2017 | r        | test     | 2016:Draft                  | 2018-03-01 | 2018-03-02 | ok opened:2017:test:1               |
        | -     | 2017 | r        | test     |                             |            |            | ok opened:2017:test:1               |
        """;

    private const string Move = """
        | stage      | to         | person | reason | others    | until      | missing | vetoes | said                     |
        | -          | Published  | rev    |        | 2016:Draft| 2018-03-24 | cases   | v-1    | YearUnknown              |
        | Draft      | Draft      | rev    |        |           |            | cases   | v-1    | StageUnreachable/to      |
        | Draft      | Review     | rev    |        |           |            | cases   | v-1    | StageUnreachable/to      |
        | Collecting | Draft      | rev    | x      |           |            | cases   | v-1    | StageUnreachable/to      |
        | Review     | Collecting | rev    | x      |           |            | cases   | v-1    | StageUnreachable/to      |
        | Review     | Published  | rev    |        |           |            |         |        | StageUnreachable/to      |
        | Published  | Notice     | rev    | x      |           |            |         |        | StageUnreachable/to      |
        | Published  | Published  | rev    |        |           |            |         |        | StageUnreachable/to      |
        | Draft      | Collecting | rev    | long   |           |            |         |        | MalformedInput/reason    |
        | Draft      | Collecting | sub    |        |           |            | cases   | v-1    | ok Draft->Collecting     |
        | Collecting | Review     | sub    |        |           |            | cases   | v-1    | ok Collecting->Review    |
        | Review     | Notice     | sub    |        |           |            | cases   | v-1    | FiguresMissing/to        |
        | Review     | Notice     | sub    |        |           |            |         | v-1    | SamePersonTwice          |
        | Review     | Notice     | rev    |        | 2016:Draft|            |         | v-1    | ok Review->Notice        |
        | Notice     | Review     | sub    |        |           |            |         |        | ReasonMissing/reason     |
        | Notice     | Review     | sub    | upheld |           |            | cases   | v-1    | ok Notice->Review        |
        | Notice     | Published  | rev    |        | 2018:Draft 2016:Notice | 2018-03-24 | | v-1 | PreviousYearNotPublished/to |
        | Notice     | Published  | rev    |        | 2016:Published | 2018-03-24 |    | v-1    | NoticePeriodNotElapsed/to |
        | Notice     | Published  | rev    |        | 2018:Draft| 2018-03-23 |         | v-1    | VetoUndecided/to         |
        | Notice     | Published  | rev    |        |           |            |         | v-1 v-2| VetoUndecided/to VetoUndecided/to |
        | Notice     | Published  | rev    |        |           |            |         | o-1    | ObjectionUndecided/to    |
        | Notice     | Published  | rev    |        |           |            |         |        | SamePersonTwice          |
        | Notice     | Published  | con    |        |           |            |         |        | SamePersonTwice          |
        | Notice     | Published  | pub    |        | 2016:Published 2018:Draft | 2018-03-23 | |    | ok Notice->Published     |
        """;

    private const string Publish = """
        | stage      | to         | person | reason | others    | until      | missing | vetoes | said                     |
        | Review     |            | pub    |        |           |            |         |        | StageUnreachable/to      |
        | Notice     |            | rev    |        |           |            |         |        | SamePersonTwice          |
        | Notice     |            | pub    | fine   |           |            |         |        | ok published Notice->Published |
        """;

    private const string FinishRecount = """
        | stage     | done | said             |
        | -         |      | YearNotPublished |
        | Notice    |      | YearNotPublished |
        | Published |      | ok recounted     |
        | Published | yes  | ok               |
        """;

    private const string ChangeRulebook = """
        | stage      | rulebook | register | reason | said                        |
        | -          |          | split    |        | YearUnknown                 |
        | Notice     |          | split    |        | StageForbids                |
        | Published  |          | split    |        | StageForbids                |
        | Draft      |          | split    |        | ReasonMissing/reason        |
        | Draft      |          | split    | long   | MalformedInput/reason       |
        | Draft      |          | split    | why    | RulebookUnknown/rulebook    |
        | Draft      | same     | split    | why    | RulebookUnchanged/rulebook  |
        | Draft      | strict   | split    | why    | SplitMayNotInherit/rulebook |
        | Draft      | strict   | r        | why    | ok rulebook:test:False      |
        | Collecting | test     | split    | why    | ok rulebook:test:False      |
        | Review     | marked   | r        | why    | ok rulebook:test:True       |
        """;

    public static YearPublished Result { get; } = new(1, [], []);

    public static IReadOnlyList<CommandTable> All { get; } =
    [
        new("Open", Open, r => YearDecider.Open(Given.YearIn(r["stage"]), Opening(r), Others(r))),
        new("MoveStage", Move, r => YearDecider.MoveStage(
            YearOf(r), Given.Year, Enum.Parse<Stage>(r["to"]), Reason(r), new Person(r["person"]), Context(r))),
        new("Publish", Publish, r => YearDecider.Publish(
            YearOf(r), Given.Year, Reason(r), new Person(r["person"]), Context(r), Result)),
        new("ChangeRulebook", ChangeRulebook, r => YearDecider.ChangeRulebook(
            Given.YearIn(r["stage"]), Given.Year, new RulebookChange("asked", Book(r["rulebook"]), Register(r), Reason(r)))),
        new("FinishRecount", FinishRecount, r => YearDecider.FinishRecount(Recounted(r))),
    ];

    private static Rulebook Strict =>
        Given.Rulebook with { Streak = Given.Rulebook.Streak with { SplitInheritsByDecision = false } };

    private static Rulebook? Book(string name) => name switch
    {
        "" => null,
        "same" => Given.Rulebook with { Hash = "h" },
        "strict" => Strict,
        "marked" => Given.Rulebook with { Demonstration = true },
        _ => Given.Rulebook,
    };

    private static RegionRegister? Register(Row r) => r["register"] == "split" ? InheritingSplit : null;

    // 330104 was dissolved in 2017, and 330114, split off it, is to inherit its record.
    private static RegionRegister InheritingSplit => new(
        [
            RegionRegisterTests.City("330100"),
            RegionRegisterTests.County("330104", 1983, 2017),
            RegionRegisterTests.County("330114", 2017),
        ],
        [new LineageLink(2017, new("330104"), new("330114"), false, LineageKind.Split, true)]);

    private static YearOpening Opening(Row r) => new(
        new RegionCode("330000"),
        int.Parse(r["year"], CultureInfo.InvariantCulture),
        "test",
        r["rulebook"] switch { "" => null, "strict" => Strict, _ => Given.Rulebook },
        r["register"].Length > 0 ? "r" : null,
        Register(r),
        Visibility.Live,
        new YearDates(Date(r["collecting"]), Date(r["notice"])));

    private static YearState YearOf(Row r) => Given.YearIn(r["stage"], Date(r["until"]));

    private static YearState Recounted(Row r)
    {
        var year = Given.YearIn(r["stage"]);
        if (r["stage"] == "Published")
            year = year.Apply(Result, new Person("pub"));
        return r["done"] == "yes" ? year.Apply(new RecountFinished(), Person.Engine) : year;
    }

    private static StageContext Context(Row r) => new(
        new DateOnly(2018, 3, 24),
        Others(r),
        [
            new SheetReview(new RegionCode("330604"), [], [], [], []),
            new SheetReview(
                Given.County, Words(r["missing"]), Words(r["vetoes"], "v"), [new Person("sub")], [new Person("con")],
                Words(r["vetoes"], "o")),
        ]);

    private static YearStanding[] Others(Row r) =>
        [.. Words(r["others"]).Select(text => text.Split(':')).Select(parts => new YearStanding(
            new AwardYear(int.Parse(parts[0], CultureInfo.InvariantCulture)), Enum.Parse<Stage>(parts[1])))];

    // Open vetoes and objections share a column: v-1, o-1.
    private static string[] Words(string text, string kind) =>
        [.. Words(text).Where(word => word.StartsWith(kind, StringComparison.Ordinal))];

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string? Reason(Row r) => r["reason"] switch { "long" => new string('x', 2001), "" => null, var text => text };

    private static DateOnly? Date(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
