using System.Globalization;
using Award.Rules.Record;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace Rules.Tests.Record;

/// <summary>
/// The tables of deadlines. Today is 2018-03-24; dates are month and day. The column "since" tells what the engine or people
/// have recorded: extensions, announcements, a period of notice, a return to review.
/// </summary>
internal static class DeadlineTables
{
    private const string ExtendDeadline = """
        | stage      | collecting | notice | since          | deadline   | until | reason | said                           |
        | -          |            |        |                | Collecting | 03-20 |        | YearUnknown                    |
        | Published  | 03-23      | 03-22  |                | Collecting | 03-20 |        | StageForbids                   |
        | Collecting | 03-23      | 03-22  |                | Collecting | 03-20 |        | ReasonMissing/reason           |
        | Collecting | 03-23      | 03-22  |                | Collecting | 03-20 | long   | MalformedInput/reason          |
        | Review     |            | 03-22  |                | Collecting | 03-20 | snow   | StageForbids/deadline          |
        | Notice     | 03-23      | 03-22  |                | Collecting | 04-20 | snow   | StageForbids/deadline          |
        | Collecting | 03-23      | 04-22  |                | Collecting | 03-20 | snow   | CollectingEnded/deadline       |
        | Collecting | 03-23      | 04-22  |                | Notice     | 04-30 | snow   | CollectingEnded                |
        | Collecting |            | 04-22  |                | Collecting | 03-20 | snow   | DeadlineNotSet/deadline        |
        | Notice     | 04-22      |        |                | Notice     | 03-20 | snow   | DeadlineNotSet/deadline        |
        | Collecting | 03-26      | 03-28  |                | Collecting | 03-26 | snow   | DeadlineNotExtended/until      |
        | Collecting | 03-26      | 03-28  |                | Collecting | 03-25 | snow   | DeadlineNotExtended/until      |
        | Draft      | 03-20      |        |                | Collecting | 03-23 | snow   | DeadlineNotExtended/until      |
        | Notice     |            | 03-20  |                | Notice     | 03-23 | snow   | DeadlineNotExtended/until      |
        | Notice     |            |        | notice 04-01   | Notice     | 04-01 | snow   | DeadlineNotExtended/until      |
        | Collecting | 03-26      | 03-28  |                | Collecting | 03-28 | snow   | DatesOutOfOrder/until          |
        | Collecting | 03-26      | 03-28  | notice+ 03-30  | Collecting | 03-28 | snow   | ok extended:Collecting:03-28   |
        | Collecting | 03-24      |        |                | Collecting | 03-25 | snow   | ok extended:Collecting:03-25   |
        | Collecting | 03-20      |        | collecting+ 03-24 | Collecting | 03-25 | snow | ok extended:Collecting:03-25  |
        | Draft      | 03-20      |        |                | Collecting | 03-24 | snow   | ok extended:Collecting:03-24   |
        | Review     | 03-20      | 03-22  |                | Notice     | 03-24 | snow   | ok extended:Notice:03-24       |
        | Notice     | 03-20      | 03-22  |                | Notice     | 03-24 | snow   | ok extended:Notice:03-24       |
        | Notice     |            | 03-20  | notice 04-01   | Notice     | 04-02 | snow   | ok extended:Notice:04-02       |
        """;

    private const string HonourDeadline = """
        | stage      | collecting | notice | since                 | due              | said                     |
        | -          |            |        |                       | Collecting 03-23 | DeadlineNotDue           |
        | Draft      | 03-23      | 03-25  |                       | Collecting 03-23 | DeadlineNotDue           |
        | Review     | 03-23      | 03-25  |                       | Collecting 03-23 | DeadlineNotDue           |
        | Collecting | 03-24      |        |                       | Collecting 03-24 | DeadlineNotDue           |
        | Collecting | 03-22      |        |                       | Collecting 03-23 | DeadlineNotDue           |
        | Collecting | 03-23      |        | collecting+ 03-24     | Collecting 03-23 | DeadlineNotDue           |
        | Collecting | 03-23      |        |                       | Collecting 03-23 | ok Collecting->Review    |
        | Collecting | 03-20      |        | collecting+ 03-23     | Collecting 03-23 | ok Collecting->Review    |
        | Collecting | 03-24      |        | announced 03-24       | near 03-24       | DeadlineNotDue           |
        | Collecting | 03-31      |        |                       | near 03-31       | ok announced:Collecting:03-31 |
        | Notice     |            | 03-24  |                       | near-notice 03-24 | ok announced:Notice:03-24 |
        """;

