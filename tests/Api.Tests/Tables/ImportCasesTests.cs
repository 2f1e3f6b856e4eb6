using Award.Rules;

namespace Api.Tests.Tables;

/// <summary>Every case comes out as its line says, and every code of the import has one.</summary>
public sealed class ImportCasesTests
{
    // What only a running host or a clock can say; their tests are named.
    private static readonly string[] Elsewhere =
    [
        nameof(RefusalCode.ImportNothingNew), // ImportTests
        nameof(RefusalCode.ImportTimeExceeded), // ImportLimitsTests
    ];

    public static TheoryData<string> Names => [.. ImportCases.All.Select((c, i) => $"{i} {c.Name}")];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_table_is_read_as_meant_or_refused_with_the_cell(string name)
    {
        var (_, bytes, type, said) = ImportCases.All[int.Parse(name.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)];

        Assert.Equal(said, SmallBook.Said(bytes, type));
    }

    [Fact]
    public void Every_code_of_the_import_has_a_case()
    {
        var seen = ImportCases.All.SelectMany(c => c.Said.Split(' ')).Select(word => word.Split('!')[^1]).ToHashSet();

        Assert.Empty(Enum.GetNames<RefusalCode>()
            .Where(code => code.StartsWith("Import", StringComparison.Ordinal))
            .Except(seen).Except(Elsewhere));
    }
}
