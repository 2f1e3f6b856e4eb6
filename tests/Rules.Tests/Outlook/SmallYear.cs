using Award.Rules;
using Award.Rules.Outlook;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;
using CsCheck;
using Rules.Tests.Rating;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Outlook;

/// <summary>
/// Any year small enough to try every change of region "r": two to four indicators whose figures are whole
/// numbers from 0 to <see cref="Most"/>, every scoring function, aggregation and policy, minima, a figure
/// minimum, peers, counties, last year, now and then a veto, a suspension or a denominator below zero.
/// </summary>
internal sealed record SmallYear(Rulebook Rulebook, YearSheets Sheets)
{
    public const int Most = 3;

    public static StreakSoFar Streak { get; } = new(
        new("330624"),
        new(2017),
        [new YearOutcome(new(2015), new("330624"), Outcome.Designated), new YearOutcome(new(2016), new("330624"), Outcome.Designated)],
        _ => (Ladder.None, new StreakRules(new(2005), TitleAfterBreak.Keep, true, true)));

    private static readonly Gen<Ratio> _share = Gen.Int[0, 4].Select(n => R(n, 4));

    private static readonly Gen<ScoringFunction> _scoring = Gen.OneOf<ScoringFunction>(
        Gen.Select(Gen.Int[-1, 2], Gen.Int[1, 4], ScoringFunction (floor, length) => new LinearRamp(R(floor), R(floor + length))),
        Gen.Int[1, 3].Select(ScoringFunction (at) => new PassFail(R(at))),
        Gen.Select(_share, Gen.Int[0, 3], ScoringFunction (share, each) => new BelowReference(P(each), P(4), share)),
        Gen.Select(Gen.Bool, _share, _share, ScoringFunction (percent, share, risen) => percent
            ? new ChangeOnLastYear(true, R(-100), R(100), share, new ZeroBase(share, risen))
            : new ChangeOnLastYear(false, R(-2), R(2), share, new ZeroBase(share, risen))),
        Gen.Select(Gen.Enum<RelativeMethod>(), _share, ScoringFunction (method, share) => new Relative(method, R(-1), R(1), share)),
        Gen.Const<ScoringFunction>(new DeductionPerIncident(P(2), P(5), R(2))));

