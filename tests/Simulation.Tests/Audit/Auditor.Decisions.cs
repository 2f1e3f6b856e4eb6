namespace Simulation.Tests.Audit;

// Vetoes, suspensions and revocations: what one person raises and another decides.
public sealed partial class Auditor
{
    private static readonly string[] BeforePublication = ["collecting", "review", "notice"];
    private static readonly string[] WhileDecided = ["review", "notice"];

    private static string? JudgeVeto(RaiseVeto ask, YearModel year, SheetModel sheet) =>
        Shut(BeforePublication, ask.Person, year, sheet)
        ?? BadGround(sheet, ask.Ground) ?? NoReason(ask.Reason) ?? Taken(sheet, ask.Ground, null);

    private static string? JudgeVetoAmendment(AmendVeto ask, YearModel year, SheetModel sheet) =>
        Shut(BeforePublication, ask.Person, year, sheet)
        ?? BadGround(sheet, ask.Ground) ?? NoReason(ask.Reason) ?? Undecided(sheet, ask.Id)
        ?? Taken(sheet, ask.Ground, ask.Id)
            ?? (Find(sheet, ask.Id).RaisedBy == ask.Person ? null : "NotYours");

    private static string? JudgeVetoDecision(DecideVeto ask, YearModel year, SheetModel sheet)
    {
        if (Shut(BeforePublication, ask.Person, year, sheet) is { } shut) return shut;
        var missing = ask.Step == "confirm" ? null : NoReason(ask.Reason);
        if ((missing ?? Undecided(sheet, ask.Id)) is { } refusal) return refusal;
        var raisedIt = Find(sheet, ask.Id).RaisedBy == ask.Person;
        if (ask.Step == "withdraw") return raisedIt ? null : "NotYours";
        return raisedIt || sheet.Submitters.Contains(ask.Person) ? "SamePersonTwice" : null;
    }

    private static string? BadGround(SheetModel sheet, string ground) =>
        ground is not (Book.Deadly or Book.Falsified or Book.Riot) ? "GroundUnknown"
        : ground == Book.Riot && sheet.Place.IsCity ? "GroundForOtherLevel" : null;

    private static string? Taken(SheetModel sheet, string ground, string? exceptId) =>
        sheet.Vetoes.Any(v => v.State is "raised" or "confirmed" && v.Ground == ground && v.Id != exceptId)
            ? "VetoAlreadyRaised"
            : null;

    private static string? Undecided(SheetModel sheet, string id) =>
        sheet.Vetoes.Find(v => v.Id == id) is not { } veto ? "VetoUnknown"
        : veto.State == "raised" ? null : "VetoAlreadyDecided";

    private static VetoModel Find(SheetModel sheet, string id) => sheet.Vetoes.Single(v => v.Id == id);

    private IReadOnlyList<string> TakeVeto(Ask ask)
    {
        switch (ask)
        {
            case RaiseVeto a:
                var raised = Years[a.Year].Sheets[a.Code];
                var id = $"{a.Code}-v-{raised.Vetoes.Count + 1}";
                raised.Vetoes.Add(new VetoModel(id, a.Ground, a.Person));
                return Note(raised.Place.SheetOf(a.Year), ask, $"veto-raised {id} {a.Ground}", id);
            case AmendVeto a:
                var amended = Years[a.Year].Sheets[a.Code];
                Find(amended, a.Id).Ground = a.Ground;
                return Note(amended.Place.SheetOf(a.Year), ask, $"veto-amended {a.Id} {a.Ground}");
            case DecideVeto a:
                var decided = Years[a.Year].Sheets[a.Code];
                Find(decided, a.Id).State = Past(a.Step);
                if (a.Step != "withdraw")
                {
                    decided.Confirmers.Add(a.Person);
                }

                return Note(decided.Place.SheetOf(a.Year), ask, $"veto-{Past(a.Step)} {a.Id}");
            default:
                throw new ArgumentException(ask.ToString(), nameof(ask));
        }
    }

    private static string Past(string step) => step switch
    {
        "confirm" => "confirmed",
        "reject" => "rejected",
        "withdraw" => "withdrawn",
        _ => throw new ArgumentException(step, nameof(step)),
    };

    private static string? JudgeSuspension(Suspend ask, YearModel year, SheetModel sheet)
    {
        if (Shut(WhileDecided, ask.Person, year, sheet) is { } shut) return shut;
        if (NoReason(ask.Reason) is { } missing) return missing;
        return sheet.IsSuspended ? "AlreadySuspended" : sheet.IsBarred ? "SuspensionAlreadyDecided" : null;
    }

    private string? JudgeSuspensionDecision(DecideSuspension ask) => OnSheet(ask.Year, ask.Code, (year, sheet) =>
    {
        var suspension = sheet.Suspensions.Find(s => s.Id == ask.Id);
        if (year.IsPublished)
        {
            if (suspension is null) return "SuspensionUnknown";
            if (year.RecusedFrom(sheet.Place).Contains(ask.Person)) return "Recused";
            if (NoReason(ask.Reason) is { } missing) return missing;
            var outcome = StreakOf(year.Land.UnitOf(ask.Code)).Outcomes[year.Year];
            if (outcome.SuspensionId != ask.Id) return "SuspensionUnknown";
            if (outcome.Now != "suspended") return "SuspensionAlreadyDecided";
            return suspension.SuspendedBy == ask.Person ? "SamePersonTwice" : null;
        }

        if (Shut(WhileDecided, ask.Person, year, sheet) is { } shut) return shut;
        if (NoReason(ask.Reason) is { } reason) return reason;
        if (suspension is null) return "SuspensionUnknown";
        if (suspension.Designated is not null) return "SuspensionAlreadyDecided";
        return suspension.SuspendedBy == ask.Person ? "SamePersonTwice" : null;
    });

