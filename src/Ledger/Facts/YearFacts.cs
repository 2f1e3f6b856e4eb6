using Award.Rules.Record;

namespace Award.Ledger;

/// <summary>Kinds of stream <c>year/{province}/{year}</c>.</summary>
internal static class YearFacts
{
    public static readonly FactKind[] Kinds =
    [
        FactKind.Of<YearOpened>("year-opened", WriteOpened, ReadOpened),

        FactKind.Of<StageMoved>(
            "stage-moved",
            (f, w) => w.Member("from", f.From).Optional("reason", f.Reason).Member("to", f.To),
            r => new(
                From: r.Enum<Stage>("from"),
                Reason: r.OptionalText("reason"),
                To: r.Enum<Stage>("to"))),

        FactKind.Of<YearPublished>(
            "year-published",
            (f, w) => w
                .Member("semantics", f.Semantics)
                .Objects("sheets", f.Sheets, (s, v) => v
                    .Member("stream", s.Stream).Member("version", s.Version))
                .Objects("tables", f.Tables, (t, v) => v.Member("hash", t.Hash).Member("key", t.Key)),
            r => new(
                Semantics: r.Number("semantics"),
                Sheets: r.Objects("sheets", s => new SealedSheet(
                    Stream: s.Text("stream"), Version: s.Whole("version"))),
                Tables: r.Objects("tables", t => new PublishedHash(
                    Hash: t.Text("hash"), Key: t.Text("key"))))),

        FactKind.Of<RecountFinished>("recount-finished", (_, _) => { }, _ => new RecountFinished()),

        FactKind.Of<NoticeBegun>(
            "notice-begun",
            (f, w) => w.Member("from", f.From).Member("until", f.Until),
            r => new(From: r.Date("from"), Until: r.Date("until"))),

        FactKind.Of<DeadlineExtended>(
            "deadline-extended",
            (f, w) => w.Member("deadline", f.Deadline).Member("reason", f.Reason).Member("until", f.Until),
            r => new(Deadline: r.Enum<Deadline>("deadline"), Reason: r.Text("reason"), Until: r.Date("until"))),

        FactKind.Of<DeadlineAnnounced>(
            "deadline-announced",
            (f, w) => w.Member("date", f.Date).Member("deadline", f.Deadline),
            r => new(Date: r.Date("date"), Deadline: r.Enum<Deadline>("deadline"))),

        FactKind.Of<RecusalDeclared>(
            "recusal-declared",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason).Member("region", f.Region),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"), Region: r.Region("region"))),

        FactKind.Of<RecusalWithdrawn>(
            "recusal-withdrawn",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"))),

        FactKind.Of<YearRulebookChanged>(
            "year-rulebook-changed",
            (f, w) => w
                .Member("demonstration", f.Demonstration)
                .Member("reason", f.Reason)
                .Member("rulebookHash", f.RulebookHash)
                .Member("rulebookId", f.RulebookId)
                .Member("semantics", f.Semantics),
            r => new(
                Demonstration: r.Bool("demonstration"),
                Reason: r.Text("reason"),
                RulebookHash: r.Text("rulebookHash"),
                RulebookId: r.Text("rulebookId"),
                Semantics: r.Number("semantics"))),
    ];

    private static void WriteOpened(YearOpened fact, CanonicalWriter writer) => writer
        .Nested("dates", fact.Dates, (d, w) => w
            .Optional("collectingUntil", d.CollectingUntil)
            .Optional("noticeUntil", d.NoticeUntil))
        .Member("demonstration", fact.Demonstration)
        .Member("province", fact.Province)
        .Member("registerHash", fact.RegisterHash)
        .Member("rulebookHash", fact.RulebookHash)
        .Member("rulebookId", fact.RulebookId)
        .Member("semantics", fact.Semantics)
        .Member("visibility", fact.Visibility)
        .Member("year", fact.Year);

    private static YearOpened ReadOpened(CanonicalReader r) => new(
        Dates: r.Nested("dates", d => new YearDates(
            CollectingUntil: d.OptionalDate("collectingUntil"), NoticeUntil: d.OptionalDate("noticeUntil"))),
        Demonstration: r.Bool("demonstration"),
        Province: r.Region("province"),
        RegisterHash: r.Text("registerHash"),
        RulebookHash: r.Text("rulebookHash"),
        RulebookId: r.Text("rulebookId"),
        Semantics: r.Number("semantics"),
        Visibility: r.Enum<Visibility>("visibility"),
        Year: r.Year("year"));
}
