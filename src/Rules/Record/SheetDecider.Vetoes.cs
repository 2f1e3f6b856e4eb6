namespace Award.Rules.Record;

public static partial class SheetDecider
{
    /// <summary>Proposes to bar the region (一票否决). It bars once another person confirms it.</summary>
    public static Decision RaiseVeto(
        SheetState sheet, YearState year, SheetContext context, string? ground, string? reason)
    {
        if (Checks.Admission(year, context, Operation.RaiseVeto) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((Ground(context, ground) ?? Checks.Reason(reason) ?? Free(sheet, ground!, null)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new VetoRaised(Id(context, "v", sheet.Vetoes.Count), ground!, reason!));
    }

    /// <summary>Another ground or reason, by the one who raised it, before it is decided.</summary>
    /// <param name="expectedVersion">The sheet's version the caller saw, checked when given.</param>
    public static Decision AmendVeto(
        SheetState sheet,
        YearState year,
        SheetContext context,
        string id,
        string? ground,
        string? reason,
        long? expectedVersion = null)
    {
        if (Checks.Admission(year, context, Operation.AmendVeto) is { } forbidden)
            return Decision.Refuse(forbidden);
        if (Checks.Version(expectedVersion ?? sheet.Version, sheet.Version) is { } changed)
            return Decision.Refuse(changed);
        if ((Ground(context, ground) ?? Checks.Reason(reason) ?? Undecided(sheet, id)
            ?? Free(sheet, ground!, id) ?? OwnVeto(sheet, id, context.Person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new VetoAmended(id, ground!, reason!));
    }

    /// <summary>Taken back by the one who raised it.</summary>
    public static Decision WithdrawVeto(
        SheetState sheet, YearState year, SheetContext context, string id, string? reason)
    {
        if (Checks.Admission(year, context, Operation.WithdrawVeto) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((Checks.Reason(reason) ?? Undecided(sheet, id)
            ?? OwnVeto(sheet, id, context.Person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new VetoWithdrawn(id, reason!));
    }

    /// <summary>
    /// From now on it bars. Not by who raised it, nor by who wrote figures or incidents of the sheet (P6).
    /// </summary>
    /// <param name="reason">May be left out.</param>
    public static Decision ConfirmVeto(
        SheetState sheet, YearState year, SheetContext context, string id, string? reason = null)
    {
        if (Checks.Admission(year, context, Operation.ConfirmVeto) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((Checks.Text(reason, "/reason", null) ?? Undecided(sheet, id)
            ?? OtherThanRaised(sheet, id, context.Person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new VetoConfirmed(id, reason));
    }

    /// <summary>
    /// It does not bar. Decided by another person, like a confirmation; who raised it withdraws it instead.
    /// </summary>
    public static Decision RejectVeto(
        SheetState sheet, YearState year, SheetContext context, string id, string? reason)
    {
        if (Checks.Admission(year, context, Operation.RejectVeto) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((Checks.Reason(reason) ?? Undecided(sheet, id)
            ?? OtherThanRaised(sheet, id, context.Person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new VetoRejected(id, reason!));
    }

    private static Refusal? Ground(SheetContext context, string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return new(RefusalCode.FieldMissing, "/ground", "a ground is required");
        if (context.Rulebook.Vetoes.FirstOrDefault(v => v.Id == id) is not { } ground)
            return new(RefusalCode.GroundUnknown, "/ground", $"the rulebook has no ground '{id}'");
        if (!ground.Levels.Contains(context.Level))
            return new(
                RefusalCode.GroundForOtherLevel, "/ground", $"'{id}' does not apply to a {context.Level}");
        return null;
    }

    private static Refusal? Free(SheetState sheet, string ground, string? exceptId) =>
        sheet.Vetoes.Find(v => v.Stands && v.Ground == ground && v.Id != exceptId) is { } other
            ? new(RefusalCode.VetoAlreadyRaised, "/ground", $"'{ground}' was raised before as {other.Id}")
            : null;

    private static Refusal? Undecided(SheetState sheet, string id) => sheet.FindVeto(id) switch
    {
        null => new(RefusalCode.VetoUnknown, "", $"no veto {id} on this sheet"),
        { State: VetoState.Raised } => null,
        { State: var state } => new(RefusalCode.VetoAlreadyDecided, "", $"veto {id} is {state} already"),
    };

    private static Refusal? OwnVeto(SheetState sheet, string id, Person person) =>
        sheet.FindVeto(id)!.RaisedBy == person ? null : Checks.NotYours($"veto {id}");

    private static Refusal? OtherThanRaised(SheetState sheet, string id, Person person) =>
        sheet.FindVeto(id)!.RaisedBy == person || sheet.Submitters.Contains(person)
            ? Checks.SamePerson("whoever submits or raises does not confirm")
            : null;
}
