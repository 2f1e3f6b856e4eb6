using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Rules.Tests.Rulebooks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

/// <summary>Years by hand under the demonstration rulebook of Zhejiang, read from its file.</summary>
public sealed class DemonstrationRulebookTests
{
    private readonly Rulebook _book = Books.Load(Books.Text("zhejiang-demonstration.yaml"));

    // Everything at its target. Without a year before, the three changes on last year (15 + 25 + 25) give
    // 80 %: 13 less.
    [Fact]
    public void A_spotless_first_year_scores_987()
    {
        var rating = _book.Rate([.. Shaoxing(Spotless)]);
        Assert.All(rating.Counties, county => Assert.Equal(("987", Outcome.Designated), ($"{county.Total}", county.Outcome)));
        Assert.Equal(("987", Outcome.Designated), ($"{rating.Of("330600").Total}", rating.Of("330600").Outcome));
    }

    // The same again: no change is (0 − 20) ÷ (−5 − 20) = 80 % of 15, and half way from +5 to −5 for the
    // two others: 3 + 12.5 + 12.5 less. The surveys are at last year's mean and lose nothing.
    [Fact]
    public void A_spotless_year_after_its_like_scores_972()
    {
        var first = _book.Rate([.. Shaoxing(Spotless)]);
        var second = _book.Rate(first.AsPrevious, [.. Shaoxing(Spotless)]);
        Assert.All(second.Counties.Concat(second.Cities), sheet => Assert.Equal("972", $"{sheet.Total}"));
    }

    // Everything at its floor and no incident: what is left is 195 for incidents that did not happen (40 +
    // 20 + 15 + 30 + 50 + 20 + 20), 52 for changes without a year before, 30 for references without one,
    // and 50 − 15 for a survey of 90.
    [Fact]
    public void A_year_at_every_floor_scores_312_and_names_every_dimension()
    {
        var rating = _book.Rate([.. Shaoxing(AtFloor)]).Of("330624");
        Assert.Equal("312", $"{rating.Total}");
        Assert.Equal(
            [
                "BelowPassMark total 900 312", // D1 has 75 of the 90 it needs, D4 90 of 120, D6 65 of 72
                "BelowDimensionMinimum D1 90 75",
                "BelowDimensionMinimum D2 132 42",
                "BelowDimensionMinimum D3 78 0",
                "BelowDimensionMinimum D4 120 90",
                "BelowDimensionMinimum D5 108 40",
                "BelowDimensionMinimum D6 72 65",
            ],
            rating.Reasons.Lines());
    }

    // An accident with 12 deaths on National Day: first tier 30, doubled 60, capped at 50. The veto is
    // proposed for the county; for the city it would take a second one. 987 − 50 = 937 passes all the same:
    // a proposal bars nothing.
    [Fact]
    public void A_grave_accident_proposes_a_veto_and_only_its_confirmation_bars()
    {
        var accident = new Incident("330624-i-1", "work_accident", new DateOnly(2017, 10, 1), Deaths: 12);
        var sheets = Shaoxing(Spotless).Select(s => s.Key == "330624" ? s.With(accident) : s).ToArray();
        var proposed = _book.Rate(sheets);
        Assert.Equal(("937", Outcome.Designated), ($"{proposed.Of("330624").Total}", proposed.Of("330624").Outcome));
        Assert.Equal(["veto_accident_county"], proposed.Of("330624").ProposedVetoes);
        Assert.Empty(proposed.Of("330600").ProposedVetoes);
        Assert.Equal("937", $"{proposed.Of("330600").Total}");

        var confirmed = _book.Rate([.. sheets.Select(sheet =>
            sheet.Key == "330624" ? sheet with { ConfirmedVetoes = ["veto_accident_county"] } : sheet)]);
        Assert.Equal(["Vetoed veto_accident_county - -"], confirmed.Of("330624").Reasons.Lines());
        // One of two counties is half, and a city needs four fifths.
        Assert.Equal(["TooFewCountiesDesignated counties 0.8 1/2"], confirmed.Of("330600").Reasons.Lines());
    }

    [Fact]
    public void Equal_totals_are_placed_by_the_survey_and_then_by_code()
    {
        var rating = _book.Rate([.. Shaoxing(Spotless), County("330681", Figures(Spotless, survey: 97))]);
        Assert.Equal(
            ["330681 1", "330604 2", "330624 3"], rating.Counties.Select(county => $"{county.Key} {county.Rank}"));
    }

    private IEnumerable<Sheet> Shaoxing(Func<Indicator, Ratio> value) =>
    [
        // The city's residents, vehicles and product are its counties' together.
        City("330600", [.. Figures(value).Where(figure => _book.FindDenominator(figure.Item1) is null)]),
        County("330624", "330600", Figures(value)),
        County("330604", "330600", Figures(value)),
    ];

    private (string, decimal)[] Figures(Func<Indicator, Ratio> value, decimal? survey = null) =>
    [
        .. _book.Indicators.Where(indicator => !indicator.FromIncidents).Select(indicator => (
            indicator.Id,
            indicator.Id == "survey_safety" && survey is { } given
                ? given
                : (value(indicator) * (indicator.Denominator is null ? Ratio.One : R(100))).ToDecimal(4))),
        .. _book.Denominators.Select(denominator => (denominator.Id, 100m)),
    ];

    private static Ratio Spotless(Indicator indicator) => indicator.Scoring switch
    {
        LinearRamp ramp => ramp.Target,
        Bands bands => bands.FullAt,
        PassFail pass => pass.Limit,
        _ => R(80),
    };

    private static Ratio AtFloor(Indicator indicator) => indicator.Scoring switch
    {
        LinearRamp ramp => ramp.Floor,
        Bands bands => bands.Steps[0].To,
        PassFail => R(0),
        _ => R(80),
    };
}
