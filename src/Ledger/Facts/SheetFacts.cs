using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Ledger;

/// <summary>Kinds of streams <c>county/{year}/{code}</c> and <c>city/{year}/{code}</c>.</summary>
internal static class SheetFacts
{
    public static readonly FactKind[] Kinds =
    [
        FactKind.Of<FiguresSubmitted>(
            "figures-submitted",
            (f, w) => w.Objects("figures", f.Figures, (s, v) => v
                .Optional("evidence", s.Evidence).Member("indicator", s.Indicator).Member("value", s.Value)),
            r => new(r.Objects("figures", s => new SubmittedFigure(
                Evidence: s.OptionalText("evidence"),
                Indicator: s.Text("indicator"),
                Value: s.Figure("value"))))),

        FactKind.Of<FigureAmended>(
            "figure-amended",
            (f, w) => w
                .Member("indicator", f.Indicator)
                .Member("previous", f.Previous)
                .Member("reason", f.Reason)
                .Member("value", f.Value),
            r => new(
                Indicator: r.Text("indicator"),
                Previous: r.Figure("previous"),
                Reason: r.Text("reason"),
                Value: r.Figure("value"))),

        FactKind.Of<IncidentRecorded>(
            "incident-recorded",
            (f, w) => w.Nested("incident", f.Incident, Write),
            r => new(r.Nested("incident", ReadIncident))),

        FactKind.Of<IncidentAmended>(
            "incident-amended",
            (f, w) => w.Nested("incident", f.Incident, Write).Member("reason", f.Reason),
            r => new(Incident: r.Nested("incident", ReadIncident), Reason: r.Text("reason"))),

        FactKind.Of<IncidentWithdrawn>(
            "incident-withdrawn",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"))),

        FactKind.Of<VetoRaised>(
            "veto-raised",
            (f, w) => w.Member("ground", f.Ground).Member("id", f.Id).Member("reason", f.Reason),
            r => new(Ground: r.Text("ground"), Id: r.Text("id"), Reason: r.Text("reason"))),

        FactKind.Of<VetoConfirmed>(
            "veto-confirmed",
            (f, w) => w.Member("id", f.Id).Optional("reason", f.Reason),
            r => new(Id: r.Text("id"), Reason: r.OptionalText("reason"))),

        FactKind.Of<VetoRejected>(
            "veto-rejected",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"))),

        FactKind.Of<VetoWithdrawn>(
            "veto-withdrawn",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"))),

        FactKind.Of<VetoAmended>(
            "veto-amended",
            (f, w) => w.Member("ground", f.Ground).Member("id", f.Id).Member("reason", f.Reason),
            r => new(Ground: r.Text("ground"), Id: r.Text("id"), Reason: r.Text("reason"))),

        FactKind.Of<DesignationSuspended>(
            "designation-suspended",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"))),

        FactKind.Of<SuspensionDecided>(
            "suspension-decided",
            (f, w) => w.Member("designated", f.Designated).Member("id", f.Id).Member("reason", f.Reason),
            r => new(Designated: r.Bool("designated"), Id: r.Text("id"), Reason: r.Text("reason"))),

        FactKind.Of<ObjectionRaised>(
            "objection-raised",
            (f, w) => w
                .Member("digest", f.Digest)
                .Member("id", f.Id)
                .Optional("indicator", f.Indicator)
                .Member("origin", f.Origin),
            r => new(
                Digest: r.Text("digest"),
                Id: r.Text("id"),
                Indicator: r.OptionalText("indicator"),
                Origin: r.Enum<ObjectionOrigin>("origin"))),

        FactKind.Of<ObjectionDecided>(
            "objection-decided",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason).Member("upheld", f.Upheld),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"), Upheld: r.Bool("upheld"))),
    ];

    private static void Write(Incident incident, CanonicalWriter writer) => writer
        .Member("date", incident.Date)
        .Member("deaths", incident.Deaths)
        .Member("id", incident.Id)
        .Member("kind", incident.Kind)
        .Member("rectified", incident.Rectified)
        .Optional("severity", incident.Severity);

    private static Incident ReadIncident(CanonicalReader r) => new(
        Date: r.Date("date"),
        Deaths: r.Number("deaths"),
        Id: r.Text("id"),
        Kind: r.Text("kind"),
        Rectified: r.Bool("rectified"),
        Severity: r.OptionalEnum<Severity>("severity"));
}
