using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using CsCheck;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

/// <summary>
/// Any small rulebook and any small year: every scoring function, aggregation, policy and roll-up occurs,
/// figures are missing, counties hang under cities, under the province or under nobody.
/// </summary>
internal static class AnyYear
{
    private static readonly Gen<Ratio> _share = Gen.Int[0, 4].Select(n => R(n, 4));

    private static readonly Gen<ScoringFunction> _byValue = Gen.OneOf<ScoringFunction>(
        Gen.Const<ScoringFunction>(new SteppedTable([new Step(R(50), P(3))])),
        Gen.Const<ScoringFunction>(new PassFail(R(40))),
        Gen.Select(Gen.Int[-50, 50], Gen.Int[1, 9], ScoringFunction (floor, length) => new LinearRamp(R(floor), R(floor + length))),
        Gen.Select(_share, ScoringFunction (share) => new BelowReference(P(0.3m), P(4), share)),
        Gen.Select(Gen.Bool, _share, ScoringFunction (percent, share) =>
            new ChangeOnLastYear(percent, R(-5), R(5), share, new ZeroBase(share, R(0)))),
        Gen.Select(Gen.Enum<RelativeMethod>(), _share, ScoringFunction (method, share) =>
            new Relative(method, R(-1), R(1), share)));

    private static readonly Gen<ScoringFunction> _byIncident = Gen.OneOf<ScoringFunction>(
        Gen.Const<ScoringFunction>(new DeductionPerIncident(P(1.5m), P(4), R(2))),
        Gen.Const<ScoringFunction>(new DeductionTiered(
            [new Tier(new IncidentFilter([], [], 3, null), P(3)), new Tier(new IncidentFilter([], [Severity.Major], null, null), P(1))],
            P(5),
            R(3, 2),
            R(2))));

    private static readonly Gen<Func<string, Indicator>> _indicator = Gen.Select(
        Gen.Int[1, 20],
        Gen.Enum<Direction>(),
        Gen.Bool,
        Gen.Enum<MissingPolicy>(),
        Gen.Enum<RollUp>(),
        Gen.Bool,
        Gen.Frequency((3, _byValue), (1, _byIncident)))
        .Select(Func<string, Indicator> (t) => id =>
        {
            var (points, direction, divided, missing, rollUp, weighted, scoring) = t;
            var deduction = scoring is DeductionPerIncident or DeductionTiered;
            // The loader has made sure that a deduction counts incidents, lower is better and takes no mean.
            return Indicator(
                id,
                points,
                Turned(scoring, direction),
                deduction ? Direction.LowerIsBetter : direction,
                divided && !deduction ? "people" : null,
                deduction ? ["accident"] : null,
                missing,
                deduction && rollUp == RollUp.Mean ? RollUp.Sum : rollUp,
                weighted && rollUp == RollUp.Mean ? "weight" : null);
        });

    public static Gen<Rulebook> Rulebook { get; } = Gen.Select(
        _indicator.Array[1, 3].Array[1, 3],
        Gen.Enum<Aggregation>().Array[4],
        Gen.Enum<RollUpMode>(),
        Gen.Enum<RankMode>(),
        Gen.Int[0, 30],
        Gen.Enum<RoundingMode>(),
        (groups, aggregations, cityScores, rankMode, passMark, rounding) => Make.Rulebook(
            Group("root", aggregations[3], null, [.. groups.Select((indicators, g) => Group(
                $"g{g}", aggregations[g], g == 0 ? 0.4m : null, [.. indicators.Select((make, i) => make($"g{g}i{i}"))]))]),
            Naming(passMark, figures: [new FigureMinimum("g0i0", R(10))]),
            Naming(passMark, countyShare: R(1, 2), scoreWeight: "weight"),
            Make.Ranking(rankMode, new("total", true), new("g0i0", false)),
            [new VetoGround("v", Name("v"), [RegionLevel.County, RegionLevel.City], new IncidentCount(new([], [], 4, null), 2))],
            [new KeyPeriod(Name("k"), 12, 1, 2, 28)],
            cityScores,
            1,
            rounding));

    private static readonly Gen<decimal> _value = Gen.Int[-40, 400].Select(n => n / 4m);

    public static readonly Gen<Incident> Incident = Gen.Select(
        Gen.Int[1, 99],
        Gen.Int[0, 364],
        Gen.Bool,
        Gen.Int[0, 6],
        Gen.Int[0, 4],
        Gen.Bool,
        (id, day, accident, deaths, severity, rectified) => new Incident(
            $"i-{id}",
            accident ? "accident" : "fire",
            new DateOnly(2017, 1, 1).AddDays(day),
            deaths,
            severity == 4 ? null : (Severity)severity,
            rectified));

    public static Gen<Sheet> Sheet(Rulebook rulebook, string key, RegionLevel level) => Gen.Select(
        Gen.Int[0, 3],
        _value.Array[rulebook.Indicators.Count + 2],
        Gen.Int[0, 12].Array[rulebook.Indicators.Count + 2],
        Incident.Array[0, 3],
        Gen.Int[0, 9],
        Gen.Bool,
        (parent, values, present, incidents, status, vetoed) => new Sheet(
            key,
            level,
            level == RegionLevel.City || parent == 3 ? null : $"c{parent}",
            FigureIds(rulebook)
                .Select((id, i) => (id, i))
                .Where(each => present[each.i] > 0)
                .ToDictionary(each => each.id, each => new Figure(values[each.i])),
            incidents,
            vetoed ? ["v"] : [],
            status switch { 0 => SheetStatus.NotAssessed, 1 => SheetStatus.Suspended, _ => SheetStatus.Assessed }));

    /// <summary>Cities c0 and c1 (c2 is a parent that no sheet has) and some counties.</summary>
    public static Gen<YearSheets> Sheets(Rulebook rulebook) => Gen.Select(
        Sheet(rulebook, "", RegionLevel.City).Array[0, 2],
        Sheet(rulebook, "", RegionLevel.County).Array[0, 7],
        Previous(rulebook),
        (cities, counties, previous) => new YearSheets(
            [
                .. cities.Select((sheet, i) => sheet with { Key = $"c{i}" }),
                .. counties.Select((sheet, i) => sheet with { Key = $"k{i}" }),
            ],
            previous));

    public static Gen<PreviousYear?> Previous(Rulebook rulebook) => Gen.Select(
        Gen.Bool,
        _value.Array[8],
        (none, values) => none ? null : new PreviousYear(
            rulebook.Indicators.ToDictionary(
                i => i.Id,
                IReadOnlyDictionary<string, Ratio> (i) => values.Take(5).Select((v, n) => ($"k{n}", R(v)))
                    .Append(("c0", R(values[5]))).ToDictionary(each => each.Item1, each => each.Item2)),
            rulebook.Indicators.ToDictionary(i => (RegionLevel.County, i.Id), i => R(values[6]))));

    public static IReadOnlyList<string> FigureIds(Rulebook rulebook) =>
        [.. rulebook.Indicators.Where(i => !i.FromIncidents).Select(i => i.Id), "people", "weight"];

    /// <summary>Ramps run towards the better end, as the loader makes sure.</summary>
    private static ScoringFunction Turned(ScoringFunction scoring, Direction direction) =>
        (scoring, direction) switch
        {
            (LinearRamp ramp, Direction.LowerIsBetter) => new LinearRamp(ramp.Target, ramp.Floor),
            (ChangeOnLastYear change, Direction.LowerIsBetter) => change with { Floor = change.Target, Target = change.Floor },
            _ => scoring,
        };
}
