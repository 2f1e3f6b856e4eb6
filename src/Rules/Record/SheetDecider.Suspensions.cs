namespace Award.Rules.Record;

public static partial class SheetDecider
{
    /// <summary>
    /// 暂缓: the designation is left open; decided before publication on this sheet, afterwards on the streak.
    /// </summary>
    public static Decision Suspend(SheetState sheet, YearState year, SheetContext context, string? reason)
    {
        if (Checks.Admission(year, context, Operation.Suspend) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((Checks.Reason(reason) ?? NotSuspended(sheet)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new DesignationSuspended(Id(context, "s", sheet.Suspensions.Count), reason!));
    }

    /// <summary>
    /// Before publication, by another person: <paramref name="designated"/> lifts it (rated as usual), else
    /// it is upheld (scored and ranked, not designated).
    /// </summary>
    public static Decision DecideSuspension(
        SheetState sheet, YearState year, SheetContext context, string id, bool designated, string? reason)
    {
        if (Checks.Admission(year, context, Operation.DecideSuspension) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((Checks.Reason(reason) ?? OpenSuspension(sheet, id, context.Person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new SuspensionDecided(id, designated, reason!));
    }

    private static Refusal? NotSuspended(SheetState sheet) => sheet.Suspension switch
    {
        { Undecided: true } s => new(RefusalCode.AlreadySuspended, "", $"suspended already by {s.Id}"),
        { Upheld: true } s => new(RefusalCode.SuspensionAlreadyDecided, "", $"suspension {s.Id} was upheld"),
        _ => null,
    };

    private static Refusal? OpenSuspension(SheetState sheet, string id, Person person) =>
        sheet.FindSuspension(id) switch
    {
        null => new(RefusalCode.SuspensionUnknown, "", $"no suspension {id} on this sheet"),
        { Undecided: false } =>
            new(RefusalCode.SuspensionAlreadyDecided, "", $"suspension {id} was decided before"),
        { SuspendedBy: var by } when by == person => Checks.SamePerson("whoever suspends does not decide"),
        _ => null,
    };
}
