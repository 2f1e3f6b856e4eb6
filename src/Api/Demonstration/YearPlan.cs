using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Api.Demonstration;

/// <summary>
/// Chooses all figures of one award year, so that rating them gives the outcomes of the table.
/// </summary>
internal sealed class YearPlan
{
    // More incidents than a city needs to fail; beyond them the table cannot be met.
    private const int MostIncidents = 60;

    private const int MostLifts = 6;

    /// <summary>What a total that is to pass stays clear of the pass mark by.</summary>
    private const decimal Clear = 4;

    private readonly Rulebook _rulebook;
    private readonly PreviousYear? _previous;
    private readonly IncidentPlan _incidents;
    private readonly FigureChoice _countyChoice;
    private readonly FigureChoice _cityChoice;
    private readonly List<SheetPlan> _counties;
    private readonly List<SheetPlan> _cities;
    private readonly Dictionary<SheetPlan, Target> _targets;
    private YearRating? _rating;

    /// <param name="plans">Every region of the year, with its outcome and denominators.</param>
    /// <param name="previous">Last year's references, keyed by this year's codes.</param>
    public YearPlan(
        Rulebook rulebook, KnownValues known, IReadOnlyList<SheetPlan> plans, PreviousYear? previous)
    {
        _rulebook = rulebook;
        _previous = previous;
        _incidents = new IncidentPlan(rulebook);
        _countyChoice = new FigureChoice(rulebook, Expected(RegionLevel.County), known, previous);
        _cityChoice = new FigureChoice(rulebook, Expected(RegionLevel.City), known, previous);
        _counties = [.. plans.Where(plan => plan.Region.Level == RegionLevel.County)];
        _cities = [.. plans.Where(plan => plan.Region.Level == RegionLevel.City)];
        var cities = _cities.ToDictionary(plan => plan.Region.Code, plan => plan.Outcome);
        _targets = plans.ToDictionary(
            plan => plan, plan => Target.Of(rulebook, plan, cities.GetValueOrDefault(plan.Region.Parent)));
    }

    /// <summary>Fills every plan and returns the rating of the whole.</summary>
    /// <exception cref="InvalidOperationException">
    /// The rulebook does not allow the outcomes of the table.
    /// </exception>
    public YearRating Fill()
    {
        foreach (var plan in _counties)
        {
            _incidents.Fill(plan);
            _countyChoice.Start(plan, _targets[plan]);
        }

        var unsettled = Rate(_counties).Counties.ToDictionary(rating => rating.Key);
        foreach (var plan in _counties)
        {
            _countyChoice.Settle(plan, _targets[plan], unsettled[plan.Key]);
        }

        foreach (var plan in _cities)
        {
            _incidents.Fill(plan);
            _cityChoice.Start(plan, _targets[plan]);
        }

        var cities = Lift(unsettled);
        foreach (var plan in _cities.Where(plan => _targets[plan].Least is null))
        {
            _cityChoice.SettleCity(plan, cities[plan.Key].Total!.Value.ToDecimal() - _targets[plan].Total);
            Worsen(plan);
        }

        var rating = Rate(All);
        RejectVetoes(rating);
        Check(rating);
        return rating;
    }

    private IEnumerable<SheetPlan> All => _counties.Concat(_cities);

    private YearRating Rate(IEnumerable<SheetPlan> plans) =>
        _rating = Rater.Rate(
            _rulebook, new YearSheets([.. plans.Select(plan => plan.ToSheet())], _previous), _rating);

    // A city that is not to fail by its total but would: its counties do better, by as much as it lacks.
    private Dictionary<string, SheetRating> Lift(Dictionary<string, SheetRating> unsettled)
    {
        for (var times = 0; ; times++)
        {
            var cities = Rate(All).Cities.ToDictionary(rating => rating.Key);
            var low = _cities.Where(plan => Lacking(plan, cities[plan.Key]) > 0).ToList();
            if (low.Count == 0 || times == MostLifts)
            {
                return cities;
            }

            foreach (var city in low)
            {
                foreach (var plan in PassingIn(city))
                {
                    var lifted = _targets[plan].Total + (1.25m * Lacking(city, cities[city.Key]));
                    _targets[plan] = _targets[plan] with { Total = lifted };
                    _countyChoice.Settle(plan, _targets[plan], unsettled[plan.Key]);
                }
            }
        }
    }

    private IEnumerable<SheetPlan> PassingIn(SheetPlan city) => _counties.Where(
        plan => plan.Region.Parent == city.Region.Code && _targets[plan].Least is not null);

    private decimal Lacking(SheetPlan city, SheetRating rating) =>
        _targets[city].Least is { } least ? least + Clear - rating.Total!.Value.ToDecimal() : 0;

    // What its surveys cannot lose, a city that is to fail by its total loses by mild incidents of its own.
    private void Worsen(SheetPlan plan)
    {
        while (plan.Incidents.Count < MostIncidents && TotalOf(plan) > _targets[plan].Total)
        {
            _incidents.Worsen(plan);
        }
    }

    private decimal TotalOf(SheetPlan city) =>
        Rate(All).Cities.Single(rating => rating.Key == city.Key).Total!.Value.ToDecimal();

    // A ground that holds and is not to bar: raised, looked into and rejected. So it is with a city's for a
    // county's incident.
    private void RejectVetoes(YearRating rating)
    {
        var plans = All.ToDictionary(plan => plan.Key);
        foreach (var region in rating.Counties.Concat(rating.Cities))
        {
            var vetoes = plans[region.Key].Vetoes;
            foreach (var ground in region.ProposedVetoes.Where(id => vetoes.All(veto => veto.Ground != id)))
            {
                var name = _rulebook.Vetoes.Single(veto => veto.Id == ground).Name.En;
                vetoes.Add(new DemonstrationVeto(
                    ground,
                    $"{name} (illustrative)",
                    Confirmed: false,
                    "one of its counties bears it already (illustrative)"));
            }
        }
    }

    private void Check(YearRating rating)
    {
        var plans = All.ToDictionary(plan => plan.Key);
        var wrong = rating.Counties.Concat(rating.Cities)
            .Where(region => !Agrees(plans[region.Key].Outcome, region))
            .Select(region =>
                $"{region.Key} {region.Total}: {region.Outcome} ({string.Join("; ", region.Reasons)}) "
                + $"instead of {plans[region.Key].Outcome.Outcome} ({plans[region.Key].Outcome.Cause})")
            .ToList();
        if (wrong.Count > 0)
        {
            throw new InvalidOperationException(
                $"rulebook '{_rulebook.Id}' does not give the demonstration's outcomes of "
                + $"{_counties[0].Year}: "
                + string.Join(" | ", wrong));
        }
    }

    private static bool Agrees(OutcomeRow row, SheetRating rating) =>
        row.Outcome == rating.Outcome
        && (row.Cause is { } cause
            ? rating.Reasons.Count == 1
                && rating.Reasons[0].Code == cause
                && (row.Subject is null || rating.Reasons[0].Subject == row.Subject)
            : rating.Reasons.Count == 0);

    private ExpectedFigures Expected(RegionLevel level) => new(_rulebook, level, hasCounties: true);
}
