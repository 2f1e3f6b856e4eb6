using Award.Rules;
using Award.Rules.Outlook;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Rules.Tests.Rating;
using Rules.Tests.Rulebooks;
using Rules.Tests.Streaks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Outlook;

public sealed class LeastChangeTests
{
    private static readonly StreakSoFar _twoYears = new(
        Runs.Code, new(2017), Runs.Of("DD", 2015), _ => (Runs.Zhejiang, Runs.Rules));

    // a: 50 points, b: 30 (at least half), c: 20, lower is better; 70 to pass.
    private static readonly Rulebook _book = Rulebook(
        Group(
            "root",
            Group("d1", Indicator("a", 50)),
            Group("d2", Aggregation.Sum, 0.5m, Indicator("b", 30)),
            Group("d3", Indicator("c", 20, new LinearRamp(R(50), R(10)), Direction.LowerIsBetter))),
        Naming(70),
        vetoes: [new VetoGround("v", Name("v"), [RegionLevel.County], new RaisedByPerson())]) with { Ladder = Runs.Zhejiang };

    [Theory]
    //          figures           moves, each with the points it gains; the total after
    [InlineData("a=80 b=80 c=20", "Designated")]
    [InlineData("a=60 b=60 c=30", "Found a 60>84 +12 = 70")] // 30 + 18 + 10 = 58: the 12 that lack are 24 of a
    [InlineData("a=60.5 b=60 c=30", "Found a 60.5>84 +11.75 = 70")]
    [InlineData("a=90 b=40 c=30", "Found b 40>50 +3 = 70")] // 45 + 12 + 10 = 67, and b lacks 3 of its least 15
    [InlineData("a=10 b=10 c=50", "Found a 10>100 +45, b 10>67 +17.1 = 70.1")] // 5 + 3: b may not be more than 0.5 points over
    [InlineData("a=100 b=40 c=50", "Found b 40>67 +8.1 = 70.1")]
    [InlineData("b=80 c=20", "Found a ->62 +31 = 70")] // 24 + 15: nothing to move, a is to be reported
    [InlineData("a=99 b=80", "Found c ->100 any +0 = 73.5")] // it only has to be there
    [InlineData("a=50 b=80 c=30.1", "Found a 50>73 +11.5 = 70.45")] // 25 + 24 + 9.95: a is reported whole
    public void The_least_change_is_found(string given, string told) =>
        Assert.Equal(told, Said(LeastChange.Of(_book, Year(given), "k", _twoYears)));

    [Fact]
    public void It_says_what_the_streak_would_be()
    {
        var told = LeastChange.Of(_book, Year("a=60 b=60 c=30"), "k", _twoYears, kept: Rater.Rate(_book, Year("a=1")));
        Assert.Equal("3 2015-2017 tripod, bronze in 3 by 2020; tripod 2017", Runs.Said(told.After!.Streak));
        Assert.Equal("0 -, plaque in 1 by 2018", Runs.Said(told.Before.Streak));
        Assert.Equal(1, told.After.Rank);
    }

    [Theory]
    [InlineData("veto", "Vetoed v - -")]
    [InlineData("suspended", "Suspended k - -")]
    [InlineData("barred", "Suspended k - -")]
    [InlineData("not-assessed", "NotAssessed k - -")]
    [InlineData("bounds", "BelowPassMark total 70 69")] // at best a 70, b 80, c 30: 35 + 24 + 10
    public void When_no_figure_helps_it_says_why(string why, string obstacle)
    {
        var sheet = Year("a=60 b=60 c=30").Sheets[0] with
        {
            ConfirmedVetoes = why == "veto" ? ["v"] : [],
            Status = why switch
            {
                "suspended" => SheetStatus.Suspended,
                "barred" => SheetStatus.Barred,
                "not-assessed" => SheetStatus.NotAssessed,
                _ => SheetStatus.Assessed,
            },
        };
        var bounds = new Dictionary<string, FigureBounds>
        {
            ["a"] = new(new(0), new(70)), ["b"] = new(new(0), new(80)), ["c"] = new(new(30), new(99)),
        };
        var told = LeastChange.Of(_book, new YearSheets([sheet], null), "k", _twoYears, bounds);
        Assert.Equal((LeastChangeVerdict.None, null), (told.Verdict, told.After));
        Assert.Equal([obstacle], told.Obstacles.Lines());
        Assert.Throws<ArgumentException>(() => LeastChange.Of(_book, Year(""), "l", _twoYears));
    }

    // Its own survey is the city's to change; s rolls up, fires happened, and without residents r has no value.
    [Fact]
    public void A_city_changes_only_what_it_reports_itself()
    {
        var book = Rulebook(
            Group(
                "root",
                Indicator("survey", 40),
                Indicator("s", 40, rollUp: RollUp.Sum),
                Indicator("r", 10, per: "people", missing: MissingPolicy.Zero),
                Indicator("fires", 10, new DeductionPerIncident(P(5), P(10), R(1)), Direction.LowerIsBetter, kinds: ["fire"])),
            Naming(0),
            Naming(60, countyShare: R(1, 2)));
        Sheet[] counties = [County("p", "x", ("s", 30), ("survey", 50), ("r", 1), ("people", 1)), County("q", "x", ("s", 20))];
        var city = City("x", ("survey", 30), ("s", 100)).With(Incident("f", kind: "fire"));
        Assert.Equal(
            "Found survey 30>88 +23.2 = 60.2", // 12 + 20 + 0 + 5
            Said(LeastChange.Of(book, new YearSheets([city, .. counties], null), "x", _twoYears)));
        var told = LeastChange.Of(book, new YearSheets([city, counties[1]], null), "x", _twoYears);
        Assert.Equal((LeastChangeVerdict.None, "TooFewCountiesDesignated counties 0.5 0/1"), (told.Verdict, told.Obstacles.Lines().Single()));
    }

