using System.Globalization;

namespace Award.Rules.Record;

/// <summary>Something that the engine does by itself because of a date, once.</summary>
/// <param name="Date">What the deadline is set to.</param>
/// <param name="Passed">The day is over; else it is near.</param>
public sealed record DueDeadline(Deadline Deadline, DateOnly Date, bool Passed);

/// <summary>How a day stands to a deadline.</summary>
public enum DeadlineState
{
    Ahead,

    /// <summary>Seven days or less to go, the last one included.</summary>
    Near,

    Passed,
}

/// <summary>
/// When a deadline is near and when it has passed. Dates are last days, both included: what ends on a day is over from the next
/// day on.
/// </summary>
public static class DeadlineRules
{
    /// <summary>So many days before it a deadline is announced.</summary>
    public const int AnnouncedDaysBefore = 7;

    /// <summary>The year still stands in collecting although its last day is over.</summary>
    public static bool HasPassed(YearState year, DateOnly today) =>
        year.Stage == Stage.Collecting && year.IsOpen && today > year.Dates.CollectingUntil;

    /// <summary>What is due on a day, or null. Only what ends the year's present stage can be.</summary>
    public static DueDeadline? Due(YearState year, DateOnly today)
    {
        var (deadline, date) = year.Stage switch
        {
            Stage.Collecting => (Deadline.Collecting, year.Dates.CollectingUntil),
            Stage.Notice => (Deadline.Notice, year.NoticeUntil),
            _ => default,
        };
        if (date is not { } until)
            return null;
        if (today > until)
            return deadline == Deadline.Collecting ? new(deadline, until, Passed: true) : null;
        var isNear = until.DayNumber - today.DayNumber <= AnnouncedDaysBefore;
        return isNear && !year.Announced.Contains(new DeadlineAnnounced(deadline, until))
            ? new(deadline, until, Passed: false)
            : null;
    }

    /// <summary>
    /// How a day stands to the end of collecting; null in a year without one that has not come to it. Review takes what is
    /// missing, but collecting is over by then, whatever the date.
    /// </summary>
    public static DeadlineState? OfCollecting(YearState year, DateOnly today) =>
        year.Stage > Stage.Collecting ? DeadlineState.Passed
        : year.Dates.CollectingUntil is not { } until ? null
        : today > until ? DeadlineState.Passed
        : until.DayNumber - today.DayNumber <= AnnouncedDaysBefore ? DeadlineState.Near
        : DeadlineState.Ahead;

    /// <summary>Why a deadline may not be set to a later day, or null.</summary>
    internal static Refusal? Extension(YearState year, AwardYear which, Deadline deadline, DateOnly until, DateOnly today)
    {
        if (deadline == Deadline.Collecting && year.Stage > Stage.Collecting)
            return new(RefusalCode.StageForbids, "/deadline", $"collecting of award year {which} is over");
        if (HasPassed(year, today))
            return new(
                RefusalCode.CollectingEnded,
                deadline == Deadline.Collecting ? "/deadline" : "",
                $"collecting of award year {which} ended on {Text(year.Dates.CollectingUntil)}");
        var stands = deadline == Deadline.Collecting ? year.Dates.CollectingUntil : year.NoticeUntil;
        if (stands is null)
            return new(RefusalCode.DeadlineNotSet, "/deadline", $"award year {which} has no such deadline");
        if (until <= stands || until < today)
            return new(
                RefusalCode.DeadlineNotExtended,
                "/until",
                $"a day after {Text(stands)}, and not in the past");
        if (deadline == Deadline.Collecting && until >= year.Dates.NoticeUntil)
            return new(
                RefusalCode.DatesOutOfOrder, "/until", $"notice, which ends on {Text(year.Dates.NoticeUntil)}, ends after collecting");
        return null;
    }

    internal static string Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
