using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>Points off for what happened (扣分).</summary>
internal static class IncidentScoring
{
    /// <summary>
    /// So much for each incident, multiplied where it was not put right. For an indicator that is a
    /// reported number, so much for each unit of it.
    /// </summary>
    public static Marks PerIncident(
        Indicator indicator, DeductionPerIncident rule, Ratio value, RegionInputs region)
    {
        var each = rule.PerIncident.ToRatio();
        if (!indicator.FromIncidents)
            return Marks.Less(indicator, each * Ratio.Max(value, Ratio.Zero), rule.Cap);

        var lost = Ratio.Zero;
        var working = new List<WorkingLine>();
        foreach (var incident in region.IncidentsOf(indicator))
        {
            var cost = incident.Rectified ? each : each * rule.NotRectifiedMultiplier;
            working.Add(ScoredValue.Line(
                incident.Rectified ? "incident" : "incident-not-rectified",
                incident.Id,
                cost.ToPlainText()));
            lost += cost;
        }

        return Marks.Less(indicator, lost, rule.Cap, [.. working]);
    }

    /// <summary>Each incident costs its first fitting tier, more for repeats and in key periods.</summary>
    public static Marks Tiered(
        Indicator indicator, DeductionTiered rule, RegionInputs region, IReadOnlyList<KeyPeriod> keyPeriods)
    {
        var (lost, fitted) = (Ratio.Zero, 0);
        var working = new List<WorkingLine>();
        foreach (var incident in region.IncidentsOf(indicator))
        {
            if (rule.Tiers.FirstOrDefault(tier => tier.When.Matches(incident)) is not { } tier)
            {
                working.Add(ScoredValue.Line("no-tier", incident.Id));
                continue;
            }

            var repeat = fitted++ > 0;
            var inKeyPeriod = keyPeriods.Any(period => period.Contains(incident.Date));
            var cost = tier.Points.ToRatio()
                * (repeat ? rule.RepeatMultiplier : Ratio.One)
                * (inKeyPeriod ? rule.KeyPeriodMultiplier : Ratio.One);
            working.Add(ScoredValue.Line(
                (repeat, inKeyPeriod) switch
                {
                    (false, false) => "tier",
                    (true, false) => "tier-repeat",
                    (false, true) => "tier-key-period",
                    _ => "tier-repeat-key-period",
                },
                incident.Id,
                tier.Points.ToString(),
                cost.ToPlainText()));
            lost += cost;
        }

        return Marks.Less(indicator, lost, rule.Cap, [.. working]);
    }
}
