using Award.Rules;
using Award.Rules.Record;

namespace Award.Ledger.Published;

/// <summary>A unit's published outcomes and titles, from its streak stream alone.</summary>
public static class StreakDocuments
{
    public static PublishedDocument Of(RegionCode province, LineageId lineage, StreakState state) =>
        DocumentJson.Write(
            DocumentKeys.Streak(province, lineage),
            new StreakDocument(
                province.Value,
                lineage.ToString(),
                state.LastRecount?.UpTo ?? 0,
                [.. state.Outcomes.Values.Select(Year)],
                [.. (state.LastRecount?.Titles ?? []).Select(title => new TitleText(
                    title.Tier.Id, Texts.Of(title.Tier.Name), title.Year.Value))]));

    private static StreakYear Year(OutcomeRecord outcome) => new(
        outcome.Recorded.Year.Value,
        outcome.Recorded.Code.Value,
        Texts.Of(outcome.Recorded.Level),
        Texts.Of(outcome.Effective),
        Texts.Of(outcome.Recorded.Outcome),
        outcome.Recorded.Score?.ToString(),
        outcome.Recorded.Rank,
        outcome.Recorded.RulebookHash,
        [.. outcome.Recorded.Reasons.Select(Texts.Of)],
        outcome.RevokedAfter?.Value);
}
