using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Awarding;
using Award.Rules.Rating;
using Award.Rules.Rating.Text;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Grains.Recording;

/// <summary>A year's sheets with all that rating them takes, whichever rulebook it is by.</summary>
/// <param name="Streaks">By lineage; null while an earlier year is open, so that no run reaches this one.</param>
/// <param name="Rulebooks">Of each year on those streaks, by hash.</param>
internal sealed record ShadowMaterial(
    AwardYear Year,
    RegionRegister Register,
    IReadOnlyList<SealedRegion> Regions,
    ReferencesDocument? Previous,
    IReadOnlyDictionary<LineageId, StreakState>? Streaks,
    IReadOnlyDictionary<string, Rulebook> Rulebooks);

/// <summary>Rates one year by two rulebooks and tells what differs.</summary>
internal sealed class ShadowRating(ShadowMaterial material, Rulebook real, Rulebook other, Language language)
{
    private readonly YearRating _real = Rate(material, real);
    private readonly YearRating _other = Rate(material, other);

    public ShadowDocument Document(Stage stage, RegionLevel? level, string? region)
    {
        RegionLevel[] levels = level is { } one ? [one] : [RegionLevel.City, RegionLevel.County];
        return new ShadowDocument(
            Texts.Of(stage),
            Named(real),
            Named(other),
            [.. levels.SelectMany(Demands)],
            [
                .. levels.SelectMany(l => _real.Table(l).Where(row => region is null || row.Key == region)
                    .Select(row => Row(row, _other.Table(l).Single(o => o.Key == row.Key)))),
            ]);
    }

    private static YearRating Rate(ShadowMaterial material, Rulebook rulebook) => YearMaterial.Rate(
        rulebook, material.Register, material.Year, material.Regions, material.Previous);

    private static ShadowRulebook Named(Rulebook rulebook) =>
        new(rulebook.Id, rulebook.Hash, Texts.Of(rulebook.Name), rulebook.Demonstration);

    private IEnumerable<ShadowDemand> Demands(RegionLevel level) => RatingComparison.Demands(real, other, level)
        .Select(demand => new ShadowDemand(
            Texts.Of(level), demand.Kind, demand.Subject, demand.Real, demand.Other, ComparisonText.Of(demand, language)));

    private ShadowRow Row(SheetRating ours, SheetRating theirs)
    {
        var region = material.Regions.Single(r => r.Row.Code.Value == ours.Key);
        var nodes = RatingComparison.Nodes(ours.Score, theirs.Score);
        var (before, after) = Outcomes(region, ours, theirs);
        var (left, right) = (Award(region, ours, before, real), Award(region, theirs, after, other));
        var same = left.Score == right.Score && left.Rank == right.Rank && before == after
            && left.StreakYears == right.StreakYears && left.Tier == right.Tier && nodes.Count == 0;
        return new ShadowRow(
            ours.Key,
            Texts.Of(ours.Level),
            Texts.Of(region.Row.Name),
            !same,
            left,
            right,
            [.. nodes.Select(Node)],
            [
                .. nodes.Select(node => ComparisonText.Of(node, language)),
                .. before == after ? [] : (string[])[ComparisonText.Of(before, after, language)],
                .. ours.Reasons.Select(r => DerivationText.Of(real, r, language))
                    .Except(theirs.Reasons.Select(r => DerivationText.Of(other, r, language))).Select(text => $"- {text}"),
                .. theirs.Reasons.Select(r => DerivationText.Of(other, r, language))
                    .Except(ours.Reasons.Select(r => DerivationText.Of(real, r, language))).Select(text => $"+ {text}"),
            ]);
    }

    /// <summary>What was decided after publication holds by either rulebook: a revocation, and how a suspension ended.</summary>
    private (Outcome Real, Outcome Other) Outcomes(SealedRegion region, SheetRating ours, SheetRating theirs)
    {
        var standing = material.Streaks?.GetValueOrDefault(region.Lineage)?.Outcomes.GetValueOrDefault(material.Year);
        return (Standing(ours.Outcome), Standing(theirs.Outcome));

        Outcome Standing(Outcome rated) => (rated, standing?.Effective) switch
        {
            (Outcome.Designated, Outcome.Revoked) => Outcome.Revoked,
            (Outcome.Suspended, { } decided) => decided,
            _ => rated,
        };
    }

    private ShadowAward Award(SealedRegion region, SheetRating rating, Outcome outcome, Rulebook rulebook)
    {
        var run = material.Streaks is null ? null : Run(region, outcome, rulebook);
        return new ShadowAward(
            rating.Total?.ToString(),
            rating.Rank,
            Texts.Of(outcome),
            run?.Years,
            run?.Tier is { } tier ? new TierText(tier.Id, Texts.Of(tier.Name)) : null,
            [
                .. rating.Reasons.Select(reason => new ShadowReason(
                    Texts.Of(reason.Code), reason.Subject, reason.Required, reason.Actual,
                    DerivationText.Of(rulebook, reason, Language.Chinese),
                    DerivationText.Of(rulebook, reason, Language.English))),
            ]);
    }

    /// <summary>The run as of the year, were this its outcome and this the rulebook that its ladder is of.</summary>
    private Streak Run(SealedRegion region, Outcome outcome, Rulebook rulebook)
    {
        var state = material.Streaks!.GetValueOrDefault(region.Lineage) ?? StreakState.Empty;
        var earlier = state.EffectiveOutcomes.Where(o => o.Year.CompareTo(material.Year) < 0).ToList();
        var revoked = state.Outcomes.GetValueOrDefault(material.Year)?.RevokedAfter;
        var byYear = earlier.ToDictionary(o => o.Year, o => material.Rulebooks[state.Outcomes[o.Year].Recorded.RulebookHash]);
        byYear[material.Year] = rulebook;
        return StreakCounter.Count(
            [.. earlier, new YearOutcome(material.Year, region.Row.Code, outcome, revoked)],
            material.Year,
            LadderSources.Of(byYear));
    }

    private static ShadowNode Node(NodeComparison node) => new(
        node.Id,
        Texts.Of(node.Name),
        node.IsIndicator ? "indicator" : "group",
        node.Real is null ? "other" : node.Other is null ? "real" : "both",
        node.Real?.Points?.ToString(),
        node.Real?.Full.ToString(),
        node.Other?.Points?.ToString(),
        node.Other?.Full.ToString());
}
