using System.Text.Json;

namespace Cli.Tests;

public sealed class StreakTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _rulebook;

    public StreakTests() => _rulebook = _folder.Write("small.yaml", SmallRulebook.Yaml);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_tiers_and_titles_are_counted_with_free_text_keys()
    {
        // A: four in a row, the third earned the tripod. B broke in 2017. C waits for a decision on 2016.
        var run = Streak(
            """
            name,year,designated
            A,2014,true
            A,2015,是
            A,2016,1
            A,2017,designated
            B,2016,yes
            B,2017,no
            C,2015,true
            C,2016,suspended
            C,2017,true
            """,
            "--format",
            "csv");

        Assert.Equal(
            """
            key,years,from,to,tier,next,years_to_go,earliest,titles,pending
            A,4,2014,2017,tripod,tripod-1,2,2019,tripod 2016,false
            C,1,2015,2015,plaque,tripod,2,2017,,true
            B,0,,,,plaque,1,2018,,false

            """,
            run.Output);
        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    [Fact]
    public void As_of_leaves_later_years_out()
    {
        var run = Streak(
            "key,year,outcome\nA,2015,true\nA,2016,true\nA,2017,false\n",
            "--as-of",
            "2016",
            "--format",
            "csv");

        Assert.Contains(
            "\nA,2,2015,2016,plaque,tripod,1,2017,,false\n",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_lineage_carries_the_record_on_under_the_new_code()
    {
        var run = Streak(
            "code,year,outcome\n330621,2011,true\n330621,2012,true\n330603,2013,true\n330603,2014,true\n",
            "--lineage",
            _folder.Write(
                "l.csv",
                "year,old_code,new_code,old_survives,kind,inherits\n2013,330621,330603,no,rename,yes\n"),
            "--format",
            "csv");

        Assert.Equal(
            ["330603,4,2011,2014,tripod,tripod-1,2,2016,tripod 2013,false"],
            run.Output.TrimEnd().Split('\n')[1..]);
    }

    [Fact]
    public void The_demonstration_gives_Shaoxing_ten_and_Keqiao_the_years_of_Shaoxing_County()
    {
        var run = AwardRun.Of(
            "streak",
            "--rulebook",
            AwardRun.Repository("rulebooks/zhejiang-demonstration.yaml"),
            "--data",
            AwardRun.Repository("data/demonstration/outcomes.csv"),
            "--lineage",
            AwardRun.Repository("data/regions/zhejiang_lineage.csv"),
            "--as-of",
            "2017",
            "--format",
            "json");

        using var json = JsonDocument.Parse(run.Output);
        var rows = json.RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("key").GetString()!);
        var shaoxing = rows["330600"].GetProperty("streak");
        Assert.Equal(
            (10, 2008, 2017, "silver"),
            (
                shaoxing.GetProperty("years").GetInt32(),
                shaoxing.GetProperty("from").GetInt32(),
                shaoxing.GetProperty("to").GetInt32(),
                shaoxing.GetProperty("tier").GetProperty("id").GetString()));
        var next = shaoxing.GetProperty("next");
        Assert.Equal(
            ("gold", 2, 2019),
            (
                next.GetProperty("tier").GetProperty("id").GetString(),
                next.GetProperty("yearsToGo").GetInt32(),
                next.GetProperty("earliest").GetInt32()));
        Assert.False(rows.ContainsKey("330621"));
        Assert.True(rows["330603"].GetProperty("streak").GetProperty("from").GetInt32() < 2013);
    }

    [Fact]
    public void The_table_for_reading_names_titles()
    {
        var run = Streak(
            "code,name,year,outcome\n1,甲,2015,true\n1,甲,2016,true\n1,甲,2017,true\n",
            "--lang",
            "zh");

        Assert.Equal(
            """
              地区   名称   连冠   自     至     梯级   下一级                         已获称号
            ──
              1      甲        3   2015   2017   鼎     一星鼎，还需 3 年，最早 2020   鼎 2017

            """,
            string.Join('\n', run.Output.Split('\n').Select(line => line.StartsWith('─') ? "──" : line)));
    }

    [Fact]
    public void Rows_without_an_outcome_are_no_years_and_an_empty_table_has_no_streaks()
    {
        Assert.Contains(
            "\nA,1,2015,2015,",
            Streak("key,year,outcome\nA,2015,true\nA,2016,..\nA,2017,\n", "--format", "csv").Output,
            StringComparison.Ordinal);
        Assert.Equal(
            (0, "[]\n"),
            Streak("key,year,outcome\n", "--format", "json") is var run ? (run.Code, run.Output) : default);
    }

    private AwardRun Streak(string data, params string[] options) =>
        AwardRun.Of(["streak", "--rulebook", _rulebook, "--data", _folder.Write("d.csv", data), .. options]);
}
