using Award.Rules.Rating;
using Award.Rules.Streaks;

namespace Award.Rules.Record;

/// <summary>
/// Decides what happens to a lineage's outcomes after publication: revocations, suspensions, recounts.
/// </summary>
public static class StreakDecider
{
    /// <summary>
    /// Proposes to take back a designation (撤销命名). It counts once another person confirms it.
    /// </summary>
    public static Decision ProposeRevocation(StreakState streak, AwardYear year, string? reason)
    {
        if (Checks.Reason(reason) is { } missing)
            return Decision.Refuse(missing);
        if (!streak.Outcomes.TryGetValue(year, out var outcome))
            return Refuse(RefusalCode.YearNotPublished, "/year", $"no outcome of {year} is published");
        if (outcome.Effective == Outcome.Revoked)
            return Refuse(
                RefusalCode.RevocationAlreadyDecided,
                "/year",
                $"the designation of {year} was revoked before");
        if (outcome.Effective != Outcome.Designated)
            return Refuse(RefusalCode.NotDesignated, "/year", $"there is no designation of {year} to revoke");
        if (streak.Revocations.Find(r => r.Year == year && r.State == RevocationState.Proposed) is { } open)
            return Refuse(RefusalCode.RevocationAlreadyProposed, "/year", $"proposed before as {open.Id}");

        var number = streak.Revocations.Count + 1;
        return Decision.Accept(new RevocationProposed($"{outcome.Recorded.Code}-r-{number}", year, reason!));
    }

    /// <summary>Another reason, by the one who proposed it, before it is decided.</summary>
    public static Decision AmendRevocation(StreakState streak, string id, string? reason, Person person)
    {
        if ((Checks.Reason(reason) ?? Undecided(streak, id) ?? Own(streak, id, person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new RevocationAmended(id, YearOf(streak, id), reason!));
    }

    /// <summary>Taken back by the one who proposed it.</summary>
    public static Decision WithdrawRevocation(StreakState streak, string id, string? reason, Person person)
    {
        if ((Checks.Reason(reason) ?? Undecided(streak, id) ?? Own(streak, id, person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new RevocationWithdrawn(id, YearOf(streak, id), reason!));
    }

    /// <summary>
    /// The designation is revoked, by another person than proposed it; the streak is to be recounted.
    /// </summary>
    /// <param name="reason">May be left out.</param>
    public static Decision ConfirmRevocation(StreakState streak, string id, string? reason, Person person)
    {
        if ((Checks.Text(reason, "/reason", null) ?? Undecided(streak, id)
            ?? Other(streak, id, person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new RevocationConfirmed(id, YearOf(streak, id), reason));
    }

    /// <summary>The designation stands. By another person; who proposed it withdraws it instead.</summary>
    public static Decision RejectRevocation(StreakState streak, string id, string? reason, Person person)
    {
        if ((Checks.Reason(reason) ?? Undecided(streak, id) ?? Other(streak, id, person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new RevocationRejected(id, YearOf(streak, id), reason!));
    }

    /// <summary>Decides a suspension that publication left open, by another person than suspended.</summary>
    /// <param name="id">The suspension's id on that year's sheet.</param>
    /// <param name="suspendedBy">Who suspended, from the sheet's record.</param>
    public static Decision ResolveSuspension(
        StreakState streak,
        string id,
        AwardYear year,
        bool designated,
        string? reason,
        Person person,
        Person suspendedBy)
    {
        if (Checks.Reason(reason) is { } missing)
            return Decision.Refuse(missing);
        if (!streak.Outcomes.TryGetValue(year, out var outcome))
            return Refuse(RefusalCode.YearNotPublished, "/year", $"no outcome of {year} is published");
        if (outcome.Recorded.SuspensionId != id)
            return Refuse(
                RefusalCode.SuspensionUnknown, "", $"the outcome of {year} was not suspended by {id}");
        if (outcome.Effective != Outcome.Suspended)
            return Refuse(RefusalCode.SuspensionAlreadyDecided, "", $"suspension {id} was decided before");
        if (person == suspendedBy)
            return Decision.Refuse(Checks.SamePerson("whoever suspends does not decide"));
        return Decision.Accept(new SuspensionResolved(id, year, designated, reason!));
    }

    /// <summary>
    /// The run and the titles after all that is on the stream, as of its last year; null when nothing changed
    /// since the last recount, so that a recount done twice leaves one fact.
    /// </summary>
    public static StreakRecounted? Recount(StreakState streak, LadderSource rulesOf)
    {
        if (!streak.NeedsRecount)
            return null;

        var run = streak.StreakAsOf(streak.LastYear!.Value, rulesOf)!;
        return new StreakRecounted(
            streak.OutcomeVersion, run.Years, run.From, run.To, run.Tier?.Id, run.Titles);
    }

    private static Refusal? Undecided(StreakState streak, string id) => streak.FindRevocation(id) switch
    {
        null => new(RefusalCode.RevocationUnknown, "", $"no revocation {id} on this streak"),
        { State: RevocationState.Proposed } => null,
        { State: var state } =>
            new(RefusalCode.RevocationAlreadyDecided, "", $"revocation {id} is {state} already"),
    };

    private static Refusal? Own(StreakState streak, string id, Person person) =>
        streak.FindRevocation(id)!.ProposedBy == person ? null : Checks.NotYours($"revocation {id}");

    private static Refusal? Other(StreakState streak, string id, Person person) =>
        streak.FindRevocation(id)!.ProposedBy == person
            ? Checks.SamePerson("whoever proposes does not confirm")
            : null;

    private static AwardYear YearOf(StreakState streak, string id) => streak.FindRevocation(id)!.Year;

    private static Decision Refuse(RefusalCode code, string path, string message) =>
        Decision.Refuse(new Refusal(code, path, message));
}
