using Award.Api.Demonstration;
using Award.Rules;
using Award.Rules.Record;

namespace Api.Tests.Demonstration;

public sealed class PopulationsTests
{
    private static readonly RegisterFiles Files = RegisterFiles.Read(DataFile.Folder);
    private static readonly RegionRegister Register = new(Files.Regions, Files.Lineage);
    private static readonly Populations People =
        new(Register, KnownValues.Read(DataFile.Folder), new(2005), new(2022));

    [Theory]
    [InlineData("330100", 2020, "1193.6010")]
    [InlineData("330600", 2021, "533.7")]
    [InlineData("331000", 2021, "666.1")]
    public void The_counties_of_a_city_make_up_its_published_population(string city, int year, string known)
    {
        var sum = Register.CountiesOf(new(city), new(year)).Sum(county => Of(county.Code.Value, year));
        Assert.InRange(sum - decimal.Parse(known, System.Globalization.CultureInfo.InvariantCulture), -0.001m, 0.001m);
    }

    [Fact]
    public void The_province_is_of_its_size()
    {
        decimal Province(int year) => Register.RegionsOf(RegisterFiles.Zhejiang, new(year))
            .Where(r => r.Level == RegionLevel.County)
            .Sum(county => Of(county.Code.Value, year));

        Assert.InRange(Province(2005), 4900, 6000);
        Assert.InRange(Province(2021), 6539, 6541);
    }

    [Fact]
    public void A_rename_moves_nobody()
    {
        var before = Of("330621", 2012);
        Assert.InRange(Of("330603", 2013), before, before * 1.03m);
    }

    [Fact]
    public void A_split_parts_the_old_county_and_no_other()
    {
        var before = Of("330327", 2018);
        Assert.InRange(Of("330327", 2019) + Of("330383", 2019), before, before * 1.03m);
        Assert.InRange(Of("330326", 2019), Of("330326", 2018), Of("330326", 2018) * 1.03m);
    }

    [Fact]
    public void A_merger_adds_the_abolished_county_to_the_survivor()
    {
        var before = Of("330103", 2020) + Of("330105", 2020);
        Assert.InRange(Of("330105", 2021), before, before * 1.04m);
    }

    private static decimal Of(string code, int year) =>
        People.OfCounty(Register.Find(new(code), new(year))!, new AwardYear(year)).TenThousands;
}
