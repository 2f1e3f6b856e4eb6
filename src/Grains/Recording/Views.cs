using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;

namespace Award.Grains.Recording;

/// <summary>Domain values as the contracts carry them.</summary>
internal static class Views
{
    public static RefusalView Of(Refusal refusal) =>
        new(refusal.Code.ToString(), refusal.Path, refusal.Message, refusal.Row);

    public static ReceiptView Of(Receipt receipt) => new(
        receipt.Id,
        receipt.Stream,
        receipt.Version,
        receipt.Hash,
        receipt.RecordedAt,
        [.. receipt.Streams.Select(head => new HeadView(head.Stream, head.Version))]);

    public static SheetView Of(SheetOnRecord sheet) => new(
        sheet.Stream,
        sheet.Version,
        sheet.State.Figures.ToDictionary(f => f.Key, f => f.Value.ToString()),
        [.. sheet.State.Incidents.Select(Of)],
        [.. sheet.State.Vetoes.Select(v => new VetoView(v.Id, v.Ground, Texts.Of(v.State)))],
        sheet.State.Suspension is { Undecided: true } suspension ? suspension.Id : null);

    public static IncidentView Of(Incident i) => new(
        i.Id, i.Kind, i.Date, i.Deaths, i.Severity is { } severity ? Texts.Of(severity) : null, i.Rectified);
}
