using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Rules.Tests.Rulebooks;

namespace Rules.Tests.Access;

public sealed class AccessRulesTests
{
    private static readonly RegionCode County = new("330624");
    private static readonly RegionCode City = new("330600");
    private static readonly RegionCode Province = new("330000");

    // Who holds what, asking about the county 330624 in the city 330600.
    [Theory]
    [InlineData("330624", true)]
    [InlineData("330600", true)]
    [InlineData("330000", true)]
    [InlineData("100000", true)]
    [InlineData("330625", false)]
    [InlineData("330100", false)]
    [InlineData("320000", false)]
    [InlineData(null, false)]
    public void Caller_Covers_WhatLiesBelowTheirRegion(string? mine, bool covers) =>
        Assert.Equal(covers, Holding(mine).Covers(County, City));

    [Fact]
    public void Caller_DoesNotCover_WhatLiesAbove()
    {
        Assert.False(Holding("330624").Covers(City, Province));
        Assert.False(Holding("330600").Covers(Province, null));
    }

    [Fact]
    public void CodeThatNobodyKnows_IsNotACitys_ButIsTheProvinces()
    {
        Assert.False(Holding("330600").Covers(new RegionCode("330699"), null));
        Assert.True(Holding("330000").Covers(new RegionCode("330699"), null));
    }

    [Fact]
    public void RoleComesFirst_ThenRegion()
    {
        var city = Holding("320000", Role.City);
        Assert.Equal(RefusalCode.RoleForbids, AccessRules.Check(city, Operation.SubmitFigures, County, City)!.Code);
        var assessor = Holding("320000", Role.Assessor);
        Assert.Equal(RefusalCode.RegionForbids, AccessRules.Check(assessor, Operation.SubmitFigures, County, City)!.Code);
        Assert.Null(AccessRules.Check(Holding("330600", Role.Assessor), Operation.SubmitFigures, County, City));
    }

    [Fact]
    public void ProvincesYear_TakesMoreThanACity()
    {
        var reviewer = Holding("330600", Role.Reviewer);
        Assert.Equal(RefusalCode.RegionForbids, AccessRules.Check(reviewer, Operation.GiveNotice, Province)!.Code);
        Assert.Null(AccessRules.Check(Holding("330000", Role.Reviewer), Operation.GiveNotice, Province));
    }

    [Fact]
    public void NoRole_MayDoAnythingAtAll() => Assert.All(Enum.GetValues<Operation>(), operation =>
        Assert.Equal(
            RefusalCode.RoleForbids,
            AccessRules.Check(new Caller(new Person("x"), [], [Province], []), operation, County, City)!.Code));

    [Fact]
    public void TheUnbounded_MayDoEverything() => Assert.All(Enum.GetValues<Operation>(), operation =>
        Assert.Null(AccessRules.Check(Caller.Unbounded(new Person("x")), operation, County, City)));

    // The dimensions of an assessor, asking to write "gdp_growth" or another figure of the demonstration rulebook.
    [Fact]
    public void Dimensions_BoundWhatTheyName_AndNothingElse()
    {
        var rulebook = Books.Load(Books.Text("zhejiang-demonstration.yaml"));
        var indicator = rulebook.Indicators.First(i => !i.FromIncidents && i.Denominator is not null);
        var own = Dimensions.OfFigure(rulebook, indicator.Id).Single();
        var other = rulebook.Root.Children.First(d => d.Id != own).Id;
        Assert.Empty(Write(own, indicator.Id));
        Assert.Equal("/3/indicator", Write(other, indicator.Id).Single().Path);
        Assert.Equal(RefusalCode.DimensionForbids, Write(other, indicator.Id).Single().Code);

        // A denominator belongs to every dimension that divides by it; an unknown id to none, and is refused elsewhere.
        Assert.Empty(Write(own, indicator.Denominator!));
        Assert.Empty(Write(other, "nobody-knows"));

        var counted = rulebook.Indicators.First(i => i.FromIncidents);
        var home = Dimensions.OfFigure(rulebook, counted.Id).Single();
        Assert.Contains(home, Dimensions.OfIncident(rulebook, counted.IncidentKinds[0]));
        Assert.Single(SheetAccess.Incidents(
            Holding("330000", Role.Assessor) with { Dimensions = ["none"] },
            Operation.RecordIncidents, rulebook, (counted.IncidentKinds[0], 0)));

        IReadOnlyList<Refusal> Write(string dimension, string id) => SheetAccess.Figures(
            Holding("330000", Role.Assessor) with { Dimensions = [dimension] },
            Operation.SubmitFigures, rulebook, (id, 3));
    }

    private static Caller Holding(string? region, params Role[] roles) => new(
        new Person("somebody"), roles, region is null ? [] : [new RegionCode(region)], []);
}
