using Award.Rules;
using Award.Rules.Record;

namespace Rules.Tests.Record;

/// <summary>What each kind of change does to the record of a code, on the codes of Zhejiang, shortened.</summary>
public sealed class RegionRegisterTests
{
    private static readonly RegionCode Province = new("330000");

    private static readonly RegisterRow[] Rows =
    [
        City("330100"), City("330300"), City("330600"),
        County("330102", 1983), County("330104", 1983, 2021), County("330114", 2021),
        County("330212", 2002) with { Parent = Province },
        County("330303", 1984), County("330305", 2015), County("330322", 1981, 2015),
        County("330327", 1981), County("330383", 2019),
        County("330402", 1983, 2005) with { Parent = Province, Name = new("秀城区", "Xiucheng District") },
        County("330402", 2005) with { Parent = Province, Name = new("南湖区", "Nanhu District") },
        County("330602", 1983), County("330603", 2013), County("330621", 1981, 2013),
    ];

    private static readonly LineageLink[] Links =
    [
        new(2005, new("330402"), new("330402"), false, LineageKind.Rename, true),
        new(2013, new("330621"), new("330602"), false, LineageKind.PartMoved, false),
        new(2013, new("330621"), new("330603"), false, LineageKind.Rename, true),
        new(2015, new("330303"), new("330305"), true, LineageKind.PartMoved, false),
        new(2015, new("330322"), new("330305"), false, LineageKind.Rename, true),
        new(2019, new("330327"), new("330383"), true, LineageKind.Split, false),
        new(2021, new("330104"), new("330102"), false, LineageKind.Merger, false),
        new(2021, new("330104"), new("330114"), false, LineageKind.Split, false),
    ];

    private static RegionRegister Register => new(Rows, Links);

    [Fact]
    public void Rename_CarriesTheRecordToTheNewCode()
    {
        Assert.Equal("330621", Register.LineageOf(new("330603"))?.ToString());
        Assert.Equal("330621", Register.LineageOf(new("330621"))?.ToString());
        Assert.Equal(["330621", "330603"], Register.CodesOf(new(new("330621"))).Select(c => c.Value));
    }

    [Theory]
    [InlineData(2012, "330621")]
    [InlineData(2013, "330603")]
    [InlineData(2022, "330603")]
    public void Lineage_GoesByTheCodeOf31December(int year, string code) =>
        Assert.Equal(code, Register.CodeOf(new(new("330621")), new(year))?.Value);

    [Fact]
    public void RenameInPlace_KeepsCodeAndRecord_AndChangesTheName()
    {
        Assert.Equal("330402", Register.LineageOf(new("330402"))?.ToString());
        Assert.Equal("秀城区", Register.Find(new("330402"), new(2004))?.Name.Zh);
        Assert.Equal("南湖区", Register.Find(new("330402"), new(2005))?.Name.Zh);
        Assert.Empty(Register.SuccessorsOf(new("330402")));
        Assert.Empty(Register.PredecessorsOf(new("330402"), new(2022)));
    }

    [Fact]
    public void Merger_LeavesTheSurvivorItsOwnRecord()
    {
        Assert.Equal("330102", Register.LineageOf(new("330102"))?.ToString());
        Assert.Equal("330104", Register.LineageOf(new("330104"))?.ToString());
        Assert.Null(Register.CodeOf(new(new("330104")), new(2021)));
    }

    [Fact]
    public void Split_StartsAtNothing()
    {
        Assert.Equal("330383", Register.LineageOf(new("330383"))?.ToString());
        Assert.Equal("330327", Register.LineageOf(new("330327"))?.ToString());
        Assert.Null(Register.CodeOf(new(new("330383")), new(2018)));
        Assert.Equal("330383", Register.CodeOf(new(new("330383")), new(2019))?.Value);
    }

    [Fact]
    public void Split_InheritsByDecision_WhereTheRulebookAllowsIt()
    {
        LineageLink[] decided = [.. Links[..^1], Links[^1] with { Inherits = true }];
        Assert.Equal("330104", new RegionRegister(Rows, decided).LineageOf(new("330114"))?.ToString());
        Assert.Equal("330104", new RegionRegister(Rows, decided).SuccessorsOf(new("330104"))[0].Old.Value);
        Assert.Equal("330114", new RegionRegister(Rows, decided).SuccessorsOf(new("330104"))[0].New.Value);
        Assert.Equal(
            "330114", new RegionRegister(Rows, decided, splitInheritsByDecision: false).LineageOf(new("330114"))?.ToString());
    }

