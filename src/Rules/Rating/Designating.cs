using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>命名: whether a region is designated, with every rule it broke, not only the first.</summary>
internal static class Designating
{
    /// <param name="shareDesignated">
    /// For a city with assessed counties: how many of how many were designated.
    /// </param>
    public static (Outcome Outcome, IReadOnlyList<Reason> Reasons) Decide(
        Rulebook rulebook, RatedRegion region, (int Designated, int Assessed)? shareDesignated)
    {
        var sheet = region.Inputs.Sheet;
        var rules = rulebook.Naming(sheet.Level);
        var suspended = sheet.Status == SheetStatus.Suspended;
        var reasons = new List<Reason>();
        if (suspended || sheet.Status == SheetStatus.Barred)
            reasons.Add(new Reason(ReasonCode.Suspended, sheet.Key, null, null));

        reasons.AddRange(Open(region));
        if (region.Total is { } total && total < rules.PassMark)
            reasons.Add(
                new Reason(ReasonCode.BelowPassMark, "total", rules.PassMark.ToString(), total.ToString()));

        if (rules.DimensionMinimum)
            reasons.AddRange(BelowMinimumShare(rulebook.Precision, region.Score));

        foreach (var minimum in rules.FigureMinimums)
        {
            var reason = FigureReason(rulebook, region, minimum);
            if (reason is not null && !reasons.Any(earlier => Covers(earlier, reason)))
                reasons.Add(reason);
        }

        if (rules.VetoBlocks)
        {
            reasons.AddRange(sheet.ConfirmedVetoes.Distinct().Order(StringComparer.Ordinal)
                .Select(ground => new Reason(ReasonCode.Vetoed, ground, null, null)));
        }

        if (rules.MinimumCountyShare is { } least && shareDesignated is var (designated, assessed)
            && new Ratio(designated, assessed) < least)
        {
            var actual = $"{ScoredValue.Text(designated)}/{ScoredValue.Text(assessed)}";
            reasons.Add(
                new Reason(ReasonCode.TooFewCountiesDesignated, "counties", least.ToPlainText(), actual));
        }

        var outcome = suspended ? Outcome.Suspended
            : reasons.Count > 0 ? Outcome.NotDesignated
            : Outcome.Designated;
        return (outcome, reasons);
    }

    /// <summary>A figure that is missing already is one reason, not two.</summary>
    private static bool Covers(Reason earlier, Reason later) =>
        (earlier.Code, later.Code) == (ReasonCode.FigureMissing, ReasonCode.FigureMissing)
        && earlier.Subject == later.Subject;

    /// <summary>
    /// What keeps the score open: each indicator without a value, or the node where nothing is left to
    /// score.
    /// </summary>
    private static Reason[] Open(RatedRegion region)
    {
        if (region.Total is not null)
            return [];

        var leaves = OpenLeaves(region.Score).ToArray();
        return leaves.Length > 0 ? leaves : [Missing(region.Score.Node.Id, null)];
    }

    private static IEnumerable<Reason> OpenLeaves(NodeScore score) =>
        score is { Points: not null } or { Excluded: true } ? []
        : score.Node is Indicator ? [Missing(score.Node.Id, null)]
        : score.Children.SelectMany(OpenLeaves);

    /// <summary>
    /// What a group must have and what it has, as shown: points and minimum are rounded like the total. The
    /// points are null while open; the whole is null where no minimum is asked for.
    /// </summary>
    public static (Points Required, Points? Actual)? MinimumOf(Precision precision, NodeScore score) =>
        score is { Node: Group { MinimumShare: { } share }, Excluded: false }
            ? (
                Points.Nearest(share * score.Full.ToRatio()).Round(precision.Decimals, precision.Rounding),
                score.Points?.Round(precision.Decimals, precision.Rounding))
            : null;

    private static IEnumerable<Reason> BelowMinimumShare(Precision precision, NodeScore score)
    {
        if (MinimumOf(precision, score) is ({ } required, { } points) && points < required)
        {
            yield return new Reason(
                ReasonCode.BelowDimensionMinimum, score.Node.Id, required.ToString(), points.ToString());
        }

        foreach (var reason in score.Children.SelectMany(child => BelowMinimumShare(precision, child)))
            yield return reason;
    }

    private static Reason? FigureReason(Rulebook rulebook, RatedRegion region, FigureMinimum minimum)
    {
        var required = minimum.Value.ToPlainText();
        if (Conditions.FigureOf(minimum.Indicator, rulebook, region.Inputs, region.Values) is not { } value)
            return Missing(minimum.Indicator, required);

        var direction = rulebook.FindIndicator(minimum.Indicator)?.Direction ?? Direction.HigherIsBetter;
        return Scoring.Meets(direction, value, minimum.Value)
            ? null
            : new Reason(ReasonCode.BelowFigureMinimum, minimum.Indicator, required, value.ToPlainText());
    }

    private static Reason Missing(string subject, string? required) =>
        new(ReasonCode.FigureMissing, subject, required, null);
}
