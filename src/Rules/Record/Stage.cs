namespace Award.Rules.Record;

/// <summary>
/// Where an award year stands. It moves forward one step at a time; <c>notice → review</c> is the one step
/// back.
/// </summary>
public enum Stage
{
    Draft,
    Collecting,
    Review,
    Notice,
    Published,
}

/// <summary>Who may see a year's working figures before publication.</summary>
public enum Visibility
{
    Embargoed,
    Live,
    LiveUntilFreeze,
}

/// <summary>Calendar dates in Asia/Shanghai; each may be open.</summary>
public sealed record YearDates(DateOnly? CollectingUntil = null, DateOnly? NoticeUntil = null);

/// <summary>What a year has a last day for (截止日期).</summary>
public enum Deadline
{
    /// <summary>From the next day on no figure comes in and the year moves to review.</summary>
    Collecting,

    /// <summary>From the next day on the year may be published.</summary>
    Notice,
}
