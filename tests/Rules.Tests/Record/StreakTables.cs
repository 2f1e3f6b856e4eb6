using System.Globalization;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace Rules.Tests.Record;

/// <summary>
/// The tables of what happens after publication. The streak: 2015 designated, 2016 not, 2017 suspended by ann as s-1, 2018
/// designated and, where the story says so, more.
/// </summary>
internal static class StreakTables
{
    private const string ProposeRevocation = """
        | streak                              | year | reason | said                          |
        | ann proposes 2015                   | 2014 |        | ReasonMissing/reason          |
        | ann proposes 2015                   | 2014 | found  | YearNotPublished/year         |
        | ann proposes 2015; bob confirms 1   | 2015 | found  | RevocationAlreadyDecided/year |
        | ann proposes 2015                   | 2016 | found  | NotDesignated/year            |
        | ann proposes 2015                   | 2017 | found  | NotDesignated/year            |
        | ann proposes 2015                   | 2015 | found  | RevocationAlreadyProposed/year|
        | ann proposes 2015; bob rejects 1    | 2015 | found  | ok 330624-r-2:2015            |
        | ann proposes 2015; ann withdraws 1  | 2015 | found  | ok 330624-r-2:2015            |
        | ann proposes 2015                   | 2018 | found  | ok 330624-r-2:2018            |
        | cy resolves designated              | 2017 | found  | ok 330624-r-1:2017            |
        """;

    private const string AmendRevocation = """
        | streak                            | person | id | reason | said                     |
        | ann proposes 2015                 | bob    | 9  |        | ReasonMissing/reason     |
        | ann proposes 2015                 | bob    | 9  | better | RevocationUnknown        |
        | ann proposes 2015; bob confirms 1 | bob    | 1  | better | RevocationAlreadyDecided |
        | ann proposes 2015                 | bob    | 1  | better | NotYours                 |
        | ann proposes 2015                 | ann    | 1  | better | ok amended:330624-r-1:2015 |
        """;

    private const string WithdrawRevocation = """
        | streak                            | person | id | reason | said                     |
        | ann proposes 2015                 | bob    | 9  |        | ReasonMissing/reason     |
        | ann proposes 2015                 | bob    | 9  | slip   | RevocationUnknown        |
        | ann proposes 2015; bob rejects 1  | bob    | 1  | slip   | RevocationAlreadyDecided |
        | ann proposes 2015                 | bob    | 1  | slip   | NotYours                 |
        | ann proposes 2015; ann rewords 1  | ann    | 1  | slip   | ok withdrawn:330624-r-1:2015 |
        """;

    private const string ConfirmRevocation = """
        | streak                            | person | id | reason | said                     |
        | ann proposes 2015                 | ann    | 9  | long   | MalformedInput/reason    |
        | ann proposes 2015                 | ann    | 9  |        | RevocationUnknown        |
        | ann proposes 2015; bob rejects 1  | ann    | 1  |        | RevocationAlreadyDecided |
        | ann proposes 2015                 | ann    | 1  |        | SamePersonTwice          |
        | ann proposes 2015                 | bob    | 1  |        | ok confirmed:330624-r-1:2015 |
        """;

    private const string RejectRevocation = """
        | streak                            | person | id | reason | said                     |
        | ann proposes 2015                 | ann    | 9  |        | ReasonMissing/reason     |
        | ann proposes 2015                 | ann    | 9  | no     | RevocationUnknown        |
        | ann proposes 2015; ann withdraws 1| ann    | 1  | no     | RevocationAlreadyDecided |
        | ann proposes 2015                 | ann    | 1  | no     | SamePersonTwice          |
        | ann proposes 2015                 | bob    | 1  | no     | ok rejected:330624-r-1:2015 |
        """;

