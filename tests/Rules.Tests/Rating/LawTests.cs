using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using CsCheck;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

/// <summary>What holds of every rating.</summary>
public sealed class LawTests
{
    private static readonly Gen<(Rulebook Rulebook, YearSheets Sheets)> _year =
        from rulebook in AnyYear.Rulebook
        from sheets in AnyYear.Sheets(rulebook)
        select (rulebook, sheets);

    private static readonly Gen<ScoringFunction> _absolute = Gen.Int[0, 5].Select(ScoringFunction (i) => i switch
    {
        0 => new LinearRamp(R(20), R(70)),
        1 => new Bands(R(80), [new Band(R(80), R(50), P(0.2m)), new Band(R(40), R(-10), P(0.7m))]),
        2 => new SteppedTable([new Step(R(70), P(10)), new Step(R(50), P(6)), new Step(R(10), P(1))]),
        3 => new PassFail(R(33)),
        4 => new BelowReference(P(0.3m), P(7), R(1)),
        _ => new ChangeOnLastYear(true, R(-10), R(10), R(1), new ZeroBase(R(1), R(0))),
    });

    private static readonly PreviousYear _previous = new(
        new Dictionary<string, IReadOnlyDictionary<string, Ratio>> { ["i"] = new Dictionary<string, Ratio> { ["a"] = R(45) } },
        new Dictionary<(RegionLevel, string), Ratio> { [(RegionLevel.County, "i")] = R(60) });

    [Fact]
    public void A_better_value_never_scores_less() =>
        Gen.Select(_absolute, Gen.Int[-400, 1600], Gen.Int[0, 400]).Sample(
            (scoring, eighths, more) =>
            {
                var indicator = Indicator("i", 10, scoring);
                Assert.True(Marks(indicator, (eighths + more) / 8m, _previous) >= Marks(indicator, eighths / 8m, _previous));
            },
            iter: 500);

    /// <summary>The mirror image of a rule scores the mirror image of a value alike.</summary>
    [Fact]
    public void Direction_is_a_mirror() =>
        Gen.Select(_absolute.Where(s => s is not ChangeOnLastYear), Gen.Int[-400, 1600]).Sample(
            (scoring, eighths) =>
            {
                var mirrored = new PreviousYear(
                    new Dictionary<string, IReadOnlyDictionary<string, Ratio>>(),
                    new Dictionary<(RegionLevel, string), Ratio> { [(RegionLevel.County, "i")] = R(-60) });
                Assert.Equal(
                    Marks(Indicator("i", 10, scoring), eighths / 8m, _previous),
                    Marks(Indicator("i", 10, Mirror(scoring), Direction.LowerIsBetter), -eighths / 8m, mirrored));
            },
            iter: 500);

    [Fact]
    public void Points_lie_between_zero_and_full_marks_in_every_node() =>
        _year.Sample(
            year =>
            {
                foreach (var node in Nodes(Rater.Rate(year.Rulebook, year.Sheets)))
                {
                    Assert.True(node.Points is null || (node.Points >= Points.Zero && node.Points <= node.Full));
                    Assert.True(node.Full <= year.Rulebook.Root.Points);
                    Assert.False(node is { Excluded: true, Points: not null });
                }
            },
            iter: 200);

    [Fact]
    public void Childrens_full_marks_add_up_to_their_groups_and_so_do_points_under_sum() =>
        _year.Where(year => year.Rulebook.CityScores == RollUpMode.Figures).Sample(
            year =>
            {
                foreach (var node in Nodes(Rater.Rate(year.Rulebook, year.Sheets)).Where(n => n is { Excluded: false, Children.Count: > 0 }))
                {
                    Assert.Equal(node.Full, node.Children.Aggregate(Points.Zero, (sum, child) => sum + child.Full));
                    if (node.Rule == "sum" && node.Points is { } points)
                        Assert.Equal(points, node.Children.Aggregate(Points.Zero, (sum, child) => sum + (child.Points ?? default)));
                }
            },
            iter: 200);

    [Fact]
    public void The_order_of_sheets_figures_and_incidents_changes_nothing() =>
        Gen.Select(_year, Gen.Int[0, int.MaxValue]).Sample(
            (year, seed) =>
            {
                var shuffled = year.Sheets.Sheets
                    .OrderBy(sheet => HashCode.Combine(seed, sheet.Key))
                    .Select(sheet => sheet with
                    {
                        Figures = sheet.Figures.Reverse().ToDictionary(),
                        Incidents = [.. sheet.Incidents.Reverse()],
                    });
                Assert.Equal(
                    Dump.Of(Rater.Rate(year.Rulebook, year.Sheets)),
                    Dump.Of(Rater.Rate(year.Rulebook, year.Sheets with { Sheets = [.. shuffled] })));
            },
            iter: 200);

