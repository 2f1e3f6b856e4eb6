using Award.Api.Demonstration;
using Award.Rules;
using Award.Rules.Record;

namespace Api.Tests.Demonstration;

public sealed class RegisterFilesTests
{
    private const string Regions = """
        code,name_zh,name_en,level,parent,valid_from,valid_to
        330600,绍兴市,Shaoxing,city,330000,1983,
        330621,绍兴县,Shaoxing County,county,330600,1983,2013
        330603,柯桥区,Keqiao District,county,330600,2013,

        """;

    private const string Lineage = """
        year,old_code,old_name,new_code,new_name,old_survives,kind,inherits
        2013,330621,绍兴县,330603,柯桥区,no,rename,yes

        """;

    [Fact]
    public void The_register_covers_every_year_with_eleven_cities_and_89_or_90_counties()
    {
        var register = RegisterFiles.Read(DataFile.Folder);
        foreach (var year in Enumerable.Range(2004, 2025 - 2004 + 1))
        {
            var inForce = register.Regions.Where(r => r.ValidFrom <= year && !(r.ValidTo <= year)).ToList();
            Assert.Equal(11, inForce.Count(r => r.Level == RegionLevel.City));
            Assert.Equal(
                year is >= 2016 and <= 2018 ? 89 : 90, inForce.Count(r => r.Level == RegionLevel.County));
        }
    }

    [Theory]
    [InlineData("zhejiang_2018.csv", 2018)]
    [InlineData("zhejiang_2025.csv", 2025)]
    public void The_register_agrees_with_the_list_of_the_year(string list, int year)
    {
        var listed = DataFile.Read(
            Path.Combine(DataFile.Folder, "regions", list),
            ["code", "name_zh", "name_en", "level", "parent_code"],
            row => (row.Text("code"), row.Text("name_zh"), row.Text("name_en"), row.Optional("parent_code")));

        Assert.Equal(
            listed.Where(row => row.Item4 is not null).Order(),
            RegisterFiles.Read(DataFile.Folder).Regions
                .Where(r => r.ValidFrom <= year && !(r.ValidTo <= year))
                .Select(r => (r.Code.Value, r.Name.Zh, r.Name.En, (string?)r.Parent.Value))
                .Order());
    }

    [Fact]
    public void An_abolished_code_keeps_its_name_and_its_city()
    {
        var row = Assert.Single(RegisterFiles.Read(DataFile.Folder).Regions, r => r.Code.Value == "330621");

        Assert.Equal(new BilingualName("绍兴县", "Shaoxing County"), row.Name);
        Assert.Equal("330600", row.Parent.Value);
        Assert.Equal((1983, 2013), (row.ValidFrom, row.ValidTo));
    }

    [Fact]
    public void Every_code_that_ends_after_2004_is_the_old_one_of_a_link()
    {
        var register = RegisterFiles.Read(DataFile.Folder);
        var ended = register.Regions.Where(r => r.ValidTo is not null).Select(r => (r.Code, r.ValidTo!.Value));

        Assert.Equal(
            ended.Order(),
            register.Lineage.Where(l => !l.OldSurvives).Select(l => (l.Old, l.Year)).Distinct().Order());
        Assert.Equal(19, register.Lineage.Count);
    }

    [Fact]
    public void Small_files_are_read_whole()
    {
        var register = RegisterFiles.Read(new StringReader(Regions), new StringReader(Lineage));

        Assert.Equal(["330600", "330621", "330603"], register.Regions.Select(r => r.Code.Value));
        Assert.Equal(
            new LineageLink(2013, new("330621"), new("330603"), false, LineageKind.Rename, true),
            Assert.Single(register.Lineage));
    }

    [Theory]
    [InlineData("level", "levl", "zhejiang_register.csv: there is no column 'level'")]
    [InlineData("330621,", "33062,", "zhejiang_register.csv row 3, code: '33062' is no region code")]
    [InlineData("county,330600,2013", "county,339900,2013", "zhejiang_register.csv: parent 339900 of 330603 is no region")]
    [InlineData("city,", "town,", "zhejiang_register.csv row 2, level: 'town' is none of county, city")]
    [InlineData("Keqiao District", "", "zhejiang_register.csv row 4, name_en: it is empty")]
    [InlineData("1983,2013", "1983,1983", "zhejiang_register.csv row 3, valid_to: 1983 is not after 1983")]
    [InlineData("1983,2013", "x,2013", "zhejiang_register.csv row 3, valid_from: 'x' is no year")]
    [InlineData("330603,", "330600,", "zhejiang_register.csv row 4, code: 330600 is in force twice at one time")]
    [InlineData("330600,2013,", "330600,2013", "zhejiang_register.csv row 4: it has 6 cells, the heading 7")]
    public void A_register_at_fault_is_refused_by_row_and_column(string text, string wrong, string message)
    {
        var refused = Assert.Throws<DataFileException>(
            () => RegisterFiles.Read(new StringReader(Regions.Replace(text, wrong)), new StringReader(Lineage)));

        Assert.Equal(message, refused.Message);
    }

    [Theory]
    [InlineData("330621", "330622", "zhejiang_lineage.csv row 2, old_code: 330622 is not in the register")]
    [InlineData("330603", "330604", "zhejiang_lineage.csv row 2, new_code: 330604 is not in the register")]
    [InlineData("rename", "renaming", "zhejiang_lineage.csv row 2, kind: 'renaming' is none of rename, merger, split, part-moved")]
    [InlineData("rename,yes", "rename,maybe", "zhejiang_lineage.csv row 2, inherits: 'maybe' is none of yes, no")]
    [InlineData(
        "rename,yes\n",
        "rename,yes\n2013,330621,绍兴县,330600,绍兴市,no,rename,yes\n",
        "zhejiang_lineage.csv row 3, inherits: one successor at most inherits a record, and inherits one")]
    public void A_lineage_at_fault_is_refused_by_row_and_column(string text, string wrong, string message)
    {
        var refused = Assert.Throws<DataFileException>(
            () => RegisterFiles.Read(new StringReader(Regions), new StringReader(Lineage.Replace(text, wrong))));

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var refused = Assert.Throws<DataFileException>(() => RegisterFiles.Read("nowhere"));
        Assert.Contains("zhejiang_register.csv", refused.Message, StringComparison.Ordinal);
    }
}
