using Architecture.Tests.Checks;

namespace Architecture.Tests;

public sealed class LinksTests
{
    [Fact]
    public void A_link_that_leads_nowhere_is_found_and_others_are_not()
    {
        var tree = Plant.Tree(
            ("docs/a.md", "[up](../README.md#top) [out](https://example.org/x) [here](#words)\n[gone](b.md)"),
            ("README.md", "![picture](docs/pictures/a.svg) [folder](docs/)"));

        Assert.Equal(
            ["docs/a.md:2: the link to b.md leads nowhere"],
            Plant.Lines(Links.Check(tree, path => path is "README.md" or "docs/pictures/a.svg" or "docs")));
    }
}
