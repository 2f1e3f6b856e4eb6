using System.Globalization;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Ledger.Published;

/// <summary>The steps of a score as texts.</summary>
public static class ScoreTexts
{
    private const int ValueDecimals = 6;

    /// <param name="state">The sheet it was rated from, for what was reported.</param>
    public static ScoreText Of(NodeScore score, SheetState state)
    {
        var indicator = score.Node as Indicator;
        return new ScoreText(
            score.Node.Id,
            Texts.Of(score.Node.Name),
            score.Points?.ToString(),
            score.Full.ToString(),
            score.Excluded,
            indicator?.Unit,
            score.Value?.ToDecimal(ValueDecimals).ToString("0.######", CultureInfo.InvariantCulture),
            indicator is not null && state.Figures.TryGetValue(indicator.Id, out var figure) ? figure.ToString() : null,
            indicator is null ? null : state.FigureRecords.GetValueOrDefault(indicator.Id)?.Evidence,
            score.Rule,
            Texts.Of(score.Provenance),
            [.. score.Working.Select(line => new WorkingText(line.Code, line.Arguments))],
            [.. score.Children.Select(child => Of(child, state))]);
    }
}
