namespace Award.Rules.Record;

public static partial class YearDecider
{
    /// <summary>A deadline is set to a later day, with the reason.</summary>
    public static Decision ExtendDeadline(
        YearState year, AwardYear which, Deadline deadline, DateOnly until, string? reason, DateOnly today)
    {
        if (Checks.Stage(year, which, Operation.ExtendDeadline) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((Checks.Reason(reason) ?? DeadlineRules.Extension(year, which, deadline, until, today)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new DeadlineExtended(deadline, until, reason!));
    }

    /// <summary>
    /// What a date makes due, done by the engine: a deadline that is near is announced, and a year whose last day of collecting is
    /// over moves to review. Refused when that is not due, any more or yet.
    /// </summary>
    /// <param name="due">What was found to be due; an extension that came in between puts it off.</param>
    public static Decision HonourDeadline(YearState year, DueDeadline due, DateOnly today)
    {
        if (DeadlineRules.Due(year, today) != due)
            return Refuse(RefusalCode.DeadlineNotDue, "", "nothing is due that was not done");
        return due.Passed
            ? Decision.Accept(new StageMoved(
                year.Stage, Stage.Review, $"the last day of collecting, {DeadlineRules.Text(due.Date)}, is over"))
            : Decision.Accept(new DeadlineAnnounced(due.Deadline, due.Date));
    }
}
