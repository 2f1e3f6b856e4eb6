using Award.Rules;
using Award.Rules.Record;

namespace Rules.Tests.Record;

/// <summary>A register with a hole is refused, and each hole is named.</summary>
public sealed class RegisterChecksTests
{
    private static readonly RegisterRow[] Rows =
    [
        RegionRegisterTests.City("330100"),
        RegionRegisterTests.County("330102", 1981),
        RegionRegisterTests.County("330103", 1981, 2010),
        RegionRegisterTests.County("330104", 1981, 2010),
        RegionRegisterTests.County("330105", 2010),
        RegionRegisterTests.County("330106", 2010),
    ];

    [Fact]
    public void SoundRegister_HasNoProblem() =>
        Assert.Empty(RegisterChecks.Find(Rows, [Heir("330103", "330105"), Heir("330104", "330106")]));

    [Theory]
    [InlineData("330102", 1981, null)] // the same row twice
    [InlineData("330102", 2000, null)]
    [InlineData("330102", 1970, 1982)]
    [InlineData("330107", 2010, 2010)]
    [InlineData("330107", 2010, 2009)]
    public void OverlappingOrEmptyValidity(string code, int from, int? to) =>
        Assert.Contains(
            RegisterChecks.Find([.. Rows, RegionRegisterTests.County(code, from, to)], []),
            p => p is { Rule: RegisterRule.ValidityOverlaps, Path: "/regions/6" });

    [Theory]
    [InlineData("330103", 2010, null)]
    [InlineData("330103", 1970, 1981)]
    public void RowsThatFollowOneAnother_AreSound(string code, int from, int? to) =>
        Assert.Empty(RegisterChecks.Find([.. Rows, RegionRegisterTests.County(code, from, to)], []));

    [Theory]
    [InlineData(RegionLevel.County, "330200")]
    [InlineData(RegionLevel.County, "330102")]
    [InlineData(RegionLevel.County, "440000")]
    [InlineData(RegionLevel.City, "330100")]
    public void UnknownParent(RegionLevel level, string parent) =>
        Only(RegisterRule.ParentUnknown, "/regions/6/parent", [
            .. Rows, RegionRegisterTests.County("330107", 2010) with { Level = level, Parent = new(parent) }]);

    [Theory]
    [InlineData("330199", "330102", "/lineage/0/old")]
    [InlineData("330103", "330199", "/lineage/0/new")]
    public void LinkOfAnUnknownCode(string old, string @new, string path) =>
        Only(RegisterRule.LinkCodeUnknown, path, Rows, Heir(old, @new));

    [Theory]
    [InlineData("330103", "330102", true)] // abolished, yet said to survive
    [InlineData("330102", "330105", false)] // survives, yet said to be abolished
    [InlineData("330102", "330104", true)] // the new one is gone
    public void LinkThatTheRowsContradict(string old, string @new, bool survives) =>
        Only(RegisterRule.LinkContradictsRows, "/lineage/0", Rows, new LineageLink(2010, new(old), new(@new), survives, LineageKind.Merger, false));

    [Fact]
    public void TwoHeirsOfOneCode() =>
        Only(RegisterRule.TwoHeirs, "/lineage/1/old", Rows, Heir("330103", "330105"), Heir("330103", "330106"));

    [Fact]
    public void TwoRecordsForOneCode() =>
        Only(RegisterRule.TwoRecords, "/lineage/1/new", Rows, Heir("330103", "330105"), Heir("330104", "330105"));

    [Fact]
    public void RecordOnTopOfOnesOwn() =>
        Only(RegisterRule.TwoRecords, "/lineage/0/new", Rows, Heir("330103", "330102"));

    [Theory]
    [InlineData("330102", true, LineageKind.Split)] // the survivor keeps it
    [InlineData("330103", false, LineageKind.PartMoved)]
    public void NothingToInherit(string old, bool survives, LineageKind kind) =>
        Only(
            RegisterRule.NothingToInherit,
            "/lineage/0/inherits",
            Rows,
            new LineageLink(2010, new(old), new("330105"), survives, kind, true));

    [Fact]
    public void Circle()
    {
        // Both appear and vanish in turn, each as the other's heir.
        RegisterRow[] rows =
        [
            RegionRegisterTests.City("330100"),
            RegionRegisterTests.County("330102", 2000, 2005), RegionRegisterTests.County("330102", 2010),
            RegionRegisterTests.County("330103", 2005, 2010),
        ];
        var problems = RegisterChecks.Find(rows, [
            Heir("330102", "330103") with { Year = 2005 }, Heir("330103", "330102")]);
        Assert.Equal(["/lineage/0", "/lineage/1"], problems.Where(p => p.Rule == RegisterRule.Circle).Select(p => p.Path));
    }

    [Fact]
    public void CodeRenamedInPlace_SurvivesASplitLater() =>
        Assert.Empty(RegisterChecks.Find(
            [
                RegionRegisterTests.City("330100"),
                RegionRegisterTests.County("330102", 1981, 2005),
                RegionRegisterTests.County("330102", 2005),
                RegionRegisterTests.County("330103", 2010),
            ],
            [new LineageLink(2010, new("330102"), new("330103"), true, LineageKind.Split, false)]));

    [Fact]
    public void RenameInPlace_IsNoInheritance() =>
        Assert.Empty(RegisterChecks.Find(Rows, [Heir("330102", "330102")]));

    [Fact]
    public void BrokenRegister_IsNotBuilt() =>
        Assert.Throws<ArgumentException>(() => new RegionRegister(Rows, [Heir("330103", "330102")]));

    private static void Only(RegisterRule rule, string path, RegisterRow[] rows, params LineageLink[] links)
    {
        var problem = Assert.Single(RegisterChecks.Find(rows, links));
        Assert.Equal((rule, path), (problem.Rule, problem.Path));
        Assert.NotEmpty(problem.Message);
    }

    private static LineageLink Heir(string old, string @new) =>
        new(2010, new(old), new(@new), false, LineageKind.Rename, true);
}