    [Fact]
    public void A_designated_region_has_a_total_a_place_and_no_reason_and_every_other_has_a_reason() =>
        _year.Sample(
            year =>
            {
                var rating = Rater.Rate(year.Rulebook, year.Sheets);
                foreach (var sheet in rating.Counties.Concat(rating.Cities))
                {
                    Assert.Equal(sheet.Outcome == Outcome.Designated, sheet.Reasons.Count == 0);
                    Assert.Equal(sheet.Total is null, sheet.Rank is null);
                    Assert.Equal(sheet.Total is null && sheet.Outcome != Outcome.NotAssessed, sheet.Pending);
                    Assert.False(sheet.Pending && sheet.Outcome == Outcome.Designated);
                }
            },
            iter: 200);

    [Fact]
    public void Reporting_a_missing_figure_never_lowers_a_total_where_missing_scores_zero() =>
        Gen.Select(_absolute, Gen.Int[-400, 1600], Gen.Int[0, 100]).Sample(
            (scoring, eighths, other) =>
            {
                var book = Rulebook(Indicator("i", 10, scoring, missing: MissingPolicy.Zero), Indicator("j", 10));
                var without = book.Rate(_previous, County("a", ("j", other))).Of("a");
                var with = book.Rate(_previous, County("a", ("j", other), ("i", eighths / 8m))).Of("a");
                Assert.True(with.Total >= without.Total);
            },
            iter: 200);

    [Fact]
    public void Leaving_a_figure_out_under_rescaling_gives_what_the_rulebook_without_it_gives() =>
        Gen.Select(Gen.Int[0, 800], Gen.Int[0, 800], Gen.Int[1, 40], Gen.Int[1, 40]).Sample(
            (a, b, p, q) =>
            {
                Indicator Left(string id, decimal points) => Indicator(id, points, missing: MissingPolicy.ExcludeAndRescale);
                var figures = new[] { ("a", a / 8m), ("b", b / 8m) };
                var book = Rulebook(Left("a", p), Left("b", q), Left("c", p + q));
                var half = Rulebook(Left("a", 2 * p), Left("b", 2 * q));
                Assert.Equal(
                    half.Rate(County("k", figures)).Of("k").PointsOf("root"),
                    book.Rate(County("k", figures)).Of("k").PointsOf("root"));
            },
            iter: 200);

    [Fact]
    public void An_incident_never_raises_a_total() =>
        Gen.Select(AnyYear.Incident.Array[0, 4], AnyYear.Incident, Gen.Bool).Sample(
            (incidents, one, tiered) =>
            {
                ScoringFunction rule = tiered
                    ? new DeductionTiered([new Tier(new([], [], 3, null), P(3)), new Tier(new([], [], null, null), P(2))], P(9), R(2), R(2))
                    : new DeductionPerIncident(P(1), P(9), R(3));
                var book = Rulebook(Indicator("i", 10, rule, Direction.LowerIsBetter, kinds: ["accident", "fire"]));
                Assert.True(
                    book.Rate(County("a").With([.. incidents, one])).Of("a").Total
                    <= book.Rate(County("a").With(incidents)).Of("a").Total);
            },
            iter: 300);

    /// <summary>
    /// Figures at the ends of what a figure can be, through every rule: there is always a rating.
    /// </summary>
    [Fact]
    public void Extreme_figures_are_rated_like_any_other() =>
        Gen.Select(_year, Gen.Int[0, 4].Array[8]).Sample(
            (year, picks) =>
            {
                decimal[] extremes = [999_999_999_999_999_999.9999999999m, -999_999_999_999_999_999.9999999999m, 0, 0.0000000001m, 7];
                var sheets = year.Sheets.Sheets.Select((sheet, n) => sheet with
                {
                    Figures = sheet.Figures.Keys.Select((id, i) => (id, i)).ToDictionary(
                        each => each.id, each => new Figure(extremes[picks[(n + each.i) % 8]])),
                });
                var rating = Rater.Rate(year.Rulebook, year.Sheets with { Sheets = [.. sheets] });
                Assert.Equal(year.Sheets.Sheets.Count, rating.Counties.Count + rating.Cities.Count);
            },
            iter: 200);

    [Fact]
    public void Two_sheets_with_one_key_are_no_year() =>
        Assert.Throws<ArgumentException>(() => Rulebook(Indicator("i", 1)).Rate(County("a"), City("a")));

    private static IEnumerable<NodeScore> Nodes(YearRating rating) =>
        rating.Counties.Concat(rating.Cities).SelectMany(sheet => Nodes(sheet.Score));

    private static IEnumerable<NodeScore> Nodes(NodeScore score) => score.Children.SelectMany(Nodes).Prepend(score);

    private static ScoringFunction Mirror(ScoringFunction scoring) => scoring switch
    {
        LinearRamp ramp => new LinearRamp(-ramp.Floor, -ramp.Target),
        Bands bands => new Bands(-bands.FullAt, [.. bands.Steps.Select(band => band with { From = -band.From, To = -band.To })]),
        SteppedTable table => new SteppedTable([.. table.Steps.Select(step => step with { Limit = -step.Limit })]),
        PassFail pass => new PassFail(-pass.Limit),
        _ => scoring,
    };
}
