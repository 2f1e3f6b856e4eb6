using System.Globalization;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Rules.Tests.Rating;

namespace Rules.Tests.Record;

/// <summary>The world of the tables: a small rulebook, three people, and states told as stories.</summary>
internal static class Given
{
    public static AwardYear Year { get; } = new(2017);

    public static RegionCode County { get; } = new("330624");

    /// <summary>One indicator for each rule about values, and one for each way a figure comes about.</summary>
    public static Rulebook Rulebook { get; } = Make.Rulebook(
        Make.Group(
            "root",
            Make.Indicator("growth", 10),
            Make.Indicator("cases", 10, new LinearRamp(Make.R(60), Make.R(20)), Direction.LowerIsBetter, "people", rollUp: RollUp.Sum)
                with { Unit = "起/万人" },
            Make.Indicator("centre", 10, new PassFail(Make.R(1)), missing: MissingPolicy.Zero) with { Unit = "是/否" },
            Make.Indicator("fires", 10, new DeductionPerIncident(Make.P(1), Make.P(10), Make.R(1)), kinds: ["fire"])),
        vetoes:
        [
            new VetoGround("fraud", Make.Name("fraud"), [RegionLevel.County, RegionLevel.City], new RaisedByPerson()),
            new VetoGround("blast", Make.Name("blast"), [RegionLevel.City], new RaisedByPerson()),
            new VetoGround("spill", Make.Name("spill"), [RegionLevel.County], new RaisedByPerson()),
        ]);

    public static SheetContext Sheet(string person, string level = "county") =>
        new(County, level == "city" ? RegionLevel.City : RegionLevel.County, Year, Rulebook, new Person(person), Today);

    /// <summary>The calendar date of every table.</summary>
    public static DateOnly Today { get; } = new(2018, 3, 24);

    /// <summary>
    /// A year in a stage; "-" is one that nobody opened, "Collecting!" one whose last day of collecting was yesterday.
    /// </summary>
    public static YearState YearIn(
        string stage, DateOnly? noticeUntil = null, string noticeBy = "rev", DateOnly? collectingUntil = null)
    {
        if (stage == "Collecting!")
            return YearIn("Collecting", collectingUntil: Today.AddDays(-1));
        if (stage == "-")
            return YearState.Empty;

        var opened = new YearOpened(
            new RegionCode("330000"), Year, "test", "h", "r", 1, Visibility.Embargoed, new YearDates(collectingUntil, noticeUntil), false);
        var year = YearState.Empty.Apply(opened, new Person("pub"));
        while (year.Stage < Enum.Parse<Stage>(stage))
        {
            year = year.Apply(new StageMoved(year.Stage, year.Stage + 1, null), new Person(noticeBy));
        }

        return year;
    }

    /// <summary>A sheet as told: "ann submits growth=5; ann raises fraud; bob confirms 1".</summary>
    public static SheetState SheetAfter(string story)
    {
        var sheet = SheetState.Empty;
        foreach (var sentence in story.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = sentence.Split(' ');
            sheet = sheet.Apply(Tell(sheet, words[1], words.ElementAtOrDefault(2) ?? ""), new Person(words[0]));
        }

        return sheet;
    }

    public static Incident Incident(int number, string kind = "fire") =>
        new($"{County}-i-{number}", kind, new DateOnly(2017, 5, number), 1);

    private static Fact Tell(SheetState sheet, string verb, string what) => verb switch
    {
        "submits" => new FiguresSubmitted([Figure(what)]),
        "amends" => new FigureAmended(Figure(what).Indicator, sheet.Figures[Figure(what).Indicator], Figure(what).Value, "r"),
        "records" => new IncidentRecorded(Incident(sheet.IncidentRecords.Count + 1, what)),
        "changes" => new IncidentAmended(Incident(Number(what)) with { Deaths = 3 }, "r"),
        "drops" => new IncidentWithdrawn($"{County}-i-{what}", "r"),
        "raises" => new VetoRaised($"{County}-v-{sheet.Vetoes.Count + 1}", what, "r"),
        "rewords" => new VetoAmended($"{County}-v-{what}", "spill", "better"),
        "confirms" => new VetoConfirmed($"{County}-v-{what}", null),
        "rejects" => new VetoRejected($"{County}-v-{what}", "r"),
        "withdraws" => new VetoWithdrawn($"{County}-v-{what}", "r"),
        "suspends" => new DesignationSuspended($"{County}-s-{sheet.Suspensions.Count + 1}", "r"),
        "lifts" => new SuspensionDecided($"{County}-s-{what}", true, "r"),
        "upholds" => new SuspensionDecided($"{County}-s-{what}", false, "r"),
        "objects" => new ObjectionRaised(
            $"{County}-o-{sheet.Objections.Count + 1}", Enum.Parse<ObjectionOrigin>(what, ignoreCase: true), null, "digest"),
        "grants" => new ObjectionDecided($"{County}-o-{what}", true, "r"),
        "denies" => new ObjectionDecided($"{County}-o-{what}", false, "r"),
        _ => throw new ArgumentException(verb),
    };

    private static SubmittedFigure Figure(string text) =>
        new(text.Split('=')[0], new Figure(decimal.Parse(text.Split('=')[1], CultureInfo.InvariantCulture)), null);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
