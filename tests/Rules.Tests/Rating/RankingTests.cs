using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using CsCheck;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

public sealed class RankingTests
{
    private static readonly RankingColumn _total = new("total", Descending: true);

    // 90, 80, 80, 70: the tie shares second place; then comes the fourth, or in dense ranking the third.
    [Theory]
    [InlineData(RankMode.Competition, "d1 b2 c2 a4")]
    [InlineData(RankMode.Dense, "d1 b2 c2 a3")]
    public void Ties_share_a_place(RankMode mode, string table) =>
        Assert.Equal(table, Table(Make.Ranking(mode, _total), ("a", 70), ("b", 80), ("c", 80), ("d", 90)));

    [Theory]
    [InlineData(RankMode.Competition, "d1 b2 c3 a4")]
    [InlineData(RankMode.Dense, "d1 b2 c3 a4")]
    public void The_code_settles_every_tie(RankMode mode, string table) =>
        Assert.Equal(
            table, Table(Make.Ranking(mode, _total, new("code", false)), ("c", 80), ("a", 70), ("b", 80), ("d", 90)));

    [Fact]
    public void A_descending_code_is_the_other_way_round() =>
        Assert.Equal("c1 b2 a3", Table(Make.Ranking(RankMode.Dense, new RankingColumn("code", true)), ("b", 1), ("a", 1), ("c", 1)));

    // 80.004 and 80.001 both show 80: what is shown is what is compared.
    [Fact]
    public void Places_compare_rounded_totals() =>
        Assert.Equal("a1 b1 c3", Table(Make.Ranking(), ("a", 80.001m), ("b", 80.004m), ("c", 79.99m)));

    // s: survey, scored value; d: a group by its points rounded to two decimals.
    [Theory]
    [InlineData("s", true, "b1 a2 c3")]
    [InlineData("s", false, "a1 b2 c3")]
    [InlineData("d", true, "a1 b1 c1")]
    public void Ties_go_on_to_the_next_column_and_what_is_missing_comes_last_either_way(
        string by, bool descending, string table)
    {
        var book = Rulebook(
            Group(
                "root",
                Indicator("i", 10),
                Group("d", Indicator("s", 10, missing: MissingPolicy.Zero, scoring: new PassFail(R(1000))))),
            ranking: Make.Ranking(RankMode.Competition, _total, new RankingColumn(by, descending)));
        Assert.Equal(table, Table(book.Rate(
            County("a", ("i", 50), ("s", 3)), County("b", ("i", 50), ("s", 9)), County("c", ("i", 50)))));
    }

    [Fact]
    public void Two_missing_values_tie_and_a_group_left_out_comes_last()
    {
        var book = Rulebook(
            Group("root", Indicator("i", 10), Group("d", Indicator("s", 10, missing: MissingPolicy.ExcludeAndRescale))),
            ranking: Make.Ranking(RankMode.Competition, new RankingColumn("d", false)));
        Assert.Equal("c1 a2 b2", Table(book.Rate(
            County("a", ("i", 50)), County("b", ("i", 60)), County("c", ("i", 50), ("s", 9)))));
    }

    [Fact]
    public void Levels_are_ranked_apart_suspended_with_them_pending_and_not_assessed_without_a_place()
    {
        var book = Rulebook(Indicator("i", 100));
        var rating = book.Rate(
            County("not", ("i", 99)) with { Status = SheetStatus.NotAssessed },
            County("pending"),
            County("second", ("i", 50)),
            County("first", ("i", 60)) with { Status = SheetStatus.Suspended },
            City("alone", ("i", 1)));
        Assert.Equal("first1 second2 pending- not-", Table(rating));
        Assert.Equal((1, "alone"), (rating.Cities.Single().Rank, rating.Table(RegionLevel.City).Single().Key));
        Assert.Same(rating.Counties, rating.Table(RegionLevel.County));
        Assert.Equal((null, false, null, "not-assessed"), (
            rating.Of("not").Rank, rating.Of("not").Pending, rating.Of("not").Total, rating.Of("not").Score.Rule));
    }

    [Fact]
    public void Competition_counts_who_is_better_and_dense_counts_better_places() =>
        Gen.Int[0, 6].Array[1, 15].Sample(
            totals =>
            {
                var figures = totals.Select((total, i) => ($"k{i:00}", (decimal)total)).ToArray();
                var competition = Rate(Make.Ranking(RankMode.Competition, _total), figures);
                var dense = Rate(Make.Ranking(RankMode.Dense, _total), figures);
                for (var i = 0; i < totals.Length; i++)
                {
                    Assert.Equal(1 + totals.Count(t => t > totals[i]), competition.Of($"k{i:00}").Rank);
                    Assert.Equal(1 + totals.Distinct().Count(t => t > totals[i]), dense.Of($"k{i:00}").Rank);
                }
            },
            iter: 100);

    private static YearRating Rate(RankingPolicy ranking, params (string Key, decimal Value)[] counties) =>
        Rulebook(Group("root", Indicator("i", 100)), ranking: ranking)
            .Rate([.. counties.Select(county => County(county.Key, ("i", county.Value)))]);

    private static string Table(RankingPolicy ranking, params (string Key, decimal Value)[] counties) =>
        Table(Rate(ranking, counties));

    private static string Table(YearRating rating) =>
        string.Join(' ', rating.Counties.Select(sheet => $"{sheet.Key}{sheet.Rank?.ToString() ?? "-"}"));
}