    [Theory]
    // The minimum of 0.25 asks for hundredths; what shows as 6.25 is enough.
    [InlineData("%", true, "40", "Found i 40>62.46 +2.246 = 6.25")]
    [InlineData("是/否", true, "0", "None")] // 1 at most
    [InlineData("起", true, "140", "Designated")]
    [InlineData("%", false, "80", "Found i 80>37.54 +4.246 = 6.25")]
    public void Figures_move_on_their_own_grid(string unit, bool higher, string from, string told)
    {
        var ramp = higher ? new LinearRamp(R(0), R(100)) : new LinearRamp(R(100), R(0));
        var indicator = Indicator("i", 10, ramp, higher ? Direction.HigherIsBetter : Direction.LowerIsBetter) with { Unit = unit };
        var book = Rulebook(Group("root", indicator), Naming(6.25m, figures: [new FigureMinimum("i", higher ? R(0.25m) : R(99.25m))]));
        Assert.True(Figure.TryParse(from, out var figure));
        Assert.Equal(told, Said(LeastChange.Of(book, new YearSheets([County("k", ("i", figure.Value))], null), "k", _twoYears)).Split(" [")[0]);
    }

    // Bands and steps have levels too; a growth already below zero may stay there.
    [Fact]
    public void Every_kind_of_level_is_looked_at()
    {
        var book = Rulebook(
            Group(
                "root",
                Indicator("bands", 10, new Bands(R(99.5m), [new Band(R(99.5m), R(0), P(0.2m))])),
                Indicator("steps", 10, new SteppedTable([new Step(R(2.5m), P(10)), new Step(R(-1.25m), P(5))])),
                Indicator("pass", 10, new PassFail(R(1.5m)))),
            Naming(25, figures: [new FigureMinimum("pass", R(1.5m))]));
        Assert.Equal(
            "Found bands 10>99.5 +10, steps -3>-1.25 +5, pass 1>1.5 +10 = 25",
            Said(LeastChange.Of(book, Year("bands=10 steps=-3 pass=1"), "k", _twoYears)));
    }

    // 987 points of the demonstration rulebook, less what the figures below the targets cost: the survey's minimum of
    // 90 has to be met, whatever the total.
    [Fact]
    public void Under_the_demonstration_rulebook_it_takes_few_ratings()
    {
        var book = Books.Load(Books.Text("zhejiang-demonstration.yaml"));
        var figures = book.Indicators.Where(indicator => !indicator.FromIncidents).Select(indicator => (indicator.Id, Value: indicator.Scoring switch
        {
            LinearRamp ramp => ((ramp.Floor + ramp.Target) * R(1, 2) * (indicator.Denominator is null ? Ratio.One : R(100))).ToDecimal(4),
            Bands bands => bands.Steps[0].To.ToDecimal(2),
            PassFail => 1m,
            _ => 80m,
        })).Concat(book.Denominators.Select(denominator => (denominator.Id, 100m)));
        var told = LeastChange.Of(book, new YearSheets([County("330624", [.. figures])], null), "330624", _twoYears);
        Assert.Equal(LeastChangeVerdict.Found, told.Verdict);
        Assert.InRange(told.Moves.Count, 5, 20);
        Assert.InRange(told.Ratings, 1, 1_000);
        Assert.Equal(Outcome.Designated, told.After!.Outcome);
    }

    // Twenty-four alike in a geometric mean, half of them needed: no short way to tell, so it stops where it says.
    [Fact]
    public void The_work_is_bounded()
    {
        var leaves = Enumerable.Range(0, 24).Select(i => Indicator($"i{i}", 1)).ToArray();
        var book = Rulebook(Group("root", Aggregation.GeometricMean, null, leaves), Naming(17));
        var sheet = County("k", [.. leaves.Select(leaf => (leaf.Id, 50m))]);
        var told = LeastChange.Of(book, new YearSheets([sheet], null), "k", _twoYears);
        Assert.Equal((LeastChangeVerdict.NotSettled, 0, 0), (told.Verdict, told.Moves.Count, told.Obstacles.Count));
        Assert.InRange(told.Ratings, LeastChange.MostRatings, LeastChange.MostRatings + 2);
    }

    private static YearSheets Year(string given) => new(
        [
            County("k", [.. given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('='))
                .Select(each => (each[0], decimal.Parse(each[1], System.Globalization.CultureInfo.InvariantCulture)))]),
        ],
        null);

    private static string Said(LeastChange told) => told.Verdict != LeastChangeVerdict.Found
        ? $"{told.Verdict}"
        : $"Found {string.Join(", ", told.Moves.Select(Move))} = {told.After!.Total}";

    private static string Move(FigureMove move) =>
        $"{move.Indicator} {(move.From is { } from ? $"{from}>" : "->")}{move.To} {(move.AnyValue ? "any " : "")}+{move.Gained}";
}
