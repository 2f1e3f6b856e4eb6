using Award.Rules.Rulebooks;

namespace Award.Rules.Record;

public static partial class SheetDecider
{
    /// <summary>More deaths than any incident can have had: a slip of the pen.</summary>
    public const int MaxDeaths = 100_000;

    /// <summary>New incidents: all or nothing.</summary>
    public static Decision RecordIncidents(
        SheetState sheet, YearState year, SheetContext context, IReadOnlyList<IncidentInput> rows)
    {
        if (Checks.Collecting(year, context, Operation.RecordIncidents) is { } forbidden)
            return Decision.Refuse(forbidden);
        if (RowCount(rows.Count) is { } count)
            return Decision.Refuse(count);

        var refusals = rows.Select(row => Check(context, row)).OfType<Refusal>().ToList();
        return refusals.Count > 0
            ? Decision.Refuse(refusals)
            : Decision.Accept([.. rows.Select((row, i) =>
                new IncidentRecorded(Read(row, Id(context, "i", sheet.IncidentRecords.Count + i))))]);
    }

    /// <summary>The incident reads otherwise from now on, all of it.</summary>
    /// <param name="expectedVersion">The sheet's version the caller saw, checked when given.</param>
    public static Decision AmendIncident(
        SheetState sheet,
        YearState year,
        SheetContext context,
        string id,
        IncidentInput incident,
        string? reason,
        long? expectedVersion = null)
    {
        if (Checks.Collecting(year, context, Operation.AmendIncident) is { } forbidden)
            return Decision.Refuse(forbidden);
        if (Checks.Version(expectedVersion ?? sheet.Version, sheet.Version) is { } changed)
            return Decision.Refuse(changed);
        if ((Check(context, incident) ?? Checks.Reason(reason) ?? Standing(sheet, id)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new IncidentAmended(Read(incident, id), reason!));
    }

    /// <summary>The incident counts no longer; it stays on record.</summary>
    public static Decision WithdrawIncident(
        SheetState sheet, YearState year, SheetContext context, string id, string? reason)
    {
        if (Checks.Collecting(year, context, Operation.WithdrawIncident) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((Checks.Reason(reason) ?? Standing(sheet, id)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new IncidentWithdrawn(id, reason!));
    }

    private static Refusal? Check(SheetContext context, IncidentInput row)
    {
        if (string.IsNullOrWhiteSpace(row.Kind))
            return new(RefusalCode.FieldMissing, Checks.Path(row.Row, "kind"), "a kind is required", row.Row);
        if (context.Rulebook.IncidentKinds.All(k => k.Id != row.Kind))
            return new(
                RefusalCode.IncidentKindUnknown,
                Checks.Path(row.Row, "kind"),
                $"the rulebook has no kind of incident '{row.Kind}'",
                row.Row);
        if (row.Date.Year != context.Year.Value)
            return new(
                RefusalCode.IncidentDateOutsideYear,
                Checks.Path(row.Row, "date"),
                $"the date must lie in {context.Year}",
                row.Row);
        if (row.Deaths is < 0 or > MaxDeaths)
            return new(
                RefusalCode.IncidentDeathsOutOfRange,
                Checks.Path(row.Row, "deaths"),
                $"0 to {MaxDeaths} deaths",
                row.Row);
        if (row.Severity is not null && SeverityOf(row.Severity) is null)
            return new(
                RefusalCode.MalformedInput,
                Checks.Path(row.Row, "severity"),
                "ordinary, larger, major or extreme",
                row.Row);
        return null;
    }

    private static Refusal? Standing(SheetState sheet, string id) => sheet.FindIncident(id) switch
    {
        null => new(RefusalCode.IncidentUnknown, "", $"no incident {id} on this sheet"),
        { Withdrawn: true } => new(RefusalCode.IncidentAlreadyWithdrawn, "", $"incident {id} was withdrawn"),
        _ => null,
    };

    private static Incident Read(IncidentInput row, string id) =>
        new(id, row.Kind!, row.Date, row.Deaths, SeverityOf(row.Severity), row.Rectified);

    private static Severity? SeverityOf(string? text) => text switch
    {
        "ordinary" => Severity.Ordinary,
        "larger" => Severity.Larger,
        "major" => Severity.Major,
        "extreme" => Severity.Extreme,
        _ => null,
    };

    // "330624-i-1": the number is that of the sheet, from 1; what was withdrawn keeps its number.
    private static string Id(SheetContext context, string kind, int before) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{context.Region}-{kind}-{before + 1}");
}
