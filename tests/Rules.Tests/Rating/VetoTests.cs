using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

public sealed class VetoTests
{
    private static readonly IncidentFilter _ten = new(["accident"], [], 10, null);

    [Theory]
    [InlineData("10", true)]
    [InlineData("9 9 9", false)]
    [InlineData("", false)]
    public void A_count_of_incidents_proposes(string deaths, bool proposed) =>
        Assert.Equal(proposed, Holds(new IncidentCount(_ten, 1), With(deaths)));

    [Theory]
    [InlineData("10 30", true)]
    [InlineData("30", false)]
    public void A_count_may_ask_for_several(string deaths, bool proposed) =>
        Assert.Equal(proposed, Holds(new IncidentCount(_ten, 2), With(deaths)));

    [Theory]
    [InlineData(Comparison.Below, 4, true)]
    [InlineData(Comparison.Below, 5, false)]
    [InlineData(Comparison.AtMost, 5, true)]
    [InlineData(Comparison.AtMost, 5.1, false)]
    [InlineData(Comparison.AtLeast, 5, true)]
    [InlineData(Comparison.AtLeast, 4.9, false)]
    [InlineData(Comparison.Above, 5.1, true)]
    [InlineData(Comparison.Above, 5, false)]
    [InlineData(Comparison.EqualTo, 5, true)]
    [InlineData(Comparison.EqualTo, 4, false)]
    public void Figures_compare(Comparison comparison, decimal value, bool proposed) =>
        Assert.Equal(proposed, Holds(new FigureComparison("i", comparison, R(5)), County("k", ("i", value))));

    [Fact]
    public void A_missing_figure_makes_a_comparison_false_and_its_negation_true()
    {
        var comparison = new FigureComparison("people", Comparison.AtLeast, R(0));
        Assert.False(Holds(comparison, County("k", ("i", 1))));
        Assert.True(Holds(new Not(comparison), County("k", ("i", 1))));
        Assert.True(Holds(comparison, County("k", ("i", 1), ("people", 3))));
    }

    [Theory]
    [InlineData(1, 1, true, true)]
    [InlineData(1, 9, true, false)]
    [InlineData(9, 1, true, false)]
    [InlineData(9, 9, false, false)]
    public void Conditions_combine(decimal i, decimal people, bool any, bool all)
    {
        IReadOnlyList<Condition> both =
        [
            new FigureComparison("i", Comparison.Below, R(5)), new FigureComparison("people", Comparison.Below, R(5)),
        ];
        var sheet = County("k", ("i", i), ("people", people));
        Assert.Equal((any, all), (Holds(new AnyOf(both), sheet), Holds(new AllOf(both), sheet)));
    }

    [Fact]
    public void What_only_a_person_can_tell_is_never_proposed() =>
        Assert.False(Holds(new RaisedByPerson(), With("100")));

    [Fact]
    public void A_proposal_bars_nothing_and_a_confirmed_veto_does()
    {
        var book = Book(new IncidentCount(_ten, 1));
        var proposed = book.Rate(With("10")).Of("k");
        Assert.Equal((Outcome.Designated, "v"), (proposed.Outcome, proposed.ProposedVetoes.Single()));
        var confirmed = book.Rate(With("10") with { ConfirmedVetoes = ["v"] }).Of("k");
        Assert.Equal(["Vetoed v - -"], confirmed.Reasons.Lines());
    }

    [Fact]
    public void A_ground_is_proposed_at_its_own_levels_only()
    {
        var book = Book(new IncidentCount(_ten, 1), RegionLevel.City);
        Assert.Empty(book.Rate(With("10")).Of("k").ProposedVetoes);
        Assert.Equal(["v"], book.Rate(With("10") with { Level = RegionLevel.City }).Of("k").ProposedVetoes);
    }

    // Two counties had one each: for the city that is two.
    [Fact]
    public void A_citys_conditions_look_at_its_counties_incidents_and_rolled_up_figures()
    {
        var book = Book(
            new AllOf([new IncidentCount(_ten, 2), new FigureComparison("people", Comparison.EqualTo, R(7))]));
        var rating = book.Rate(
            City("x", ("i", 1)),
            County("a", "x", ("i", 1), ("people", 3)).With(Incident("a-1", deaths: 10)),
            County("b", "x", ("i", 1), ("people", 4)).With(Incident("b-1", deaths: 12)));
        Assert.Equal(["v"], rating.Of("x").ProposedVetoes);
        Assert.Empty(rating.Of("a").ProposedVetoes);
    }

    private static Rulebook Book(Condition condition, params RegionLevel[] levels) =>
        Rulebook(
            Group("root", Indicator("i", 10)),
            vetoes: [new VetoGround("v", Name("v"), levels.Length > 0 ? levels : [RegionLevel.County, RegionLevel.City], condition)]);

    private static bool Holds(Condition condition, Sheet sheet) =>
        Book(condition).Rate(sheet).Of("k").ProposedVetoes.Contains("v");

    private static Sheet With(string deaths) =>
        County("k", ("i", 1)).With([.. deaths.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((count, i) => Incident($"k-{i}", deaths: int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)))]);
}
