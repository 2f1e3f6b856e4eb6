using Award.Rules;
using Award.Rules.Rulebooks;

namespace Rules.Tests.Rulebooks;

public class ShippedRulebookTests
{
    public static TheoryData<string> Files => [.. Books.Files()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_rulebook_loads_under_the_name_of_its_file(string file)
    {
        var rulebook = Books.Load(File.ReadAllText(file));

        Assert.Equal(Path.GetFileNameWithoutExtension(file), rulebook.Id);
    }
}
