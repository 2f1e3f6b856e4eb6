using System.Text;
using System.Text.Json;

namespace Cli.Tests;

/// <summary>
/// Six counties under the small rulebook, computed by hand. 甲县: 1530 cases among 51 (10k) is a rate of 30,
/// so (60-30)/40 of 30 points are 22.5; one fire costs 2 of 10; life is 40 x root of 0.64 x 0.25, which is
/// 16. 乙县 has 40 x root of 0.5, 28.28427125. 丙县's ordinary riot costs 1, the major one after it 5 doubled:
/// 11 of 10. 戊县 reports no income, which scores zero and takes the geometric mean with it; its 60 just
/// meets the pass mark. 丁县 lacks crime, whose policy keeps it open.
/// </summary>
public sealed class RateTests : IDisposable
{
    private const string Counties = """
        name,crime,fires,riots[ordinary],riots[major],centre,survey,income,residents
        甲县,1530,1,0,0,是,64,2.5,51
        乙县,400,0,0,0,yes,50,10,20
        丙县,1000,0,1,1,no,39,10,20
        丁县,..,0,0,0,1,90,9,20
        戊县,400,0,0,0,1,50,,20
        己县,400,0,0,0,1,50,10,20

        """;

    private readonly TempFolder _folder = new();
    private readonly string _rulebook;

