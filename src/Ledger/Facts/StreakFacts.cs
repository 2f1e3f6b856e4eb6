using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Streaks;

namespace Award.Ledger;

/// <summary>Kinds of stream <c>streak/{lineage}</c>.</summary>
internal static class StreakFacts
{
    public static readonly FactKind[] Kinds =
    [
        FactKind.Of<OutcomeRecorded>("outcome-recorded", WriteOutcome, ReadOutcome),

        FactKind.Of<SuspensionResolved>(
            "suspension-resolved",
            (f, w) => w
                .Member("designated", f.Designated)
                .Member("id", f.Id)
                .Member("reason", f.Reason)
                .Member("year", f.Year),
            r => new(
                Designated: r.Bool("designated"),
                Id: r.Text("id"),
                Reason: r.Text("reason"),
                Year: r.Year("year"))),

        FactKind.Of<RevocationProposed>(
            "revocation-proposed",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason).Member("year", f.Year),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"), Year: r.Year("year"))),

        FactKind.Of<RevocationAmended>(
            "revocation-amended",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason).Member("year", f.Year),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"), Year: r.Year("year"))),

        FactKind.Of<RevocationConfirmed>(
            "revocation-confirmed",
            (f, w) => w.Member("id", f.Id).Optional("reason", f.Reason).Member("year", f.Year),
            r => new(Id: r.Text("id"), Reason: r.OptionalText("reason"), Year: r.Year("year"))),

        FactKind.Of<RevocationRejected>(
            "revocation-rejected",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason).Member("year", f.Year),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"), Year: r.Year("year"))),

        FactKind.Of<RevocationWithdrawn>(
            "revocation-withdrawn",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason).Member("year", f.Year),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"), Year: r.Year("year"))),

        FactKind.Of<StreakRecounted>("streak-recounted", WriteRecounted, ReadRecounted),
    ];

    private static void WriteOutcome(OutcomeRecorded fact, CanonicalWriter writer) => writer
        .Member("code", fact.Code)
        .Member("level", fact.Level)
        .Member("outcome", fact.Outcome)
        .Optional("rank", fact.Rank)
        .Objects("reasons", fact.Reasons, (reason, w) => w
            .Optional("actual", reason.Actual)
            .Member("code", reason.Code)
            .Optional("required", reason.Required)
            .Member("subject", reason.Subject))
        .Member("rulebookHash", fact.RulebookHash)
        .Optional("score", fact.Score)
        .Optional("suspensionId", fact.SuspensionId)
        .Member("year", fact.Year);

    private static OutcomeRecorded ReadOutcome(CanonicalReader r) => new(
        Code: r.Region("code"),
        Level: r.Enum<RegionLevel>("level"),
        Outcome: r.Enum<Outcome>("outcome"),
        Rank: r.OptionalNumber("rank"),
        Reasons: r.Objects("reasons", reason => new Reason(
            Actual: reason.OptionalText("actual"),
            Code: reason.Enum<ReasonCode>("code"),
            Required: reason.OptionalText("required"),
            Subject: reason.Text("subject"))),
        RulebookHash: r.Text("rulebookHash"),
        Score: r.OptionalPoints("score"),
        SuspensionId: r.OptionalText("suspensionId"),
        Year: r.Year("year"));

    private static void WriteRecounted(StreakRecounted fact, CanonicalWriter writer) => writer
        .Optional("from", fact.From)
        .Optional("tier", fact.Tier)
        .Objects("titles", fact.Titles, (title, w) => w
            .Nested("tier", title.Tier, (tier, v) => v.Member("id", tier.Id).Member("name", tier.Name))
            .Member("year", title.Year))
        .Optional("to", fact.To)
        .Member("upTo", fact.UpTo)
        .Member("years", fact.Years);

    private static StreakRecounted ReadRecounted(CanonicalReader r) => new(
        From: r.OptionalYear("from"),
        Tier: r.OptionalText("tier"),
        Titles: r.Objects("titles", title => new Title(
            Tier: title.Nested("tier", tier => new TripodTier(Id: tier.Text("id"), Name: tier.Name("name"))),
            Year: title.Year("year"))),
        To: r.OptionalYear("to"),
        UpTo: r.Whole("upTo"),
        Years: r.Number("years"));
}
