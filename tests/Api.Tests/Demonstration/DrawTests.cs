using Award.Api.Demonstration;
using Award.Rules;

namespace Api.Tests.Demonstration;

public sealed class DrawTests
{
    private static readonly LineageId Xinchang = new(new("330624"));

    [Theory]
    [InlineData(2017, "total")]
    [InlineData(2018, "total")]
    [InlineData(2017, "luck")]
    public void A_draw_is_the_same_every_time_and_within_its_bounds(int year, string purpose)
    {
        var draw = Draw.Between(10, 20, year, Xinchang, purpose);

        Assert.Equal(draw, Draw.Between(10, 20, year, Xinchang, purpose));
        Assert.InRange(draw, 10, 19.99999m);
    }

    [Fact]
    public void Draws_for_different_things_differ()
    {
        decimal[] draws =
        [
            Draw.Share(2017, Xinchang, "total"),
            Draw.Share(2018, Xinchang, "total"),
            Draw.Share(2017, Xinchang, "luck"),
            Draw.Share(2017, new LineageId(new("330600")), "total"),
        ];

        Assert.Equal(4, draws.Distinct().Count());
    }

    [Fact]
    public void Draws_spread_evenly()
    {
        var draws = Enumerable.Range(0, 4000).Select(i => Draw.Share(i, Xinchang, "spread")).ToList();

        Assert.All(
            Enumerable.Range(0, 10),
            tenth => Assert.InRange(draws.Count(d => d >= tenth / 10m && d < (tenth + 1) / 10m), 320, 480));
        Assert.InRange(Enumerable.Range(0, 4000).Count(i => Draw.Chance(250, i, Xinchang, "often")), 900, 1100);
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 50).Select(i => Draw.Below(3, i, Xinchang, "day")).Distinct().Order());
    }
}