    // What is due, in the words of the tables; "-" is nothing.
    private const string DueTable = """
        | stage      | collecting | notice | since                 | due               |
        | -          |            |        |                       | -                 |
        | Draft      | 03-20      | 03-25  |                       | -                 |
        | Collecting |            | 03-25  |                       | -                 |
        | Collecting | 04-01      |        |                       | -                 |
        | Collecting | 03-31      |        |                       | near 03-31        |
        | Collecting | 03-24      |        |                       | near 03-24        |
        | Collecting | 03-31      |        | announced 03-31       | -                 |
        | Collecting | 03-26      |        | announced 03-26; collecting+ 03-31 | near 03-31 |
        | Collecting | 03-23      |        | announced 03-23       | Collecting 03-23  |
        | Collecting | 03-23      |        | collecting+ 04-01     | -                 |
        | Review     | 03-23      | 03-25  |                       | -                 |
        | Notice     | 03-23      |        |                       | -                 |
        | Notice     | 03-23      | 03-25  |                       | near-notice 03-25 |
        | Notice     | 03-23      | 03-23  |                       | -                 |
        | Notice     |            | 03-23  | notice 03-30          | near-notice 03-30 |
        | Notice     |            | 03-23  | notice 04-01          | -                 |
        | Published  | 03-23      | 03-25  |                       | -                 |
        """;

    // Notice given today under a rulebook with a minimum of so many days: the period, and the first day of publication.
    private const string GiveNotice = """
        | days | notice | since        | said                                     | publishable |
        | 0    |        |              | ok Review->Notice                        | 03-24       |
        | 0    | 03-23  |              | ok Review->Notice                        | 03-24       |
        | 0    | 03-24  |              | ok Review->Notice notice:03-24..03-24    | 03-25       |
        | 0    | 03-30  |              | ok Review->Notice notice:03-24..03-30    | 03-31       |
        | 1    |        |              | ok Review->Notice notice:03-24..03-25    | 03-26       |
        | 7    |        |              | ok Review->Notice notice:03-24..03-31    | 04-01       |
        | 7    | 03-23  |              | ok Review->Notice notice:03-24..03-31    | 04-01       |
        | 7    | 04-10  |              | ok Review->Notice notice:03-24..04-10    | 04-11       |
        | 7    | 03-20  | notice+ 04-02 | ok Review->Notice notice:03-24..04-02   | 04-03       |
        | 7    |        | notice 03-20; back | ok Review->Notice notice:03-24..03-31 | 04-01      |
        | 0    |        | notice 03-30; back | ok Review->Notice                     | 03-24      |
        """;

    public static IReadOnlyList<CommandTable> All { get; } =
    [
        new("ExtendDeadline", ExtendDeadline, r => YearDecider.ExtendDeadline(
            Year(r), Given.Year, Enum.Parse<Deadline>(r["deadline"]), Day(r["until"]),
            r["reason"] == "long" ? new string('x', 2001) : r["reason"], Given.Today)),
        new("HonourDeadline", HonourDeadline, r => YearDecider.HonourDeadline(Year(r), DueOf(r["due"])!, Given.Today)),
    ];

    public static TheoryData<string, string, string> Due => Each(
        DueTable, r => ($"{r["stage"]} {r["collecting"]} {r["notice"]} {r["since"]}", r["due"],
            DeadlineRules.Due(Year(r), Given.Today) is { } due ? Text(due) : "-"));

    public static TheoryData<string, string, string> Periods => Each(
        GiveNotice, r => ($"{r["days"]} {r["notice"]} {r["since"]}", $"{r["said"]}, {r["publishable"]}", Period(r)));

    private static string Period(Row r)
    {
        var year = Year(r, "Review");
        var given = YearDecider.MoveStage(
            year, Given.Year, Stage.Notice, null, new Person("rev"),
            new StageContext(Given.Today, [], [], int.Parse(r["days"], CultureInfo.InvariantCulture)));
        var facts = given.Match(facts => facts, _ => []);
        var inNotice = facts.Aggregate(year, (state, fact) => state.Apply(fact, new Person("rev")));
        var first = Enumerable.Range(0, 60).Select(Given.Today.AddDays).First(day => YearDecider.MoveStage(
            inNotice, Given.Year, Stage.Published, null, new Person("pub"), new StageContext(day, [], [])) is Decision.Accepted);
        return $"{Said.By(given)}, {first:MM-dd}";
    }

