using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Api.Demonstration;

/// <summary>
/// Which incidents happen. Few, fewer every year, and no more in one city than its own score can bear, for a
/// city's sheet counts its counties' incidents too.
/// </summary>
internal sealed class IncidentPlan(Rulebook rulebook)
{
    private const decimal Dear = 9;
    private const int DearAYear = 1;
    private const int CheapAYear = 3;

    private readonly Dictionary<RegionCode, (int Dear, int Cheap)> _ofCity = [];

    /// <summary>Draws a region's incidents and carries out the veto its outcome speaks of.</summary>
    public void Fill(SheetPlan plan)
    {
        if (plan.Outcome.Cause == ReasonCode.Vetoed)
        {
            Veto(plan, plan.Outcome.Subject!);
        }

        if (plan.Outcome.Cause is not (null or ReasonCode.Suspended or ReasonCode.BelowPassMark))
        {
            return;
        }

        foreach (var indicator in rulebook.Indicators.Where(i => i.FromIncidents))
        {
            var (filter, cost) = Mildest(indicator);
            var often = plan.Outcome.Cause is null ? 1 : 2;
            var expected = 0.55m - (0.02m * (plan.Year.Value - 2005));
            var perThousand = (int)(1000 * often * expected / cost);
            if (Draw.Chance(Math.Min(perThousand, 700), plan.Year.Value, plan.Lineage, indicator.Id)
                && CityBears(plan, indicator, cost))
            {
                Happen(plan, filter, indicator.IncidentKinds[0]);
            }
        }
    }

    /// <summary>One more mild incident of a kind that rolls up, the kinds taken in turn.</summary>
    public void Worsen(SheetPlan plan)
    {
        var counted = rulebook.Indicators.Where(i => i.FromIncidents && Mildest(i).Cost < Dear).ToList();
        var indicator = counted[plan.Incidents.Count % counted.Count];
        Happen(plan, Mildest(indicator).Filter, indicator.IncidentKinds[0]);
    }

    private void Veto(SheetPlan plan, string id)
    {
        var ground = rulebook.Vetoes.Single(veto => veto.Id == id);
        if (FirstCount(ground.When) is { } count)
        {
            for (var i = 0; i < count.AtLeast; i++)
            {
                var kind = count.Filter.Kinds is [var first, ..] ? first : rulebook.IncidentKinds[0].Id;
                Happen(plan, count.Filter, kind);
            }
        }

        plan.Vetoes.Add(new DemonstrationVeto(
            id,
            $"{ground.Name.En} (illustrative)",
            Confirmed: true,
            "the record bears it out (illustrative)"));
    }

    private static IncidentCount? FirstCount(Condition condition) => condition switch
    {
        IncidentCount count => count,
        AnyOf any => any.Conditions.Select(FirstCount).OfType<IncidentCount>().FirstOrDefault(),
        AllOf all => all.Conditions.Select(FirstCount).OfType<IncidentCount>().FirstOrDefault(),
        _ => null,
    };

    private bool CityBears(SheetPlan plan, Indicator indicator, decimal cost)
    {
        if (indicator.RollUp == RollUp.Own || plan.Region.Level == RegionLevel.City)
        {
            return true;
        }

        var (dear, cheap) = _ofCity.GetValueOrDefault(plan.Region.Parent);
        var bears = cost >= Dear ? dear < DearAYear : cheap < CheapAYear;
        if (bears)
        {
            _ofCity[plan.Region.Parent] = cost >= Dear ? (dear + 1, cheap) : (dear, cheap + 1);
        }

        return bears;
    }

    private static (IncidentFilter Filter, decimal Cost) Mildest(Indicator indicator)
    {
        var any = new IncidentFilter(indicator.IncidentKinds, [], null, null);
        return indicator.Scoring switch
        {
            DeductionTiered tiered => tiered.Tiers.MinBy(tier => tier.Points) is { } tier
                ? (tier.When, tier.Points.ToDecimal())
                : (any, 1),
            DeductionPerIncident each => (any, each.PerIncident.ToDecimal()),
            _ => (any, indicator.Points.ToDecimal()),
        };
    }

    private static void Happen(SheetPlan plan, IncidentFilter filter, string kind)
    {
        var number = plan.Incidents.Count;
        var day = Draw.Below(365, plan.Year.Value, plan.Lineage, $"day {number}");
        plan.Add(
            kind,
            filter.MinDeaths ?? 0,
            filter.Severities.Count > 0 ? filter.Severities[0] : null,
            new DateOnly(plan.Year.Value, 1, 1).AddDays(day));
    }
}
