namespace Award.Rules.Record;

/// <summary>
/// 回避: a person with a tie to a region says so, and from then on has no part in what is decided about it and what lies below.
/// What they did before stands.
/// </summary>
public static class RecusalDecider
{
    public static Decision Declare(YearState year, SheetContext context, string? reason)
    {
        if (Checks.Stage(year, context.Year, Operation.DeclareRecusal) is { } forbidden)
            return Decision.Refuse(forbidden);
        if (Checks.Reason(reason) is { } missing)
            return Decision.Refuse(missing);
        var ofRegion = year.Recusals.Where(r => r.Region == context.Region).ToList();
        if (ofRegion.Find(r => !r.Withdrawn && r.Person == context.Person) is { } declared)
            return Decision.Refuse(new Refusal(
                RefusalCode.RecusalAlreadyDeclared, "/region", $"declared before as {declared.Id}"));

        var id = string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{context.Region}-c-{ofRegion.Count + 1}");
        return Decision.Accept(new RecusalDeclared(id, context.Region, reason!));
    }

    /// <summary>
    /// Takes a recusal back: by the one who declared it, and before notice. From notice on it belongs to how the list was made.
    /// </summary>
    public static Decision Withdraw(YearState year, AwardYear which, string id, string? reason, Person person)
    {
        if (Checks.Stage(year, which, Operation.WithdrawRecusal) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((Checks.Reason(reason) ?? Standing(year, id, person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new RecusalWithdrawn(id, reason!));
    }

    /// <summary>Why a person may decide nothing about a region in this year any more, or null.</summary>
    /// <param name="parent">What the region lies in that year.</param>
    public static Refusal? Check(YearState year, Person person, RegionCode region, RegionCode? parent) =>
        Checks.Recused(year, person, region, parent);

    private static Refusal? Standing(YearState year, string id, Person person) => year.Recusals.Find(r => r.Id == id) switch
    {
        null => new(RefusalCode.RecusalUnknown, "", $"no recusal {id} in this year"),
        { Withdrawn: true } => new(RefusalCode.RecusalAlreadyWithdrawn, "", $"recusal {id} was withdrawn"),
        { Person: var by } when by != person => Checks.NotYours($"recusal {id}"),
        _ => null,
    };
}