    private const string ResolveSuspension = """
        | streak                 | person | id | year | decision   | reason | said                        |
        |                        | ann    | 9  | 2014 | designated |        | ReasonMissing/reason        |
        |                        | ann    | 9  | 2014 | designated | clear  | YearNotPublished/year       |
        |                        | ann    | 9  | 2017 | designated | clear  | SuspensionUnknown           |
        |                        | ann    | 1  | 2015 | designated | clear  | SuspensionUnknown           |
        | cy resolves not        | ann    | 1  | 2017 | designated | clear  | SuspensionAlreadyDecided    |
        |                        | ann    | 1  | 2017 | designated | clear  | SamePersonTwice             |
        |                        | bob    | 1  | 2017 | designated | clear  | ok 330624-s-1:2017:designated |
        |                        | bob    | 1  | 2017 | not        | guilty | ok 330624-s-1:2017:not      |
        """;

    public static IReadOnlyList<CommandTable> All { get; } =
    [
        new("ProposeRevocation", ProposeRevocation, r => StreakDecider.ProposeRevocation(After(r["streak"]), Year(r["year"]), Reason(r))),
        new("AmendRevocation", AmendRevocation, r => StreakDecider.AmendRevocation(After(r["streak"]), Id(r, "r"), Reason(r), Who(r))),
        new("WithdrawRevocation", WithdrawRevocation, r => StreakDecider.WithdrawRevocation(
            After(r["streak"]), Id(r, "r"), Reason(r), Who(r))),
        new("ConfirmRevocation", ConfirmRevocation, r => StreakDecider.ConfirmRevocation(
            After(r["streak"]), Id(r, "r"), Reason(r), Who(r))),
        new("RejectRevocation", RejectRevocation, r => StreakDecider.RejectRevocation(
            After(r["streak"]), Id(r, "r"), Reason(r), Who(r))),
        new("ResolveSuspension", ResolveSuspension, r => StreakDecider.ResolveSuspension(
            After(r["streak"]), Id(r, "s"), Year(r["year"]), r["decision"] == "designated", Reason(r), Who(r), new Person("ann"))),
    ];

    public static OutcomeRecorded Recorded(int year, Outcome outcome, string? suspension = null) => new(
        new AwardYear(year), Given.County, RegionLevel.County, outcome, null, null, [], "h", suspension);

    /// <summary>The streak above, then as told: "ann proposes 2015; bob confirms 1".</summary>
    public static StreakState After(string story)
    {
        var streak = StreakState.Empty;
        OutcomeRecorded[] published =
        [
            Recorded(2015, Outcome.Designated),
            Recorded(2016, Outcome.NotDesignated),
            Recorded(2017, Outcome.Suspended, $"{Given.County}-s-1"),
            Recorded(2018, Outcome.Designated),
        ];
        foreach (var outcome in published)
        {
            streak = streak.Apply(outcome, new Person("pub"), streak.Version + 1);
        }

        foreach (var sentence in story.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = sentence.Split(' ');
            streak = streak.Apply(Tell(streak, words[1], words[2]), new Person(words[0]), streak.Version + 1);
        }

        return streak;
    }

    private static Fact Tell(StreakState streak, string verb, string what)
    {
        var id = $"{Given.County}-r-{what}";
        return verb switch
        {
            "proposes" => new RevocationProposed($"{Given.County}-r-{streak.Revocations.Count + 1}", Year(what), "r"),
            "rewords" => new RevocationAmended(id, streak.FindRevocation(id)!.Year, "better"),
            "confirms" => new RevocationConfirmed(id, streak.FindRevocation(id)!.Year, null),
            "rejects" => new RevocationRejected(id, streak.FindRevocation(id)!.Year, "r"),
            "withdraws" => new RevocationWithdrawn(id, streak.FindRevocation(id)!.Year, "r"),
            "resolves" => new SuspensionResolved($"{Given.County}-s-1", Year("2017"), what == "designated", "r"),
            _ => throw new ArgumentException(verb),
        };
    }

    private static AwardYear Year(string text) => new(int.Parse(text, CultureInfo.InvariantCulture));

    private static string Id(Row r, string kind) => $"{Given.County}-{kind}-{r["id"]}";

    private static string Reason(Row r) => r["reason"] == "long" ? new string('x', 2001) : r["reason"];

    private static Person Who(Row r) => new(r["person"]);
}
