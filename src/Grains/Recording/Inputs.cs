using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>Contract rows as Rules takes them in.</summary>
internal static class Inputs
{
    public static FigureInput Of(FigureRow row) => new(row.Indicator, row.Value, row.Evidence);

    public static IncidentInput Of(IncidentRow row) =>
        new(row.Kind, row.Date, row.Deaths, row.Severity, row.Rectified);
}
