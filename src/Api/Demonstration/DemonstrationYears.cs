using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Api.Demonstration;

/// <summary>
/// The award years 2005-2022 of Zhejiang, made from the table of outcomes: figures, incidents, vetoes and
/// suspensions that the rulebook turns into those outcomes, and the decisions that came later. Pure: the same
/// files and rulebook give the same years. Nearly all of it is made up, and each figure says so.
/// </summary>
public sealed class DemonstrationYears
{
    private readonly OutcomeTable _outcomes;
    private readonly KnownValues _known;

    /// <exception cref="DataFileException">A file cannot be read.</exception>
    public DemonstrationYears(string folder)
    {
        Register = RegisterFiles.Read(folder);
        _outcomes = OutcomeTable.Read(folder);
        _known = KnownValues.Read(folder);
        First = _outcomes.Rows.Min(row => row.Year);
        Last = _outcomes.Rows.Max(row => row.Year);
    }

    public RegisterFiles Register { get; }

    public AwardYear First { get; }

    public AwardYear Last { get; }

    /// <summary>The years in order, each made when it is asked for.</summary>
    /// <exception cref="InvalidOperationException">
    /// The rulebook does not allow the outcomes of the table.
    /// </exception>
    /// <exception cref="DataFileException">
    /// The rulebook divides by something there are no figures of.
    /// </exception>
    public IEnumerable<DemonstrationYear> Make(Rulebook rulebook)
    {
        var register = new RegionRegister(Register.Regions, Register.Lineage);
        var populations = new Populations(register, _known, First, Last);
        PreviousYear? previous = null;
        for (var year = First; year.CompareTo(Last) <= 0; year = year.Next)
        {
            var plans = Plans(rulebook, register, populations, year);
            var rating = new YearPlan(rulebook, _known, plans, previous).Fill();
            yield return new DemonstrationYear(
                year,
                [.. plans.Select(plan => plan.ToDemonstration())],
                [.. _outcomes.Later.Where(decision => decision.After == year)]);
            previous = HandOn(register, year.Next, rating.AsPrevious);
        }
    }

    private List<SheetPlan> Plans(
        Rulebook rulebook, RegionRegister register, Populations populations, AwardYear year)
    {
        var outcomes = _outcomes.Rows.Where(row => row.Year == year).ToDictionary(row => row.Code);
        var regions = register.RegionsOf(RegisterFiles.Zhejiang, year).ToLookup(region => region.Level);
        var counties = regions[RegionLevel.County].Select(CountyPlan).ToList();
        return [.. counties, .. regions[RegionLevel.City].Select(CityPlan)];

        SheetPlan CountyPlan(RegisterRow region)
        {
            var (population, evidence) = populations.OfCounty(region, year);
            var plan = Plan(region, population, evidence);
            foreach (var id in rulebook.Denominators.Select(denominator => denominator.Id))
            {
                plan.Denominators[id] = Trend.Denominator(id, population, year, plan.Lineage);
            }

            return plan;
        }

        SheetPlan CityPlan(RegisterRow region)
        {
            var own = counties.Where(plan => plan.Region.Parent == region.Code).ToList();
            var plan = Plan(region, own.Sum(county => county.Population), SheetPlan.Illustrative);
            foreach (var id in rulebook.Denominators.Select(denominator => denominator.Id))
            {
                plan.Denominators[id] = own.Sum(county => county.Denominators[id]);
            }

            return plan;
        }

        SheetPlan Plan(RegisterRow region, decimal population, string evidence) =>
            new(year, region, register.LineageOf(region.Code)!.Value, outcomes[region.Code])
            {
                Population = population,
                DenominatorEvidence = evidence,
            };
    }

    // Last year's values under this year's codes.
    private static PreviousYear HandOn(RegionRegister register, AwardYear year, PreviousYear last)
    {
        var codes = register.RegionsOf(RegisterFiles.Zhejiang, year)
            .Select(region => (
                Now: region.Code.Value,
                Before: register.CodeOf(register.LineageOf(region.Code)!.Value, year.Previous)?.Value))
            .Where(pair => pair.Before is not null)
            .ToList();
        return new PreviousYear(
            last.Values.ToDictionary(
                indicator => indicator.Key,
                IReadOnlyDictionary<string, Ratio> (indicator) => codes
                    .Where(pair => indicator.Value.ContainsKey(pair.Before!))
                    .ToDictionary(pair => pair.Now, pair => indicator.Value[pair.Before!])),
            last.Means);
    }
}
