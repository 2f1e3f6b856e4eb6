using Award.Rules;
using Award.Rules.Record;

namespace Rules.Tests.Record;

public sealed class RecusalTests
{
    // "centre" scores zero when it is missing, so without a recusal it does not hold the notice.
    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "centre")]
    public void Recusal_NeverCostsTheRegionAFigure(bool recused, string missing)
    {
        var sheet = Given.SheetAfter("ann submits growth=1; ann submits cases=1; ann submits people=1");
        var review = SheetReview.Of(Given.County, RegionLevel.County, false, Given.Rulebook, sheet, recused);

        Assert.Equal(missing, string.Join(' ', review.Missing));
    }

    [Theory]
    [InlineData("330624", "330624", true)]
    [InlineData("330624", "330600", false)]
    [InlineData("330600", "330624", true)]
    [InlineData("330600", "330600", true)]
    [InlineData("330600", "330100", false)]
    public void Recusal_IsForTheRegionAndWhatLiesBelow(string declared, string about, bool covered)
    {
        var year = Given.YearIn("Review").Apply(
            new RecusalDeclared("c", new RegionCode(declared), "r"), new Person("ann"));
        RegionCode above = new(about == "330624" ? "330600" : "330000");

        Assert.Equal(covered, RecusalDecider.Check(year, new Person("ann"), new RegionCode(about), above) is not null);
        Assert.Null(RecusalDecider.Check(year, new Person("bob"), new RegionCode(about), above));
    }
}