    [Fact]
    public void PartMoved_HasNoEffect()
    {
        Assert.Equal("330602", Register.LineageOf(new("330602"))?.ToString());
        Assert.Equal("330303", Register.LineageOf(new("330303"))?.ToString());
        Assert.Equal("330322", Register.LineageOf(new("330305"))?.ToString());
        Assert.DoesNotContain(Register.PredecessorsOf(new("330602"), new(2022)), l => l.Kind == LineageKind.PartMoved);
    }

    [Fact]
    public void AbolishedCode_AnswersItsLastState_AndNamesItsSuccessors()
    {
        Assert.Null(Register.Find(new("330621"), new(2017)));
        Assert.Equal(2013, Register.LastStateOf(new("330621"), new(2017))?.ValidTo);
        Assert.Equal(["330603"], Register.SuccessorsOf(new("330621")).Select(l => l.New.Value));
        Assert.Equal(["330102", "330114"], Register.SuccessorsOf(new("330104")).Select(l => l.New.Value));
        Assert.Empty(Register.SuccessorsOf(new("330327")));
    }

    [Fact]
    public void Predecessors_AreThoseUpToTheYear()
    {
        Assert.Equal(["330104"], Register.PredecessorsOf(new("330102"), new(2021)).Select(l => l.Old.Value));
        Assert.Empty(Register.PredecessorsOf(new("330102"), new(2020)));
    }

    [Fact]
    public void UnknownCode_HasNoStateAndNoLineage()
    {
        Assert.False(Register.Knows(new("330999")));
        Assert.Null(Register.LineageOf(new("330999")));
        Assert.Null(Register.Find(new("330999"), new(2017)));
        Assert.Null(Register.LastStateOf(new("330999"), new(2017)));
        Assert.Null(Register.LastStateOf(new("330603"), new(2012)));
        Assert.NotNull(Register.LastStateOf(new("330603"), new(2013)));
        Assert.Null(Register.CodeOf(new(new("330999")), new(2017)));
    }

    [Fact]
    public void RegionsOfAYear_AreThoseOf31December_InOrderOfCode()
    {
        string[] expected =
        [
            "330100", "330102", "330104", "330212", "330300", "330303", "330305", "330327", "330402", "330600", "330602", "330603",
        ];
        Assert.Equal(expected, Register.RegionsOf(Province, new(2017)).Select(r => r.Code.Value));
        Assert.Empty(Register.RegionsOf(new("440000"), new(2017)));
    }

    [Fact]
    public void CountiesOfACity_LeaveOutThoseDirectlyUnderTheProvince()
    {
        Assert.Equal(["330602", "330603"], Register.CountiesOf(new("330600"), new(2017)).Select(r => r.Code.Value));
        Assert.Equal(["330602", "330621"], Register.CountiesOf(new("330600"), new(2012)).Select(r => r.Code.Value));
        Assert.Equal(["330212", "330402"], Register.CountiesOf(Province, new(2017)).Select(r => r.Code.Value));
    }

    [Fact]
    public void RowsAndLinks_AreInOrder_HoweverTheyCame()
    {
        var shuffled = new RegionRegister(Rows.Reverse(), Links.Reverse());
        Assert.Equal(Register.Rows, shuffled.Rows);
        Assert.Equal(Register.Links, shuffled.Links);
    }

    internal const string Admissions = """
        | code   | province | said                            |
        |        | 330000   | FieldMissing/4/region           |
        | 33     | 330000   | RegionUnknown/4/region          |
        | 330602 | 440000   | RegionUnknown/4/region          |
        | 330999 | 330000   | RegionUnknown/4/region          |
        | 330621 | 330000   | RegionNotAssessedThatYear/4/region |
        | 330383 | 330000   | RegionNotAssessedThatYear/4/region |
        | 330603 | 330000   | ok 330603                       |
        """;

    internal static IEnumerable<string> AdmissionsSaid => Table.Rows(Admissions).Select(row => row["said"]);

    [Fact]
    public void Admit_AnswersAsTheTableSays() => Assert.All(Table.Rows(Admissions), row =>
    {
        var (region, refusal) = Register.Admit(row["code"], new(row["province"]), new(2017), 4);
        Assert.Equal(row["said"], refusal is null ? $"ok {region!.Code}" : $"{refusal.Code}{refusal.Path}");
        Assert.Equal(refusal?.Row, refusal is null ? null : 4);
    });

    internal static RegisterRow City(string code) =>
        new(new(code), new(code, code), RegionLevel.City, Province, 1981, null);

    internal static RegisterRow County(string code, int from, int? to = null) => new(
        new(code), new(code, code), RegionLevel.County, new(string.Concat(code.AsSpan(0, 4), "00")), from, to);
}
