using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Rules.Tests.Rulebooks;

public class ShippedRulebookTests
{
    private readonly Rulebook _zhejiang = Books.Load(Books.Text("zhejiang-demonstration.yaml"));

    public static TheoryData<string> Files => [.. Books.Files()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_rulebook_loads_under_the_name_of_its_file(string file)
    {
        var rulebook = Books.Load(File.ReadAllText(file));

        Assert.Equal(Path.GetFileNameWithoutExtension(file), rulebook.Id);
    }

    [Fact]
    public void Zhejiang_has_six_dimensions_39_indicators_and_1000_points()
    {
        Assert.True(_zhejiang.Demonstration);
        Assert.Equal(1000m, _zhejiang.Root.Points.ToDecimal());
        var dimensions = _zhejiang.Root.Children.Cast<Group>().ToList();
        Assert.Equal([150m, 220m, 130m, 200m, 180m, 120m], dimensions.Select(group => group.Points.ToDecimal()));
        Assert.Equal(39, _zhejiang.Indicators.Count);
        Assert.All(dimensions, group => Assert.Equal(new Ratio(3, 5), group.MinimumShare));
    }

    [Fact]
    public void Zhejiang_ranks_by_total_then_survey_then_code()
    {
        Assert.Equal(
            [new RankingColumn("total", true), new RankingColumn("survey_safety", true), new RankingColumn("code", false)],
            _zhejiang.Ranking.Columns);
    }

    [Fact]
    public void Zhejiang_says_that_it_is_a_demonstration_before_anything_else()
    {
        Assert.All(
            new[] { "zhejiang-demonstration", "ten-for-gold", "guangdong-style" },
            id => Assert.StartsWith("# DEMONSTRATION RULEBOOK.", Books.Text($"{id}.yaml"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ten-for-gold")]
    [InlineData("guangdong-style")]
    public void The_other_ladders_come_with_the_same_rules_word_for_word(string id)
    {
        var (zhejiang, other) = (Books.Text("zhejiang-demonstration.yaml"), Books.Text($"{id}.yaml"));

        Assert.Equal(Part(zhejiang, "note: >-", "# 梯级"), Part(other, "note: >-", "# 梯级"));
        Assert.Equal(Part(zhejiang, "\nstreak:", null), Part(other, "\nstreak:", null));
        Assert.NotEqual(Part(zhejiang, "# 梯级", "\nstreak:"), Part(other, "# 梯级", "\nstreak:"));
    }

    [Fact]
    public void The_plain_index_nests_a_mean_in_a_geometric_mean()
    {
        var index = Books.Load(Books.Text("examples/three-dimension-index.yaml"));

        Assert.Equal((1m, Aggregation.GeometricMean), (index.Root.Points.ToDecimal(), index.Root.Aggregation));
        Assert.Equal([0.33333334m, 0.33333333m, 0.33333333m], index.Root.Children.Select(child => child.Points.ToDecimal()));
        var education = Assert.IsType<Group>(index.Root.Children[1]);
        Assert.Equal(Aggregation.Mean, education.Aggregation);
        Assert.Equal([0.16666667m, 0.16666666m], education.Children.Select(child => child.Points.ToDecimal()));
    }

    // Shares by hand: life (83.2 − 20) ÷ 65 = 0.97231; schooling 18.2 of 18 is full and 13 ÷ 15 = 0.86667, mean 0.93333;
    // income (4.81064 − 2) ÷ 2.87506 = 0.97759. Their product is 0.88715, the cube root of which is 0.96087.
    [Fact]
    public void The_plain_index_rates_a_country()
    {
        var index = Books.Load(Books.Text("examples/three-dimension-index.yaml"));
        var figures = new Dictionary<string, Figure>
        {
            ["life_expectancy"] = new(83.2m),
            ["expected_schooling"] = new(18.2m),
            ["mean_schooling"] = new(13m),
            ["log_income"] = new(4.81064m),
        };
        var sheet = new Sheet("A", RegionLevel.County, null, figures, [], [], SheetStatus.Assessed);

        var rated = Assert.Single(Rater.Rate(index, new YearSheets([sheet], null)).Counties);

        Assert.Equal((Points.From(0.961m), 1, Outcome.Designated), (rated.Total, rated.Rank, rated.Outcome));
    }

    [Fact]
    public void The_schema_that_is_used_is_the_one_in_the_folder()
    {
        Assert.Equal(Books.Text("rulebook.schema.json"), RulebookLoader.Schema);
    }

    private static string Part(string text, string from, string? to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        var end = to is null ? text.Length : text.IndexOf(to, StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start);
        return text[start..end];
    }
}