    public RateTests() => _rulebook = _folder.Write("small.yaml", SmallRulebook.Yaml);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Csv_has_rank_total_and_every_score_as_computed_by_hand()
    {
        var run = Rate(Counties, "--format", "csv");

        Assert.Equal(
            """
            rank,key,total,outcome,order,crime,fires,riots,centre,life,survey,income,reasons,vetoes
            1,乙县,88.28,designated,60,30,10,10,10,28.28427125,10,20,,
            1,己县,88.28,designated,60,30,10,10,10,28.28427125,10,20,,
            3,甲县,66.5,designated,50.5,22.5,8,10,10,16,12.8,5,,
            4,戊县,60,designated,60,30,10,10,10,0,10,0,,
            5,丙县,42.48,not-designated,17.5,7.5,10,0,0,24.97999199,7.8,20,the total of 42.48 is below the pass mark of 60; Order: 17.5 points are below the least of 30; Survey: 39 does not meet 40,
            ,丁县,,pending,,,10,10,10,36,18,18,missing: Crime,

            """,
            run.Output);
        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    [Fact]
    public void The_table_for_reading_says_the_same_in_Chinese()
    {
        var run = Rate(
            "name,crime,centre,survey,income,residents\n甲县,1530,是,64,2.5,51\n丙县,1000,否,39,10,20\n",
            "--lang",
            "zh");

        Assert.Equal(
            """
            小办法
            small HASH
              名次   地区    总分    秩序    案件   火灾起数   骚乱起数   中心达标    生活   满意率    收入   命名
            ──
                 1   甲县   68.50   52.50   22.50      10.00      10.00      10.00   16.00    12.80    5.00   命名
                 2   丙县   52.48   27.50    7.50      10.00      10.00       0.00   24.98     7.80   20.00   未命名; 总分 52.48 低于合格线 60; “秩序”得分 27.5 低于最低要求 30; “满意率”为 39,未达到 40

            """,
            WithoutHashAndRule(run.Output));
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Json_holds_the_derivation_from_figure_to_total()
    {
        using var json = JsonDocument.Parse(Rate(Counties, "--format", "json").Output);

        var row = json.RootElement.GetProperty("entries")[2];
        Assert.Equal("甲县", row.GetProperty("key").GetString());
        Assert.Equal(66.5m, row.GetProperty("total").GetDecimal());
        Assert.True(row.GetProperty("designated").GetBoolean());
        var order = row.GetProperty("score").GetProperty("children")[0];
        Assert.Equal(
            ("order", "sum", 50.5m),
            (Text(order, "id"), Text(order, "rule"), order.GetProperty("points").GetDecimal()));
        var crime = order.GetProperty("children")[0];
        Assert.Equal(
            ("crime", "linear-ramp", "30", "reported"),
            (Text(crime, "id"), Text(crime, "rule"), Text(crime, "value"), Text(crime, "provenance")));
        var working = crime.GetProperty("working")[0];
        Assert.Equal("rate", Text(working, "code"));
        Assert.Equal(
            ["1530", "51", "residents"],
            working.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal("1530 ÷ 51 (Resident population)", Text(working, "text"));
        var pending = json.RootElement.GetProperty("entries")[5];
        Assert.Equal(JsonValueKind.Null, pending.GetProperty("rank").ValueKind);
        Assert.Equal("figure-missing", Text(pending.GetProperty("reasons")[0], "code"));
    }

    [Theory]
    [InlineData("city", "not-designated", "the total of 66.5 is below the pass mark of 80")]
    [InlineData("county", "designated", "")]
    public void The_level_decides_whose_naming_rules_apply(string level, string outcome, string reason)
    {
        var run = Rate(
            "key,crime,fires,centre,survey,income,residents\nX,1530,1,1,64,2.5,51\n",
            "--level",
            level,
            "--format",
            "csv");

        Assert.EndsWith(
            $"\n1,X,66.5,{outcome},50.5,22.5,8,10,10,16,12.8,5,{reason},\n",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_veto_condition_that_holds_is_told_and_bars()
    {
        var run = Rate(
            "key,crime,riots[extreme],centre,survey,income,residents\nX,400,1,1,64,9,20\n",
            "--format",
            "csv");

        Assert.EndsWith(",vetoed: Extreme riot,veto_riot\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(",not-designated,", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Incidents_of_a_table_fall_outside_key_periods_and_keep_their_attributes()
    {
        var run = Rate(
            "key,fires,fires[not-rectified],riot[ordinary],crime,centre,survey,income,residents\nX,1,1,2,400,1,64,9,20\n",
            "--format",
            "csv");

        // Fires: 2 and 2 doubled. Riots: 1, then 1 doubled as a repeat; none is doubled for the New Year.
        Assert.Contains(",order,crime,fires,riots,", run.Output, StringComparison.Ordinal);
        Assert.Contains("designated,51,30,4,7,10,", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_found_by_id_and_by_either_name_and_others_are_ignored_with_a_note()
    {
        var run = Rate(
            "地区,案件,Survey,income,CENTRE,常住人口,备注\nX,400,64,5.625,1,20,\"a, \"\"b\"\"\"\n",
            "--format",
            "csv");

        Assert.Contains(",30,10,10,10,24", "," + run.Output.Split('\n')[1] + ",", StringComparison.Ordinal);
        Assert.Equal(
            [
                "note: data.csv: the rulebook does not know these columns, ignored: 备注",
                "note: data.csv: no column for these incidents, taken as none: fires, riots",
            ],
            Notes(run));
    }

    [Fact]
    public void What_has_no_column_or_no_count_is_told()
    {
        var run = Rate("key,crime,fires,survey,residents\nX,400,,64,20\n", "--format", "csv");

        Assert.Equal(
            [
                "note: data.csv: no column for these indicators, taken as missing: centre, income",
                "note: data.csv: no column for these incidents, taken as none: riots",
                "note: data.csv: 1 empty counts of incidents, taken as none",
            ],
            Notes(run));
        Assert.Contains(",pending,", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n", false)]
    [InlineData("\r\n", true)]
    [InlineData("\n", true)]
    public void Line_ends_and_a_byte_order_mark_change_nothing(string lineEnd, bool mark)
    {
        var bytes = Encoding.UTF8.GetBytes(Counties.ReplaceLineEndings(lineEnd));
        var file = _folder.Write("marked.csv", mark ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes);

        var run = AwardRun.Of("rate", "--rulebook", _rulebook, "--data", file, "--format", "csv");

        Assert.Equal(Rate(Counties, "--format", "csv").Output, run.Output);
    }

    [Fact]
    public void One_row_can_be_explained_from_figure_to_outcome()
    {
        var lines = Rate(Counties, "--explain", "甲县").Output.Split('\n');

        Assert.Equal("甲县", lines[2]);
        Assert.Contains(
            lines,
            line =>
                line.StartsWith("    Crime: 30 起/万人", StringComparison.Ordinal)
                && line.Contains("22.5 of 30", StringComparison.Ordinal));
        Assert.Contains("Outcome: designated", lines);
        var unknown = Rate(Counties, "--explain", "庚县");
        Assert.Equal(
            (1, "", "award: no row of the table has the key '庚县'\n"),
            (unknown.Code, unknown.Output, unknown.Error));
    }

    [Fact]
    public void Out_writes_the_file_and_nothing_to_the_terminal()
    {
        var file = Path.Combine(_folder.Path, "rated.csv");

        var run = Rate(Counties, "--format", "csv", "--out", file);

        Assert.Equal((0, ""), (run.Code, run.Output));
        Assert.Equal(Rate(Counties, "--format", "csv").Output, File.ReadAllText(file));
    }

    [Fact]
    public void The_order_of_rows_and_columns_changes_nothing()
    {
        int[] order = [0, 8, 7, 6, 5, 1, 2, 3, 4];
        var lines = Counties.TrimEnd().Split('\n').Select(line => line.Split(',')).ToList();
        var turned = lines
            .Skip(1)
            .Reverse()
            .Prepend(lines[0])
            .Select(cells => string.Join(',', order.Select(i => cells[i])));

        Assert.Equal(
            Rate(Counties, "--format", "csv").Output,
            Rate(string.Join('\n', turned), "--format", "csv").Output);
    }

    [Fact]
    public void Last_years_table_feeds_the_indicators_that_look_back()
    {
        var rulebook = _folder.Write(
            "change.yaml",
            """
            id: change
            semantics: 1
            zh: 变化
            en: Change
            total: 10
            precision: {decimals: 2, rounding: half-up}
            missing: error
            dimensions:
              - {id: accidents, zh: 事故, en: Accidents, unit: "%", direction: lower-is-better, points: 10, scoring: {change-on-last-year: {in: percent, floor: 5, target: -5, without-previous: 0.8, zero-base: {still-zero: 1, risen: 0}}}}
            """);
        var before = _folder.Write("before.csv", "key,accidents\nA,100\nB,0\nC,0\n");
        var now = _folder.Write("now.csv", "key,accidents\nA,98\nB,0\nC,1\nD,7\n");

        var run = AwardRun.Of(
            "rate",
            "--rulebook",
            rulebook,
            "--data",
            now,
            "--previous",
            before,
            "--format",
            "csv");

        // A fell by 2 %: (5 - -2) of 10. B stayed at zero, C rose from it, D has no last year.
        Assert.Equal(
            ["1,B,10,", "2,D,8,", "3,A,7,", "4,C,0,"],
            run.Output.Split('\n')[1..5].Select(line => string.Join(',', line.Split(',')[..3]) + ","));
    }

    /// <summary>
    /// Life (82.4 - 20) / 65 = 0.96; schooling (1 + 12.9 / 15) / 2 = 0.93, as 18.1 years are clipped to 18;
    /// income (log10 66494 - 2) / 2.8750612634 = 0.98182; the cube root of their product is 0.957. And so
    /// on for the other.
    /// </summary>
    [Fact]
    public void A_composite_index_gives_what_its_formula_gives_by_hand()
    {
        var table = _folder.Write(
            "countries.csv",
            """
            country,life_expectancy,expected_schooling,mean_schooling,log_income
            Niger,62.4,6.5,2.1,3.0795430074
            Norway,82.4,18.1,12.9,4.8227824599
            Nowhere,80,,12,4
            """);

        var run = AwardRun.Of(
            "rate",
            "--rulebook",
            AwardRun.Repository("rulebooks/examples/three-dimension-index.yaml"),
            "--data",
            table,
            "--format",
            "csv");

        Assert.Equal(
            ["1,Norway,0.957,", "2,Niger,0.394,", ",Nowhere,,"],
            run.Output.TrimEnd()
                .Split('\n')[1..]
                .Select(line => string.Join(',', line.Split(',')[..3]) + ","));
    }

    private AwardRun Rate(string csv, params string[] options)
    {
        var file = _folder.Write("data.csv", csv);
        return AwardRun.Of(["rate", "--rulebook", _rulebook, "--data", file, .. options]);
    }

    private string[] Notes(AwardRun run) =>
        run
            .Error.Replace(_folder.Path + "/", "", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string WithoutHashAndRule(string text) =>
        string.Join(
            '\n',
            text.Split('\n')
                .Select(line =>
                    line.StartsWith("small ", StringComparison.Ordinal) ? "small HASH"
                    : line.StartsWith('─') ? "──"
                    : line));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
