using Architecture.Tests.Checks;

namespace Architecture.Tests;

public sealed class PublicReachTests
{
    private static readonly (string, string)[] Grains =
    [
        ("src/Grains/PublishedGrain.cs", "class PublishedGrain(IPublished published);"),
        ("src/Grains/Live/LiveBoardGrain.cs", "class LiveBoardGrain(ILedger ledger, IPublished published);"),
    ];

    [Theory]
    [InlineData("src/Api/Public/A.cs", "class A(IStandingsGrain grain);", "IStandingsGrain")]
    [InlineData("src/Api/Public/A.cs", "class A(IPublishedGrain grain);", "IPublishedGrain")]
    [InlineData("src/Api/Public/A.cs", "class A(IGrainFactory grains);", "IGrainFactory")]
    [InlineData("src/Api/Public/A.cs", "class A { object B(HttpContext c) => c.RequestServices; }", "RequestServices")]
    [InlineData("src/Api/Pages/A.razor", "@inject ILedger Ledger", "ILedger")]
    [InlineData("src/Api/Published/ILiveBoards.cs", "class A(IGrainFactory g) { IAwardYearGrain B; }", "IAwardYearGrain")]
    public void What_lies_beyond_the_public_is_found(string path, string text, string beyond)
    {
        var tree = Plant.Tree([.. Grains, (path, text)]);

        Assert.Equal([$"{path}:1: what is public reaches {beyond}"], Plant.Lines(PublicReach.Check(tree)));
    }

    [Fact]
    public void The_two_ports_may_reach_their_grains()
    {
        var tree = Plant.Tree(
            [.. Grains, ("src/Api/Published/ILiveBoards.cs", "class A(IGrainFactory g) { ILiveBoardGrain B; }")]);

        Assert.Empty(PublicReach.Check(tree));
    }

    [Fact]
    public void A_grain_that_the_public_reaches_and_that_holds_more_than_it_needs_is_found()
    {
        var tree = Plant.Tree(
            ("src/Grains/PublishedGrain.cs", "class PublishedGrain(IPublished published,\nILedger ledger);"), Grains[1]);

        Assert.Equal(
            ["src/Grains/PublishedGrain.cs:2: PublishedGrain, which the public reaches, holds ILedger"],
            Plant.Lines(PublicReach.Check(tree)));
    }
}
