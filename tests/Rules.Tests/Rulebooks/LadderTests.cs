using Award.Rules;
using Award.Rules.Rulebooks;
using CsCheck;

namespace Rules.Tests.Rulebooks;

public class LadderTests
{
    private static Ladder Zhejiang => Books.Load(Books.Text("zhejiang-demonstration.yaml")).Ladder;

    private static Ladder TenForGold => Books.Load(Books.Text("ten-for-gold.yaml")).Ladder;

    private static Ladder Guangdong => Books.Load(Books.Text("guangdong-style.yaml")).Ladder;

    // Zhejiang: 1 plaque, 3 tripod, 6 bronze, 9 silver, 12 gold, then a star every three years.
    [Theory]
    [InlineData(0, null, null, "plaque", 1)]
    [InlineData(1, "plaque", "plaque", "tripod", 3)]
    [InlineData(2, "plaque", null, "tripod", 3)]
    [InlineData(3, "tripod", "tripod", "bronze", 6)]
    [InlineData(8, "bronze", null, "silver", 9)]
    [InlineData(10, "silver", null, "gold", 12)]
    [InlineData(12, "gold", "gold", "gold-1", 15)]
    [InlineData(14, "gold", null, "gold-1", 15)]
    [InlineData(15, "gold-1", "gold-1", "gold-2", 18)]
    [InlineData(17, "gold-1", null, "gold-2", 18)]
    [InlineData(18, "gold-2", "gold-2", "gold-3", 21)]
    public void A_run_stands_on_a_step_and_looks_to_the_next(
        int years, string? at, string? reached, string next, int nextYears)
    {
        Assert.Equal(at, Zhejiang.TierAt(years)?.Tier);
        Assert.Equal(reached, Zhejiang.StepReached(years)?.Tier);
        Assert.Equal((next, nextYears), (Zhejiang.NextAfter(years)!.Tier, Zhejiang.NextAfter(years)!.Years));
    }

    [Fact]
    public void A_step_has_its_name_in_both_languages()
    {
        Assert.Equal(new BilingualName("平安金鼎", "Gold Tripod"), Zhejiang.TierAt(12)!.Name);
        Assert.Equal(new BilingualName("一星平安金鼎", "One-star Gold Tripod"), Zhejiang.TierAt(15)!.Name);
        Assert.Equal(new BilingualName("二星平安金鼎", "Two-star Gold Tripod"), Zhejiang.TierAt(18)!.ToTier().Name);
        Assert.Equal(
            new BilingualName("二十一星平安金鼎", "Twenty-one-star Gold Tripod"), Zhejiang.TierAt(12 + 63)!.ToTier().Name);
    }

    [Fact]
    public void Ten_years_in_a_row_are_gold_where_the_rulebook_says_so()
    {
        Assert.Equal("gold", TenForGold.StepReached(10)?.Tier);
        Assert.Equal("silver", TenForGold.StepReached(9)?.Tier);
        Assert.Equal(13, TenForGold.NextAfter(10)!.Years);
    }

    [Fact]
    public void In_Guangdong_style_one_tripod_gains_stars()
    {
        int[] years = [1, 3, 6, 9];
        Assert.Equal(["plaque", "tripod", "tripod-1", "tripod-2"], years.Select(n => Guangdong.StepReached(n)!.Tier));
        Assert.Equal(new BilingualName("一星平安鼎", "One-star Safety Tripod"), Guangdong.TierAt(7)!.Name);
    }

    [Fact]
    public void A_ladder_that_ends_has_nothing_above_its_last_step()
    {
        var ladder = new Ladder([new LadderStep(2, "only", new BilingualName("唯一", "Only"))], null);

        Assert.Null(ladder.TierAt(1));
        Assert.Equal("only", ladder.TierAt(99)?.Tier);
        Assert.Null(ladder.NextAfter(2));
        Assert.Null(Ladder.None.TierAt(5));
        Assert.Null(Ladder.None.NextAfter(5));
    }

    [Fact]
    public void A_continuation_counts_on_from_the_stars_the_last_step_has()
    {
        var ladder = Books.Load(SmallBook.Text).Ladder;

        int[] years = [4, 5, 6, 7, 8];
        Assert.Equal(["gold", "gold", "gold-2", "gold-2", "gold-3"], years.Select(n => ladder.TierAt(n)!.Tier));
        Assert.Equal("Two-star Gold", ladder.TierAt(6)!.Name.En);
    }

    [Fact]
    public void A_longer_run_never_stands_lower_and_the_next_step_is_the_next_one_reached()
    {
        Gen.Select(Gen.Int[0, 400], Gen.OneOf(
            Gen.Const(Zhejiang), Gen.Const(TenForGold), Gen.Const(Guangdong))).Sample((years, ladder) =>
        {
            var next = ladder.NextAfter(years)!;
            Assert.True((ladder.TierAt(years)?.Years ?? 0) <= years);
            Assert.True(next.Years > years);
            Assert.Equal(next, ladder.StepReached(next.Years));
            Assert.All(Enumerable.Range(years + 1, next.Years - years - 1), n => Assert.Null(ladder.StepReached(n)));
        }, iter: 500);
    }

    [Theory]
    [InlineData(1, "一", "one")]
    [InlineData(10, "十", "ten")]
    [InlineData(11, "十一", "eleven")]
    [InlineData(19, "十九", "nineteen")]
    [InlineData(20, "二十", "twenty")]
    [InlineData(45, "四十五", "forty-five")]
    [InlineData(100, "一百", "one hundred")]
    [InlineData(101, "一百零一", "one hundred and one")]
    [InlineData(110, "一百一十", "one hundred and ten")]
    [InlineData(999, "九百九十九", "nine hundred and ninety-nine")]
    [InlineData(1000, "一千", "one thousand")]
    [InlineData(1001, "一千零一", "one thousand and one")]
    [InlineData(1010, "一千零一十", "one thousand and ten")]
    [InlineData(1100, "一千一百", "one thousand one hundred")]
    [InlineData(9999, "九千九百九十九", "nine thousand nine hundred and ninety-nine")]
    [InlineData(0, "0", "0")]
    [InlineData(10000, "10000", "10000")]
    public void Stars_are_counted_in_words(int count, string chinese, string english)
    {
        Assert.Equal(chinese, Numerals.Chinese(count));
        Assert.Equal(english, Numerals.English(count));
    }

    [Fact]
    public void A_count_inside_a_name_keeps_small_letters()
    {
        Assert.Equal(
            new BilingualName("金鼎三星", "Gold of three stars"),
            Numerals.Fill(new BilingualName("金鼎{n}星", "Gold of {n} stars"), 3));
    }
}