    private static readonly Gen<Func<string, Indicator>> _indicator = Gen.Select(
        Gen.Int[1, 9],
        Gen.Enum<Direction>(),
        Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true))),
        Gen.Enum<MissingPolicy>(),
        Gen.Frequency((3, Gen.Const(RollUp.Own)), (1, Gen.Enum<RollUp>())),
        _scoring)
        .Select(Func<string, Indicator> (t) => id =>
        {
            var (points, direction, divided, missing, rollUp, scoring) = t;
            var incidents = scoring is DeductionPerIncident;
            return Indicator(
                id,
                points,
                direction == Direction.HigherIsBetter ? scoring : Turned(scoring),
                incidents ? Direction.LowerIsBetter : direction,
                divided && !incidents ? "people" : null,
                incidents ? ["accident"] : null,
                missing,
                incidents && rollUp == RollUp.Mean ? RollUp.Sum : rollUp);
        });

    private static readonly Gen<Rulebook> _rulebook = Gen.Select(
        _indicator.Array[1, 2].Array[2],
        Gen.Frequency((2, Gen.Const(Aggregation.Sum)), (1, Gen.Enum<Aggregation>())).Array[3],
        Gen.Int[0, 3],
        Gen.Int[0, 100],
        Gen.Frequency((5, Gen.Const(RollUpMode.Figures)), (1, Gen.Const(RollUpMode.MeanOfCountyScores))),
        Gen.Frequency((3, Gen.Const(-1)), (1, Gen.Int[0, 3])),
        Gen.Enum<RoundingMode>(),
        (groups, aggregations, minimum, pass, cityScores, survey, rounding) =>
        {
            var root = Group("root", aggregations[2], null, [.. groups.Select((indicators, g) => Group(
                $"g{g}",
                aggregations[g],
                g == 0 && minimum > 0 ? minimum / 4m : null,
                [.. indicators.Select((make, i) => make($"g{g}i{i}"))]))]);
            var naming = Naming(
                decimal.Floor(root.Points.ToDecimal() * pass) / 100,
                figures: survey < 0 ? [] : [new FigureMinimum("g0i0", R(survey))]);
            return Make.Rulebook(
                root,
                naming,
                naming with { MinimumCountyShare = R(1, 2) },
                vetoes: [new VetoGround("v", Name("v"), [RegionLevel.County], new RaisedByPerson())],
                cityScores: cityScores,
                decimals: 1,
                rounding: rounding);
        });

    public static Gen<SmallYear> Any { get; } =
        from rulebook in _rulebook
        from region in Region(rulebook)
        from others in Other(rulebook).Array[0, 3]
        from previous in Previous(rulebook)
        select new SmallYear(rulebook, new YearSheets([region, .. others.Select((o, n) => o with { Key = $"o{n}" })], previous));

    public IReadOnlyDictionary<string, FigureBounds> Bounds => Rulebook.Indicators.ToDictionary(
        indicator => indicator.Id, _ => new FigureBounds(new Figure(0), new Figure(Most)));

    public LeastChange LeastChange() =>
        Award.Rules.Outlook.LeastChange.Of(Rulebook, Sheets, "r", Streak, Bounds);

    private static Gen<Sheet> Region(Rulebook rulebook) => Gen.Select(
        Figures(rulebook),
        Gen.Int[0, 3],
        Gen.Int[0, 19],
        Gen.Int[0, 9],
        (figures, city, special, incidents) => new Sheet(
            "r",
            city == 0 ? RegionLevel.City : RegionLevel.County,
            null,
            figures,
            incidents < 2 ? [Incident("a"), Incident("b", rectified: false)] : [],
            special == 0 ? ["v"] : [],
            special switch { 1 => SheetStatus.Suspended, 2 => SheetStatus.NotAssessed, _ => SheetStatus.Assessed }));

    private static Gen<Sheet> Other(Rulebook rulebook) => Gen.Select(
        Figures(rulebook),
        Gen.Int[0, 2],
        (figures, kind) => new Sheet(
            "", kind == 0 ? RegionLevel.City : RegionLevel.County, kind == 1 ? "r" : null, figures, [], [], SheetStatus.Assessed));

    private static Gen<Dictionary<string, Figure>> Figures(Rulebook rulebook) => Gen.Select(
        Gen.Int[-2, Most + 1].Array[rulebook.Indicators.Count],
        Gen.Frequency((1, Gen.Const(-1)), (1, Gen.Const(2)), (8, Gen.Const(1))),
        (values, people) => rulebook.Indicators
            .Select((indicator, i) => (indicator.Id, Value: values[i]))
            .Where(each => each.Value >= -1)
            .Append(("people", people))
            .ToDictionary(each => each.Item1, each => new Figure(each.Item2)));

    private static Gen<PreviousYear?> Previous(Rulebook rulebook) => Gen.Select(
        Gen.Int[0, 2],
        Gen.Int[-1, Most].Array[rulebook.Indicators.Count],
        (none, values) => none == 0 ? null : new PreviousYear(
            rulebook.Indicators.Select((indicator, i) => (indicator.Id, Value: values[i])).ToDictionary(
                each => each.Id,
                IReadOnlyDictionary<string, Ratio> (each) => new Dictionary<string, Ratio> { ["r"] = R(each.Value) }),
            rulebook.Indicators.Select((indicator, i) => (indicator.Id, Value: values[i]))
                .ToDictionary(each => (RegionLevel.County, each.Id), each => R(each.Value))));

    private static ScoringFunction Turned(ScoringFunction scoring) => scoring switch
    {
        LinearRamp ramp => new LinearRamp(ramp.Target, ramp.Floor),
        ChangeOnLastYear change => change with { Floor = change.Target, Target = change.Floor },
        _ => scoring,
    };
}
