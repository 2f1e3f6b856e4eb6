using Award.Rules;
using Award.Rules.Record;

namespace Award.Ledger;

/// <summary>Kinds of stream <c>province/{code}</c>.</summary>
internal static class ProvinceFacts
{
    public static readonly FactKind[] Kinds =
    [
        FactKind.Of<RulebookPublished>(
            "rulebook-published",
            (f, w) => w.Member("hash", f.Hash).Member("id", f.Id).Member("source", f.Source),
            r => new(Hash: r.Text("hash"), Id: r.Text("id"), Source: r.Text("source"))),

        FactKind.Of<RegisterPublished>(
            "register-published",
            (f, w) => w
                .Member("hash", f.Hash)
                .Objects("lineage", f.Lineage, Write)
                .Objects("regions", f.Regions, Write),
            r => new(
                Hash: r.Text("hash"),
                Lineage: r.Objects("lineage", ReadLink),
                Regions: r.Objects("regions", ReadRow))),

        FactKind.Of<RulebookProposed>(
            "rulebook-proposed",
            (f, w) => w
                .Member("hash", f.Hash).Member("id", f.Id).Member("rulebookId", f.RulebookId).Member("source", f.Source),
            r => new(
                Hash: r.Text("hash"), Id: r.Text("id"), RulebookId: r.Text("rulebookId"), Source: r.Text("source"))),

        FactKind.Of<RegisterProposed>(
            "register-proposed",
            (f, w) => w
                .Member("hash", f.Hash)
                .Member("id", f.Id)
                .Objects("lineage", f.Lineage, Write)
                .Objects("regions", f.Regions, Write),
            r => new(
                Hash: r.Text("hash"),
                Id: r.Text("id"),
                Lineage: r.Objects("lineage", ReadLink),
                Regions: r.Objects("regions", ReadRow))),

        FactKind.Of<ProposalConfirmed>(
            "proposal-confirmed",
            (f, w) => w.Member("id", f.Id).Optional("reason", f.Reason),
            r => new(Id: r.Text("id"), Reason: r.OptionalText("reason"))),

        FactKind.Of<ProposalRejected>(
            "proposal-rejected",
            (f, w) => w.Member("id", f.Id).Member("reason", f.Reason),
            r => new(Id: r.Text("id"), Reason: r.Text("reason"))),
    ];

    public static void Write(RegisterRow row, CanonicalWriter writer) => writer
        .Member("code", row.Code)
        .Member("level", row.Level)
        .Member("name", row.Name)
        .Member("parent", row.Parent)
        .Member("validFrom", row.ValidFrom)
        .Optional("validTo", row.ValidTo);

    public static void Write(LineageLink link, CanonicalWriter writer) => writer
        .Member("inherits", link.Inherits)
        .Member("kind", link.Kind)
        .Member("new", link.New)
        .Member("old", link.Old)
        .Member("oldSurvives", link.OldSurvives)
        .Member("year", link.Year);

    private static RegisterRow ReadRow(CanonicalReader r) => new(
        Code: r.Region("code"),
        Level: r.Enum<RegionLevel>("level"),
        Name: r.Name("name"),
        Parent: r.Region("parent"),
        ValidFrom: r.Number("validFrom"),
        ValidTo: r.OptionalNumber("validTo"));

    private static LineageLink ReadLink(CanonicalReader r) => new(
        Inherits: r.Bool("inherits"),
        Kind: r.Enum<LineageKind>("kind"),
        New: r.Region("new"),
        Old: r.Region("old"),
        OldSurvives: r.Bool("oldSurvives"),
        Year: r.Number("year"));
}
