using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Ledger.Tests.Facts;

/// <summary>
/// One fact of every kind with every member there, and, where members may be left out, one without them
/// (".bare"). The golden files hold their payloads; what stands here never changes, as the files never
/// change.
/// </summary>
internal static class SampleFacts
{
    /// <summary>
    /// The first so many are in the golden ledger; the sample of a new kind comes after them.
    /// </summary>
    public const int InGoldenLedger = 34;

    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static IReadOnlyList<(string Name, Fact Fact)> All { get; } =
    [
        ("rulebook-published", new RulebookPublished(
            "zhejiang-demonstration", Hash, "id: zhejiang\nname: \"浙江\"\n")),
        ("register-published", new RegisterPublished(Hash, [Keqiao, Shaoxing], [Renamed])),
        ("register-published.bare", new RegisterPublished(Hash, [], [])),
        ("year-opened", Opened(new YearDates(new DateOnly(2018, 1, 31), new DateOnly(2018, 3, 15)))),
        ("year-opened.bare", Opened(new YearDates())),
        ("stage-moved", new StageMoved(Stage.Notice, Stage.Review, "an objection was upheld")),
        ("stage-moved.bare", new StageMoved(Stage.Draft, Stage.Collecting, null)),
        ("year-published", new YearPublished(
            1,
            [new SealedSheet("county/2017/330603", 12), new SealedSheet("county/2017/330624", 0)],
            [new PublishedHash("standings/330000/2017/city", Hash)])),
        ("recount-finished", new RecountFinished()),
        ("figures-submitted", new FiguresSubmitted(
        [
            new SubmittedFigure("safety_satisfaction", Number("96.53"), "survey 2017-12"),
            new SubmittedFigure("criminal_cases_per_10k", Number("-0.0000000001"), null),
            new SubmittedFigure("population", Number("999999999999999999"), null),
        ])),
        ("figure-amended", new FigureAmended("population", Number("0"), Number("12.5"), "更正：typing error")),
        ("incident-recorded", new IncidentRecorded(
            new Incident(
                "330624-i-1", "production_accident", new DateOnly(2017, 5, 1), 3, Severity.Larger, false))),
        ("incident-recorded.bare", new IncidentRecorded(
            new Incident("330624-i-2", "mass_event", new DateOnly(2017, 12, 31)))),
        ("incident-amended", new IncidentAmended(
            new Incident("330624-i-1", "production_accident", new DateOnly(2017, 5, 1), 4, Severity.Major),
            "a late death")),
        ("incident-withdrawn", new IncidentWithdrawn("330624-i-2", "of another county")),
        ("veto-raised", new VetoRaised("330624-v-1", "major_accident", "three dead on 1 May")),
        ("veto-confirmed", new VetoConfirmed("330624-v-1", "confirmed on site")),
        ("veto-confirmed.bare", new VetoConfirmed("330624-v-1", null)),
        ("veto-rejected", new VetoRejected("330624-v-2", "not proven")),
        ("veto-withdrawn", new VetoWithdrawn("330624-v-3", "raised in error")),
        ("veto-amended", new VetoAmended("330624-v-1", "major_accident", "four dead on 1 May")),
        ("designation-suspended", new DesignationSuspended("330624-s-1", "an inquiry is open")),
        ("suspension-decided", new SuspensionDecided("330624-s-1", true, "the inquiry is closed")),
        ("outcome-recorded", new OutcomeRecorded(
            new AwardYear(2017),
            new RegionCode("330603"),
            RegionLevel.County,
            Outcome.NotDesignated,
            Points.From(871.25m),
            88,
            [
                new Reason(ReasonCode.BelowPassMark, "total", "900", "871.25"),
                new Reason(ReasonCode.Vetoed, "x", null, null),
            ],
            Hash,
            "330603-s-1")),
        ("outcome-recorded.bare", new OutcomeRecorded(
            new AwardYear(2005),
            new RegionCode("330600"),
            RegionLevel.City,
            Outcome.NotAssessed,
            null,
            null,
            [],
            Hash,
            null)),
        ("suspension-resolved", new SuspensionResolved("330624-s-1", new AwardYear(2017), false, "upheld")),
        ("revocation-proposed", new RevocationProposed(
            "330624-r-1", new AwardYear(2016), "concealed cases")),
        ("revocation-amended", new RevocationAmended(
            "330624-r-1", new AwardYear(2016), "concealed 12 cases")),
        ("revocation-confirmed", new RevocationConfirmed("330624-r-1", new AwardYear(2016), "proven")),
        ("revocation-confirmed.bare", new RevocationConfirmed("330624-r-1", new AwardYear(2016), null)),
        ("revocation-rejected", new RevocationRejected("330624-r-2", new AwardYear(2015), "not proven")),
        ("revocation-withdrawn", new RevocationWithdrawn(
            "330624-r-3", new AwardYear(2014), "raised in error")),
        ("streak-recounted", new StreakRecounted(
            21,
            10,
            new AwardYear(2008),
            new AwardYear(2017),
            "silver",
            [
                new Title(
                    new TripodTier("tripod", new BilingualName("平安鼎", "Peace Tripod")), new AwardYear(2010)),
                new Title(
                    new TripodTier("silver", new BilingualName("平安银鼎", "Silver")), new AwardYear(2016)),
            ])),
        ("streak-recounted.bare", new StreakRecounted(3, 0, null, null, null, [])),
        ("notice-begun", new NoticeBegun(new DateOnly(2018, 3, 1), new DateOnly(2018, 3, 15))),
        ("deadline-extended", new DeadlineExtended(
            Deadline.Collecting, new DateOnly(2018, 2, 15), "snow closed the roads")),
        ("rulebook-proposed", new RulebookProposed(
            "330000-p-1", "zhejiang-demonstration", Hash, "id: zhejiang\nname: \"浙江\"\n")),
        ("register-proposed", new RegisterProposed("330000-p-2", Hash, [Keqiao, Shaoxing], [Renamed])),
        ("register-proposed.bare", new RegisterProposed("330000-p-2", Hash, [], [])),
        ("proposal-confirmed", new ProposalConfirmed("330000-p-1", "as the province decided")),
        ("proposal-confirmed.bare", new ProposalConfirmed("330000-p-1", null)),
        ("proposal-rejected", new ProposalRejected("330000-p-2", "a county is missing")),
        ("deadline-announced", new DeadlineAnnounced(Deadline.Notice, new DateOnly(2018, 3, 15))),
        ("objection-raised", new ObjectionRaised("330624-o-1", ObjectionOrigin.City, "survey_safety", Hash)),
        ("objection-raised.bare", new ObjectionRaised("330624-o-2", ObjectionOrigin.Public, null, Hash)),
        ("objection-decided", new ObjectionDecided("330624-o-1", true, "the late returns were left out")),
        ("recusal-declared", new RecusalDeclared("330624-c-1", new RegionCode("330624"), "served there until 2016")),
        ("recusal-withdrawn", new RecusalWithdrawn("330624-c-1", "declared for the wrong county")),
        ("year-rulebook-changed", new YearRulebookChanged(
            "zhejiang-2018", Hash, 1, true, "评审条件修订: the conditions were revised")),
    ];

    private static RegisterRow Keqiao => new(
        new RegionCode("330603"),
        new BilingualName("柯桥区", "Keqiao"),
        RegionLevel.County,
        new RegionCode("330600"),
        2013,
        null);

    private static RegisterRow Shaoxing => new(
        new RegionCode("330621"),
        new BilingualName("绍兴县", "Shaoxing County"),
        RegionLevel.County,
        new RegionCode("330600"),
        1981,
        2013);

    private static LineageLink Renamed => new(
        2013, new RegionCode("330621"), new RegionCode("330603"), false, LineageKind.Rename, true);

    private static YearOpened Opened(YearDates dates) => new(
        new RegionCode("330000"),
        new AwardYear(2017),
        "zhejiang-demonstration",
        Hash,
        Hash,
        1,
        Visibility.LiveUntilFreeze,
        dates,
        true);

    private static Figure Number(string text) => Figure.TryParse(text, out var figure)
        ? figure
        : throw new FormatException(text);
}
