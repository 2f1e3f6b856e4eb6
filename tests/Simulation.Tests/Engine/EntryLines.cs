using System.Globalization;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;

namespace Simulation.Tests.Engine;

/// <summary>Entries on record in the words the auditor uses for what it expects.</summary>
public static class EntryLines
{
    public static string Of(Entry entry) => $"{entry.Actor.Subject}: {Of(entry.Fact)}";

    private static string Of(Fact fact) => fact switch
    {
        RulebookPublished f => $"rulebook-published {f.Id}",
        RegisterPublished f => $"register-published {f.Regions.Count}",
        YearOpened f => $"year-opened {f.RulebookId}",
        StageMoved f => $"stage-moved {Texts.Of(f.From)} to {Texts.Of(f.To)}",
        YearPublished f =>
            $"year-published {string.Join(" ", f.Sheets.Select(s => $"{s.Stream}@{s.Version}"))}",
        NoticeBegun f => $"notice-begun {Day(f.From)} {Day(f.Until)}",
        DeadlineExtended f => $"deadline-extended {Texts.Of(f.Deadline)} {Day(f.Until)}",
        DeadlineAnnounced f => $"deadline-announced {Texts.Of(f.Deadline)} {Day(f.Date)}",
        RecountFinished => "recount-finished",
        FiguresSubmitted f =>
            $"figures-submitted {string.Join(" ", f.Figures.Select(v => $"{v.Indicator}={v.Value}"))}",
        FigureAmended f => $"figure-amended {f.Indicator} {f.Previous} to {f.Value}",
        IncidentRecorded f => $"incident-recorded {Of(f.Incident)}",
        IncidentAmended f => $"incident-amended {Of(f.Incident)}",
        IncidentWithdrawn f => $"incident-withdrawn {f.Id}",
        VetoRaised f => $"veto-raised {f.Id} {f.Ground}",
        VetoAmended f => $"veto-amended {f.Id} {f.Ground}",
        VetoConfirmed f => $"veto-confirmed {f.Id}",
        VetoRejected f => $"veto-rejected {f.Id}",
        VetoWithdrawn f => $"veto-withdrawn {f.Id}",
        DesignationSuspended f => $"designation-suspended {f.Id}",
        SuspensionDecided f => $"suspension-decided {f.Id} {Verdict(f.Designated)}",
        ObjectionRaised f => $"objection-raised {f.Id} {Texts.Of(f.Origin)} {f.Indicator ?? "-"}",
        ObjectionDecided f => $"objection-decided {f.Id} {(f.Upheld ? "upheld" : "rejected")}",
        RecusalDeclared f => $"recusal-declared {f.Id} {f.Region}",
        RecusalWithdrawn f => $"recusal-withdrawn {f.Id}",
        _ => OfStreak(fact),
    };

    private static string OfStreak(Fact fact) => fact switch
    {
        OutcomeRecorded f =>
            $"outcome-recorded {f.Year} {f.Code} {Texts.Of(f.Outcome)} score {f.Score?.ToString() ?? "-"} "
            + $"rank {f.Rank?.ToString(CultureInfo.InvariantCulture) ?? "-"} "
            + $"[{string.Join(" ", f.Reasons.Select(r => Texts.Of(r.Code)))}] suspended by {f.SuspensionId ?? "-"}",
        SuspensionResolved f => $"suspension-resolved {f.Id} {f.Year} {Verdict(f.Designated)}",
        RevocationProposed f => $"revocation-proposed {f.Id} {f.Year}",
        RevocationAmended f => $"revocation-amended {f.Id} {f.Year}",
        RevocationConfirmed f => $"revocation-confirmed {f.Id} {f.Year}",
        RevocationRejected f => $"revocation-rejected {f.Id} {f.Year}",
        RevocationWithdrawn f => $"revocation-withdrawn {f.Id} {f.Year}",
        _ => throw new ArgumentException(fact.GetType().Name, nameof(fact)),
    };

    /// <summary>A recount in the words the auditor counts in.</summary>
    public static string Of(StreakRecounted f) =>
        $"{f.Years} years {f.From?.ToString() ?? "-"}..{f.To?.ToString() ?? "-"} tier {f.Tier ?? "-"} "
        + $"titles [{string.Join(", ", f.Titles.Select(t => $"{t.Tier.Id} {t.Year}"))}]";

    private static string Of(Incident incident) => string.Create(
        CultureInfo.InvariantCulture,
        $"{incident.Id} {incident.Kind} {incident.Date:yyyy-MM-dd} {incident.Deaths} ")
        + (incident.Severity is { } severity ? Texts.Of(severity) : "-")
        + (incident.Rectified ? " rectified" : " open");

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Verdict(bool designated) => designated ? "for" : "against";
}