    private static YearState Year(Row r, string? stage = null) =>
        r.GetValueOrDefault("since", "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(told => told.Split(' '))
            .Aggregate(
                Given.YearIn(stage ?? r["stage"], DayOrNull(r["notice"]), collectingUntil: DayOrNull(r.GetValueOrDefault("collecting", ""))),
                (year, told) => year.Apply(Told(told[0], told.ElementAtOrDefault(1) ?? ""), Person.Engine));

    private static Fact Told(string what, string day) => what switch
    {
        "collecting+" => new DeadlineExtended(Deadline.Collecting, Day(day), "r"),
        "notice+" => new DeadlineExtended(Deadline.Notice, Day(day), "r"),
        "announced" => new DeadlineAnnounced(Deadline.Collecting, Day(day)),
        "notice" => new NoticeBegun(new DateOnly(2018, 3, 1), Day(day)),
        "back" => new StageMoved(Stage.Notice, Stage.Review, "upheld"),
        _ => throw new ArgumentException(what),
    };

    private static DueDeadline DueOf(string text) => text.Split(' ') switch
    {
        ["near", var day] => new(Deadline.Collecting, Day(day), false),
        ["near-notice", var day] => new(Deadline.Notice, Day(day), false),
        [_, var day] => new(Deadline.Collecting, Day(day), true),
        _ => throw new ArgumentException(text),
    };

    private static string Text(DueDeadline due) => (due.Passed, due.Deadline) switch
    {
        (true, _) => $"{due.Deadline} {due.Date:MM-dd}",
        (_, Deadline.Collecting) => $"near {due.Date:MM-dd}",
        _ => $"near-notice {due.Date:MM-dd}",
    };

    private static TheoryData<string, string, string> Each(string table, Func<Row, (string, string, string)> answer) =>
        [.. Table.Rows(table).Select(answer)];

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact($"2018-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? DayOrNull(string text) => text.Length == 0 ? null : Day(text);
}

public sealed class DeadlineTests
{
    public static TheoryData<string, string, string> Due => DeadlineTables.Due;

    public static TheoryData<string, string, string> Periods => DeadlineTables.Periods;

    [Theory]
    [MemberData(nameof(Due))]
    public void WhatIsDue_IsWhatEndsThePresentStage(string year, string expected, string due) =>
        Assert.True(expected == due, $"{year}: expected '{expected}', due is '{due}'");

    [Theory]
    [MemberData(nameof(Periods))]
    public void Notice_LastsUntilTheLaterOfItsDateAndTheLeastNumberOfDays(string given, string expected, string period) =>
        Assert.True(expected == period, $"{given}: expected '{expected}', got '{period}'");

    [Fact]
    public void ANewPeriodOfNotice_BeginsAfterAReturnToReview()
    {
        var year = Given.YearIn("Notice").Apply(new NoticeBegun(new(2018, 3, 1), new(2018, 3, 8)), new Person("rev"));
        Assert.Equal(new DateOnly(2018, 3, 8), year.NoticeUntil);
        var back = year.Apply(new StageMoved(Stage.Notice, Stage.Review, "upheld"), new Person("rev"));
        Assert.Null(back.NoticeUntil);
        Assert.Equal(new YearDates(), back.Dates);
    }

    [Fact]
    public void AnExtensionOfNotice_HoldsForThePeriodUnderWayAndForTheNextOne()
    {
        var year = Given.YearIn("Notice", new DateOnly(2018, 3, 8))
            .Apply(new NoticeBegun(new(2018, 3, 1), new(2018, 3, 8)), new Person("rev"))
            .Apply(new DeadlineExtended(Deadline.Notice, new(2018, 4, 1), "snow"), new Person("rev"));
        Assert.Equal((new DateOnly(2018, 4, 1), new DateOnly(2018, 4, 1)), (year.NoticeUntil!.Value, year.Dates.NoticeUntil!.Value));
        Assert.Equal(new DateOnly(2018, 4, 1), year.Apply(
            new StageMoved(Stage.Notice, Stage.Review, "upheld"), new Person("rev")).NoticeUntil);
    }
}
