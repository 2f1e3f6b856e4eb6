using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Ledger.Published;

/// <summary>The score sheet of one region as published: every step from the figure to the total.</summary>
internal static class SheetDocuments
{
    private const int ValueDecimals = 6;

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
            Score(rating.Score, region.State),
            [.. rating.Reasons.Select(Texts.Of)],
            [.. region.State.Incidents.Select(Incident)],
            [
                .. region.State.Vetoes.Where(veto => veto.State == VetoState.Confirmed)
                    .Select(veto => veto.Ground)
                    .Order(StringComparer.Ordinal),
            ]);
    }

    private static ScoreText Score(NodeScore score, SheetState state)
    {
        var indicator = score.Node as Indicator;
        return new ScoreText(
            score.Node.Id,
            Texts.Of(score.Node.Name),
            score.Points?.ToString(),
            score.Full.ToString(),
            score.Excluded,
            indicator?.Unit,
            score.Value?.ToDecimal(ValueDecimals).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture),
            indicator is not null && state.Figures.TryGetValue(indicator.Id, out var figure) ? figure.ToString() : null,
            indicator is null ? null : state.FigureRecords.GetValueOrDefault(indicator.Id)?.Evidence,
            score.Rule,
            Texts.Of(score.Provenance),
            [.. score.Working.Select(line => new WorkingText(line.Code, line.Arguments))],
            [.. score.Children.Select(child => Score(child, state))]);
    }

    private static IncidentText Incident(Incident incident) => new(
        incident.Id,
        incident.Kind,
        incident.Date,
        incident.Deaths,
        incident.Severity is { } severity ? Texts.Of(severity) : null,
        incident.Rectified);
}
