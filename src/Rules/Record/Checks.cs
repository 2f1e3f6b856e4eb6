namespace Award.Rules.Record;

/// <summary>The checks that every command of an open year begins with, and those on free text.</summary>
internal static class Checks
{
    /// <summary>Most characters of a reason or of evidence.</summary>
    public const int MaxText = 2_000;

    /// <summary>The year is open and its stage allows the operation.</summary>
    public static Refusal? Stage(YearState year, AwardYear which, Operation operation)
    {
        if (!year.IsOpen)
            return new(RefusalCode.YearUnknown, "", $"award year {which} has not been opened");
        if (!StageRules.Allows(operation, year.Stage))
            return new(
                RefusalCode.StageForbids,
                "",
                $"{operation} is not done while award year {which} is in {year.Stage}");
        return null;
    }

    /// <summary>As <see cref="Admission"/>, for what comes in while a year collects: until the last day of collecting.</summary>
    public static Refusal? Collecting(YearState year, SheetContext context, Operation operation) =>
        Stage(year, context.Year, operation)
        ?? (DeadlineRules.HasPassed(year, context.Today)
            ? new Refusal(
                RefusalCode.CollectingEnded,
                "",
                $"collecting of award year {context.Year} ended on {DeadlineRules.Text(year.Dates.CollectingUntil)}")
            : null)
        ?? Recused(year, context.Person, context.Region, context.Parent);

    /// <summary>The year is open, its stage allows the operation, and the person is not recused from the region.</summary>
    public static Refusal? Admission(YearState year, SheetContext context, Operation operation) =>
        Stage(year, context.Year, operation)
        ?? Recused(year, context.Person, context.Region, context.Parent);

    /// <summary>Whoever declared a tie to the region, or to what it lies in, has no part in it.</summary>
    public static Refusal? Recused(YearState year, Person person, RegionCode region, RegionCode? parent) =>
        year.RecusalsFor(region, parent).FirstOrDefault(r => r.Person == person) is { } recusal
            ? new(RefusalCode.Recused, "", $"you are recused from {region} by {recusal.Id}: another person has to")
            : null;

    /// <summary>The sheet stands where the caller saw it.</summary>
    public static Refusal? Version(long expected, long actual) => expected == actual
        ? null
        : new(RefusalCode.SheetChanged, "", $"the sheet stands at version {actual}, not {expected}");

    public static Refusal? Reason(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? new(RefusalCode.ReasonMissing, "/reason", "a reason is required")
        : Text(reason, "/reason", null);

    public static Refusal? Text(string? text, string path, int? row) => text is { Length: > MaxText }
        ? new(RefusalCode.MalformedInput, path, $"at most {MaxText} characters", row)
        : null;

    /// <summary>"/3/value" for row 3, "/value" without a row.</summary>
    public static string Path(int? row, string field) =>
        row is { } r
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/{r}/{field}")
            : $"/{field}";

    public static Refusal SamePerson(string who) =>
        new(RefusalCode.SamePersonTwice, "", $"{who}: another person has to");

    public static Refusal NotYours(string what) =>
        new(RefusalCode.NotYours, "", $"only the person who raised {what} may do this");
}
