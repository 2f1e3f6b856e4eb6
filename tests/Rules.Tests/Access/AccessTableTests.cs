using Award.Rules.Access;
using Award.Rules.Record;
using Rules.Tests.Record;

namespace Rules.Tests.Access;

/// <summary>docs/access.md tells who may do what, and is what the code does: its table is compared with the rules.</summary>
public sealed class AccessTableTests
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    [Fact]
    public void Table_IsTheDocumentedOne()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "access.md"));
        var documented = lines.SkipWhile(line => !line.StartsWith("| operation |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2);
        Assert.Equal(
            string.Join('\n', Enum.GetValues<Operation>().Select(Row)),
            string.Join('\n', documented));
    }

    [Fact]
    public void EveryOperation_HasAPermit() =>
        Assert.All(Enum.GetValues<Operation>(), operation => Assert.NotEmpty(AccessRules.Of(operation).Roles));

    private static string Row(Operation operation)
    {
        var permit = AccessRules.Of(operation);
        var marks = Roles.Select(role => permit.Roles.Contains(role) ? "✓" : "");
        var reach = permit.Reach switch
        {
            Reach.Province => "province",
            Reach.Region => permit.ByDimension ? "region, dimension" : "region",
            Reach.Shown => "what is theirs",
            _ => "themselves",
        };
        return $"| `{operation}` | {string.Join(" | ", marks)} | {reach} |".Replace("|  |", "| |").Replace("|  |", "| |");
    }
}
