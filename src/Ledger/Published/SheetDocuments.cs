using Award.Rules;
using Award.Rules.Record;

namespace Award.Ledger.Published;

/// <summary>The score sheet of one region as published: every step from the figure to the total.</summary>
internal static class SheetDocuments
{
    public static SheetDocument Of(PublicationInput input, RatedRegion region)
    {
        var rating = region.Rating;
        return new SheetDocument(
            input.Year.Province.Value,
            input.Year.Year.Value,
            region.Row.Code.Value,
            Texts.Of(region.Row.Name),
            Texts.Of(region.Row.Level),
            region.Row.Parent.Value,
            Texts.Of(rating.Outcome),
            rating.Total?.ToString(),
            rating.Rank,
            rating.Pending,
            input.Rulebook.Id,
            input.Rulebook.Hash,
            input.Year.Demonstration,
            ScoreTexts.Of(rating.Score, region.State),
            [.. rating.Reasons.Select(Texts.Of)],
            [.. region.State.Incidents.Select(Incident)],
            [
                .. region.State.Vetoes.Where(veto => veto.State == VetoState.Confirmed)
                    .Select(veto => veto.Ground)
                    .Order(StringComparer.Ordinal),
            ]);
    }

    private static IncidentText Incident(Incident incident) => new(
        incident.Id,
        incident.Kind,
        incident.Date,
        incident.Deaths,
        incident.Severity is { } severity ? Texts.Of(severity) : null,
        incident.Rectified);
}
