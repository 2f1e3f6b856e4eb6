using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Api.Demonstration;

/// <summary>
/// Chooses the figures of a region's year: first all of them, with the counts where they are to stay; then,
/// from the rating of those, the fine ones again so that the total comes right.
/// </summary>
internal sealed class FigureChoice(
    Rulebook rulebook, ExpectedFigures expected, KnownValues known, PreviousYear? previous)
{
    /// <summary>A survey that passes stays clear of its minimum by this many points of a hundred.</summary>
    private const decimal Clear = 0.4m;

    /// <summary>The share of a region's loss that its counts bear; the fine figures bear the rest.</summary>
    private const decimal CountsBear = 0.35m;

    /// <summary>Every figure the region reports; those settled later stand at full marks.</summary>
    public void Start(SheetPlan plan, Target target)
    {
        foreach (var id in expected.Ids.Where(plan.Denominators.ContainsKey))
        {
            plan.Set(id, plan.Denominators[id], plan.DenominatorEvidence);
        }

        var counts = rulebook.Indicators.Where(Inverse.IsCount).Sum(i => i.Points.ToDecimal());
        var budget = rulebook.Root.Points.ToDecimal() - target.Total;
        foreach (var indicator in rulebook.Indicators.Where(expected.Reports))
        {
            if (known.Find(plan.Year, plan.Region.Code, indicator.Id) is { } value)
            {
                plan.Set(indicator.Id, value.Value.Value, $"reported: {value.Source}");
            }
            else if (Trend.Survey(indicator.Id, plan.Year, plan.Lineage) is { } rate)
            {
                Survey(plan, indicator, rate);
            }
            else
            {
                var countLoss = counts == 0 ? 0 : CountsBear * budget / counts;
                Put(plan, indicator, FirstShare(plan, target, indicator, countLoss));
            }
        }
    }

    /// <summary>
    /// Takes points off a county's fine figures, from the rating of its sheet as it stands, until the target
    /// is met.
    /// </summary>
    public void Settle(SheetPlan plan, Target target, SheetRating rating)
    {
        var fine = rulebook.Indicators.Where(i => IsFine(plan, i)).ToList();
        fine.ForEach(indicator => Put(plan, indicator, 1));
        var total = rating.Total!.Value.ToDecimal();
        if (target.Failing is { } id)
        {
            var dimension = rating.Score.Children.Single(child => child.Node.Id == id);
            var group = (Group)dimension.Node;
            var goal = (group.MinimumShare!.Value * dimension.Full.ToRatio()).ToDecimal(8);
            var lose = dimension.Points!.Value.ToDecimal() - goal + plan.Between(1.5m, 4, "failing");
            var inside = fine.Intersect(group.Leaves()).ToList();
            Lose(plan, inside, lose, 0.97m);
            fine = [.. fine.Except(inside)];
            total -= lose;
        }

        Lose(plan, fine, total - target.Total, target.Least is null ? 0.45m : 0.3m);
    }

    /// <summary>Takes points off what a city reports itself: its surveys and what is met or not.</summary>
    public void SettleCity(SheetPlan plan, decimal points)
    {
        foreach (var indicator in rulebook.Indicators.Where(expected.Reports))
        {
            if (points <= 0 || known.Find(plan.Year, plan.Region.Code, indicator.Id) is not null)
            {
                continue;
            }

            var full = indicator.Points.ToDecimal();
            switch (indicator.Scoring)
            {
                case PassFail when points >= full:
                    Put(plan, indicator, 0);
                    points -= full;
                    break;
                case Bands:
                    var lost = Math.Min(points, 0.25m * full);
                    var value = Rounded(Inverse.Value(indicator, 1 - (lost / full), 0, null, 0));
                    plan.Set(indicator.Id, Math.Min(plan.Figures[indicator.Id].Value, value));
                    points -= lost;
                    break;
                case BelowReference reference when MeanOf(indicator, plan.Region.Level) is { } mean:
                    var less = Math.Min(points, 0.6m * full) / reference.PerUnit.ToDecimal();
                    plan.Set(indicator.Id, Rounded(
                        indicator.Direction == Direction.HigherIsBetter ? mean - less : mean + less));
                    points -= less * reference.PerUnit.ToDecimal();
                    break;
            }
        }
    }

    private bool IsFine(SheetPlan plan, Indicator indicator) =>
        expected.Reports(indicator)
        && Inverse.IsFine(indicator)
        && Trend.Survey(indicator.Id, plan.Year, plan.Lineage) is null
        && known.Find(plan.Year, plan.Region.Code, indicator.Id) is null;

    private decimal? MeanOf(Indicator indicator, RegionLevel level) =>
        previous is not null && previous.Means.TryGetValue((level, indicator.Id), out var mean)
            ? mean.ToDecimal(4)
            : null;

    private void Survey(SheetPlan plan, Indicator indicator, decimal rate)
    {
        if (known.FindBound(plan.Year, plan.Region.Code, indicator.Id) is { } bound
            && bound.Value.Value < rate)
        {
            plan.Set(
                indicator.Id,
                bound.Value.Value - Rounded(plan.Between(0.5m, 2, "bound")),
                $"illustrative: below {bound.Value}, as reported ({bound.Source})");
            return;
        }

        var minimum = rulebook.Naming(plan.Region.Level).FigureMinimums
            .FirstOrDefault(m => m.Indicator == indicator.Id);
        if (minimum is null)
        {
            plan.Set(indicator.Id, rate);
            return;
        }

        var least = minimum.Value.ToDecimal(8);
        var fails = plan.Outcome.Cause == ReasonCode.BelowFigureMinimum
            && plan.Outcome.Subject == indicator.Id;
        plan.Set(indicator.Id, fails
            ? Rounded(least - plan.Between(0.2m, 1.2m, "survey"))
            : Math.Max(rate, Rounded(least + Clear + plan.Between(0, 1, "survey"))));
    }

    private decimal FirstShare(SheetPlan plan, Target target, Indicator indicator, decimal countLoss)
    {
        if (target.Failing is { } id)
        {
            var inside = rulebook.Root.Children.Single(d => d.Id == id).Leaves().Contains(indicator);
            return !inside || Inverse.IsFine(indicator) ? 1 : indicator.Scoring is PassFail ? 0 : 0.4m;
        }

        if (indicator.Scoring is PassFail)
        {
            var perThousand = MayLackCentre(plan, target) ? 150 : 0;
            return Draw.Chance(perThousand, plan.Year.Value, plan.Lineage, indicator.Id) ? 0 : 1;
        }

        return Inverse.IsCount(indicator) ? 1 - (countLoss * plan.Between(0, 2, indicator.Id)) : 1;
    }

    // What is met or not costs a lot at once: in the early years only, and where there is much to lose.
    private static bool MayLackCentre(SheetPlan plan, Target target) =>
        plan.Year.Value <= 2011 && target.Total <= 940 && plan.Region.Level == RegionLevel.County;

    // Shares the loss out by each indicator's points and the region's own weak sides; none loses more than
    // the cap.
    private void Lose(SheetPlan plan, List<Indicator> among, decimal points, decimal cap)
    {
        var open = among.ToDictionary(i => i, i => i.Points.ToDecimal() * Weakness(plan, i));
        while (points > 0 && open.Count > 0)
        {
            var perWeight = points / open.Values.Sum();
            var capped = open.Keys.Where(i => perWeight * open[i] >= i.Points.ToDecimal() * cap).ToList();
            foreach (var indicator in capped.Count == 0 ? [.. open.Keys] : capped)
            {
                var lost = Math.Min(perWeight * open[indicator], indicator.Points.ToDecimal() * cap);
                Put(plan, indicator, 1 - (lost / indicator.Points.ToDecimal()));
                points -= lost;
                open.Remove(indicator);
            }
        }
    }

    // About a quarter of a region's indicators are strong: they lose next to nothing.
    private static decimal Weakness(SheetPlan plan, Indicator indicator) =>
        Math.Max(0.001m, plan.Always(-0.3m, 1, indicator.Id) + plan.Between(-0.3m, 0.5m, indicator.Id));

    private void Put(SheetPlan plan, Indicator indicator, decimal share)
    {
        var divisor = indicator.Denominator is { } id ? plan.Denominators[id] : 1;
        var beyond = plan.Between(0.2m, 1, $"beyond {indicator.Id}");
        var scored = Inverse.Value(indicator, share, beyond, Before(plan, indicator), Level(plan, indicator));
        var value = scored * divisor;
        if (!Inverse.IsCount(indicator))
        {
            value = Rounded(value);
        }
        else if (share < 1)
        {
            value = decimal.Round(value);
        }
        else
        {
            value = indicator.Direction == Direction.HigherIsBetter
                ? decimal.Ceiling(value)
                : decimal.Floor(value);
        }

        plan.Set(indicator.Id, value);
    }

    private decimal? Before(SheetPlan plan, Indicator indicator) =>
        previous is not null
        && previous.Values.TryGetValue(indicator.Id, out var values)
        && values.TryGetValue(plan.Key, out var value)
            ? value.ToDecimal(8)
            : null;

    // Where points do not tell the level: so many for each ten thousand residents, or a rate.
    private static decimal Level(SheetPlan plan, Indicator indicator)
    {
        var each = indicator.Unit.StartsWith('人') ? 1 : 4;
        return Inverse.IsCount(indicator)
            ? decimal.Round(plan.Population * each * plan.Always(0.8m, 1.6m, indicator.Id))
            : Rounded(plan.Always(60, 90, indicator.Id) + plan.Between(-5, 5, indicator.Id));
    }

    private static decimal Rounded(decimal value) => decimal.Round(value, 2);
}
