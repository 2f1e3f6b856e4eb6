using Architecture.Tests.Checks;

namespace Architecture.Tests;

public sealed class NamedTestsTests
{
    [Fact]
    public void A_test_that_is_not_there_is_found_and_others_are_not()
    {
        var tree = Plant.Tree(
            ("docs/a.md", "shown by `GoodTests.It_holds` and `GoodTests.It_is_gone`\n`GoodTests.Unmarked`"),
            ("tests/A/GoodTests.cs",
                "public sealed class GoodTests\n{\n    [Fact]\n    public async Task It_holds()\n\n    public void Unmarked()\n}"));

        Assert.Equal(
            ["docs/a.md:1: there is no test GoodTests.It_is_gone", "docs/a.md:2: there is no test GoodTests.Unmarked"],
            Plant.Lines(NamedTests.Check(tree, "docs/a.md")));
    }
}