    private IReadOnlyList<string> TakeSuspension(Ask ask)
    {
        switch (ask)
        {
            case Suspend a:
                var suspended = Years[a.Year].Sheets[a.Code];
                var id = $"{a.Code}-s-{suspended.Suspensions.Count + 1}";
                suspended.Suspensions.Add(new SuspensionModel(id, a.Person));
                return Note(suspended.Place.SheetOf(a.Year), ask, $"designation-suspended {id}", id);
            case DecideSuspension a when Years[a.Year].IsPublished:
                var unit = Years[a.Year].Land.UnitOf(a.Code);
                Change(unit, a.Year, o => o with { Now = a.Designated ? "designated" : "not-designated" });
                return Note(
                    $"streak/{unit}", ask, $"suspension-resolved {a.Id} {a.Year} {Verdict(a.Designated)}");
            case DecideSuspension a:
                var decided = Years[a.Year].Sheets[a.Code];
                decided.Suspensions.Single(s => s.Id == a.Id).Designated = a.Designated;
                decided.Confirmers.Add(a.Person);
                return Note(
                    decided.Place.SheetOf(a.Year), ask, $"suspension-decided {a.Id} {Verdict(a.Designated)}");
            default:
                throw new ArgumentException(ask.ToString(), nameof(ask));
        }
    }

    private static string Verdict(bool designated) => designated ? "for" : "against";

    private string? JudgeProposal(ProposeRevocation ask)
    {
        if (RecusedAfterwards(ask.Unit, ask.Year, ask.Person) is { } recused) return recused;
        if (NoReason(ask.Reason) is { } missing) return missing;
        var streak = Streaks.GetValueOrDefault(ask.Unit);
        if (streak?.Outcomes.GetValueOrDefault(ask.Year) is not { } outcome) return "YearNotPublished";
        if (outcome.Now == "revoked") return "RevocationAlreadyDecided";
        if (outcome.Now != "designated") return "NotDesignated";
        return streak.Revocations.Any(r => r.Year == ask.Year && r.State == "proposed")
            ? "RevocationAlreadyProposed"
            : null;
    }

    private string? JudgeRevocation(DecideRevocation ask)
    {
        if (RecusedFromRevocation(ask.Unit, ask.Id, ask.Person) is { } recused) return recused;
        var missing = ask.Step == "confirm" ? null : NoReason(ask.Reason);
        if ((missing ?? Undecided(ask.Unit, ask.Id)) is { } refusal) return refusal;
        if (ask.Step == "withdraw") return Own(ask.Unit, ask.Id, ask.Person);
        return Own(ask.Unit, ask.Id, ask.Person) is null ? "SamePersonTwice" : null;
    }

    private string? Undecided(string unit, string id) =>
        Streaks.GetValueOrDefault(unit)?.Revocations.Find(r => r.Id == id) is not { } revocation
            ? "RevocationUnknown"
        : revocation.State == "proposed" ? null : "RevocationAlreadyDecided";

    private string? Own(string unit, string id, string person) =>
        Streaks[unit].Revocations.Single(r => r.Id == id).ProposedBy == person ? null : "NotYours";

    private IReadOnlyList<string> TakeRevocation(Ask ask)
    {
        switch (ask)
        {
            case ProposeRevocation a:
                var proposed = StreakOf(a.Unit);
                var id = $"{proposed.Outcomes[a.Year].Code}-r-{proposed.Revocations.Count + 1}";
                proposed.Revocations.Add(new RevocationModel(id, a.Year, a.Person));
                return Note($"streak/{a.Unit}", ask, $"revocation-proposed {id} {a.Year}", id);
            case AmendRevocation a:
                return Note(
                    $"streak/{a.Unit}", ask, $"revocation-amended {a.Id} {RevokedYear(a.Unit, a.Id)}");
            case DecideRevocation a:
                var year = RevokedYear(a.Unit, a.Id);
                StreakOf(a.Unit).Revocations.Single(r => r.Id == a.Id).State = Past(a.Step);
                if (a.Step == "confirm")
                {
                    var last = StreakOf(a.Unit).Outcomes.Keys.Last();
                    Change(a.Unit, year, o => o with { Now = "revoked", RevokedAfter = last });
                }

                return Note($"streak/{a.Unit}", ask, $"revocation-{Past(a.Step)} {a.Id} {year}");
            default:
                throw new ArgumentException(ask.ToString(), nameof(ask));
        }
    }

    private int RevokedYear(string unit, string id) => Streaks[unit].Revocations.Single(r => r.Id == id).Year;

    private void Change(string unit, int year, Func<OutcomeModel, OutcomeModel> change)
    {
        var streak = StreakOf(unit);
        streak.Outcomes[year] = change(streak.Outcomes[year]);
        streak.Counted.Add(Runs.Count(streak.Outcomes.Values));
    }
}
