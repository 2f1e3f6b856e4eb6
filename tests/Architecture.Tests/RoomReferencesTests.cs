using Architecture.Tests.Checks;

namespace Architecture.Tests;

public sealed class RoomReferencesTests
{
    [Theory]
    [InlineData("Rules", "Ledger")]
    [InlineData("Ledger", "Grains")]
    [InlineData("Grains", "Silo")]
    [InlineData("Silo", "Api")]
    [InlineData("Cli", "Grains")]
    [InlineData("Cli", "Api")]
    public void A_reference_that_points_up_is_found(string room, string target)
    {
        var tree = Plant.Tree(
            (
                $"src/{room}/{room}.csproj",
                $"<Project>\n  <ItemGroup>\n    <ProjectReference Include=\"../{target}/{target}.csproj\" />\n  </ItemGroup>\n</Project>"));

        Assert.Equal(
            [$"src/{room}/{room}.csproj:3: {room} references {target}; references point down only"],
            Plant.Lines(RoomReferences.Check(tree)));
    }

    [Theory]
    [InlineData("Rules", "Microsoft.Orleans.Sdk")]
    [InlineData("Rules", "CsvHelper")]
    [InlineData("Ledger", "Microsoft.Orleans.Server")]
    [InlineData("Cli", "Microsoft.Orleans.Client")]
    [InlineData("Api", "Microsoft.Data.Sqlite.Core")]
    public void A_package_in_the_wrong_room_is_found(string room, string package)
    {
        var tree = Plant.Tree(
            (
                $"src/{room}/{room}.csproj",
                $"<Project>\n<ItemGroup><PackageReference Include=\"{package}\" /></ItemGroup></Project>"));

        Assert.Equal(
            [$"src/{room}/{room}.csproj:2: {room} may not use the package {package}"],
            Plant.Lines(RoomReferences.Check(tree)));
    }

    [Fact]
    public void A_using_that_points_up_is_found_and_one_that_points_down_is_not()
    {
        var tree = Plant.Tree(
            ("src/Ledger/Port/Up.cs", "using System;\nusing Award.Grains.County;\n"),
            ("src/Api/Down.cs", "using Award.Ledger;\nusing Award.Rules.Rating;\n"));

        Assert.Equal(
            ["src/Ledger/Port/Up.cs:2: Ledger uses Grains; references point down only"],
            Plant.Lines(RoomReferences.Check(tree)));
    }

    [Fact]
    public void A_room_the_design_does_not_know_is_found()
    {
        var tree = Plant.Tree(("src/Cellar/Cellar.csproj", "<Project />"));

        Assert.Equal(
            ["src/Cellar/Cellar.csproj:1: Cellar is no room of the design; give it a place in this test"],
            Plant.Lines(RoomReferences.Check(tree)));
    }
}
