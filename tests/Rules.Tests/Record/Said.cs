using Award.Rules.Record;

namespace Rules.Tests.Record;

/// <summary>A decision in the words of the tables: "ok" with the facts, or each refusal as code and path.</summary>
internal static class Said
{
    public static string By(Decision decision) => decision.Match(
        facts => string.Join(' ', ["ok", .. facts.Select(Text)]),
        refusals => string.Join(' ', refusals.Select(r => $"{r.Code}{r.Path}")));

    public static string Text(Fact fact) => fact switch
    {
        FiguresSubmitted f => string.Join(',', f.Figures.Select(x => $"{x.Indicator}={x.Value}")),
        FigureAmended f => $"{f.Indicator}:{f.Previous}->{f.Value}",
        IncidentRecorded { Incident: var i } => $"{i.Id}:{i.Kind},{i.Date:MM-dd},{i.Deaths},{i.Severity},{i.Rectified}",
        IncidentAmended { Incident: var i } => $"{i.Id}:{i.Kind},{i.Date:MM-dd},{i.Deaths},{i.Severity},{i.Rectified}",
        IncidentWithdrawn f => $"dropped:{f.Id}",
        VetoRaised f => $"{f.Id}:{f.Ground}",
        VetoAmended f => $"{f.Id}:{f.Ground}",
        VetoConfirmed f => $"confirmed:{f.Id}",
        VetoRejected f => $"rejected:{f.Id}",
        VetoWithdrawn f => $"withdrawn:{f.Id}",
        DesignationSuspended f => f.Id,
        SuspensionDecided f => $"{f.Id}:{(f.Designated ? "lifted" : "upheld")}",
        ObjectionRaised f => $"{f.Id}:{f.Origin},{f.Indicator}",
        ObjectionDecided f => $"{(f.Upheld ? "upheld" : "denied")}:{f.Id}",
        RecusalDeclared f => $"recused:{f.Id}:{f.Region}",
        RecusalWithdrawn f => $"returned:{f.Id}",
        SuspensionResolved f => $"{f.Id}:{f.Year}:{(f.Designated ? "designated" : "not")}",
        StageMoved f => $"{f.From}->{f.To}",
        YearRulebookChanged f => $"rulebook:{f.RulebookId}:{f.Demonstration}",
        YearOpened f => $"opened:{f.Year}:{f.RulebookId}:{f.Semantics}",
        NoticeBegun f => $"notice:{f.From:MM-dd}..{f.Until:MM-dd}",
        DeadlineExtended f => $"extended:{f.Deadline}:{f.Until:MM-dd}",
        DeadlineAnnounced f => $"announced:{f.Deadline}:{f.Date:MM-dd}",
        YearPublished => "published",
        RecountFinished => "recounted",
        RevocationProposed f => $"{f.Id}:{f.Year}",
        RevocationAmended f => $"amended:{f.Id}:{f.Year}",
        RevocationConfirmed f => $"confirmed:{f.Id}:{f.Year}",
        RevocationRejected f => $"rejected:{f.Id}:{f.Year}",
        RevocationWithdrawn f => $"withdrawn:{f.Id}:{f.Year}",
        RulebookPublished f => $"rulebook:{f.Id}:{f.Hash}",
        RegisterPublished f => $"register:{f.Hash}",
        RulebookProposed f => $"{f.Id}:{f.RulebookId}:{f.Hash}",
        RegisterProposed f => $"{f.Id}:{f.Hash}",
        ProposalConfirmed f => $"confirmed:{f.Id}",
        ProposalRejected f => $"rejected:{f.Id}",
        _ => throw new ArgumentException(fact.ToString()),
    };
}
