using Award.Rules;

namespace Cli.Tests;

/// <summary>
/// Bad inputs and the exact line, path and code each is refused with. Nothing is written, and the exit code
/// is 1.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _rulebook;

    public BadInputTests() => _rulebook = _folder.Write("small.yaml", SmallRulebook.Yaml);

    public void Dispose() => _folder.Dispose();

    /// <summary>Table, then the line, path and code of each refusal, in order.</summary>
    public static TheoryData<string, string[]> Tables =>
        new()
        {
            //  table                                                    line path code
            { "", ["1:  TableUnreadable"] },
            { "\n\n", ["1:  TableUnreadable"] },
            { "key,crime\nA,\"1\nB,2\n", ["2:  TableUnreadable"] },
            { "key,crime\nA,1\"2\n", ["2:  TableUnreadable"] },
            { "key,crime\nA,1,2\n", ["2: /0 TableUnreadable"] },
            { "key,crime\n\nA,1\nB\n", ["4: /1 TableUnreadable"] },
            { "key,crime,案件\nA,1,1\n", ["1: /header/2 TableUnreadable"] },
            { "key,crime[major]\nA,1\n", ["1: /header/1 TableUnreadable"] },
            { "key,crime,riots[huge]\nA,1,1\n", ["1: /header/2 TableUnreadable"] },
            { "key\nA\n", ["1: /header TableHasNoIndicator"] },
            { "key,colour,residents\nA,red,1\n", ["1: /header TableHasNoIndicator"] },
            { "key;crime\nA;1\n", ["1: /header TableHasNoIndicator"] },
            { "key,crime\n,1\n", ["2: /0/key TableKeyMissing"] },
            { "key,crime\nA,1\n\"  \",2\n", ["3: /1/key TableKeyMissing"] },
            { "key,crime\nA,1\nB,2\nA,3\n", ["4: /2/key TableKeyDuplicate"] },
            { "key,crime\nA,\"1,234\"\n", ["2: /0/crime TableCellMalformed"] },
            { "key,crime\nA,12%\n", ["2: /0/crime TableCellMalformed"] },
            { "key,crime\nA,1e3\n", ["2: /0/crime TableCellMalformed"] },
            { "key,crime\nA,+1\n", ["2: /0/crime TableCellMalformed"] },
            { "key,crime\nA,n/a\n", ["2: /0/crime TableCellMalformed"] },
            { "key,crime\nA,0.12345678901\n", ["2: /0/crime TableCellMalformed"] },
            { "key,crime\nA,1234567890123456789\n", ["2: /0/crime TableCellMalformed"] },
            { "key,survey\nA,yes\n", ["2: /0/survey TableCellMalformed"] },
            { "key,centre\nA,maybe\n", ["2: /0/centre TableCellMalformed"] },
            { "key,fires\nA,1.5\n", ["2: /0/fires TableCellMalformed"] },
            { "key,fires\nA,-1\n", ["2: /0/fires TableCellMalformed"] },
            { "key,fires\nA,10001\n", ["2: /0/fires TableCellMalformed"] },
            { "key,riots\nA,0\nB,1\n", ["3: /1/riots TableCellMalformed"] },
            {
                "key,crime,survey\nA,x,y\n,1,2\n\"A\",\"\n\",z\n",
                [
                    "2: /0/crime TableCellMalformed",
                    "2: /0/survey TableCellMalformed",
                    "3: /1/key TableKeyMissing",
                    "4: /2/key TableKeyDuplicate",
                    "4: /2/survey TableCellMalformed",
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_bad_table_is_refused_by_line_path_and_code(string table, string[] expected)
    {
        var run = Rate(_folder.Write("bad.csv", table));

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Equal(expected, Refusals(run, "bad.csv"));
    }

    [Fact]
    public void Every_refusal_of_tables_occurs()
    {
        var codes = Tables.SelectMany(row => row.Data.Item2).Select(line => line.Split(' ')[^1]).ToHashSet();

        Assert.Equal(
            Enum.GetNames<RefusalCode>()
                .Where(name => name.StartsWith("Table", StringComparison.Ordinal))
                .Order(),
            codes.Order());
    }

    [Fact]
    public void A_table_in_another_encoding_is_refused_with_what_to_do()
    {
        var run = Rate(_folder.Write("gbk.csv", [(byte)'k', (byte)'e', (byte)'y', 0xC9, 0xDC, (byte)'\n']));

        Assert.Equal(1, run.Code);
        Assert.EndsWith(
            "gbk.csv:1: : TableUnreadable: the file is not UTF-8; save it as 'CSV UTF-8'\n",
            run.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,234", "leave out thousands separators")]
    [InlineData("97.5%", "leave out the per cent sign")]
    [InlineData("1e3", "without an exponent")]
    [InlineData("0.12345678901", "10 after it")]
    [InlineData("none", "leave the cell empty or write '..'")]
    public void A_malformed_cell_is_told_what_to_write_instead(string cell, string advice)
    {
        var run = Rate(_folder.Write("bad.csv", $"key,crime\nA,\"{cell}\"\n"));

        Assert.Contains($"'{cell}' is no plain decimal number", run.Error, StringComparison.Ordinal);
        Assert.Contains(advice, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Designations, a lineage or none, then file, line, path and code of each refusal.</summary>
    public static TheoryData<string, string?, string[]> Designations =>
        new()
        {
            { "code,outcome\n330600,true\n", null, ["d.csv 1: /header TableUnreadable"] },
            { "code,year\n330600,2017\n", null, ["d.csv 1: /header TableUnreadable"] },
            { "code,year,outcome\n,2017,true\n", null, ["d.csv 2: /0/key TableKeyMissing"] },
            {
                "code,year,outcome\nA,17,true\nB,2017.5,true\n",
                null,
                ["d.csv 2: /0/year TableCellMalformed", "d.csv 3: /1/year TableCellMalformed"]
            },
            { "code,year,outcome\nA,2017,maybe\n", null, ["d.csv 2: /0/outcome TableCellMalformed"] },
            { "code,year,outcome\nA,2017,true\nA,2017,false\n", null, ["d.csv 3: /1/key TableKeyDuplicate"] },
            { "code,year,outcome\nA,2017,true\n", "", ["d.csv 2: /0/key TableCellMalformed"] },
            {
                "code,year,outcome\n330621,2013,true\n330603,2013,true\n",
                "2013,330621,330603,no,rename,yes\n",
                ["d.csv 3: /1/key TableKeyDuplicate"]
            },
            {
                "code,year,outcome\n330600,2017,true\n",
                "13,3306,x,maybe,moved,perhaps\n",
                [
                    "l.csv 2: /0/year TableCellMalformed",
                    "l.csv 2: /0/old_code TableCellMalformed",
                    "l.csv 2: /0/new_code TableCellMalformed",
                    "l.csv 2: /0/old_survives TableCellMalformed",
                    "l.csv 2: /0/inherits TableCellMalformed",
                    "l.csv 2: /0/kind TableCellMalformed",
                ]
            },
            {
                "code,year,outcome\n330600,2017,true\n",
                "2013,330621,330603,no,rename,yes\n2013,330621,330602,no,split,yes\n",
                ["l.csv 3: /1 TableCellMalformed"]
            },
            {
                "code,year,outcome\n330600,2017,true\n",
                "2013,330621,330603,yes,rename,yes\n",
                ["l.csv 2: /0 TableCellMalformed"]
            },
        };

    [Theory]
    [MemberData(nameof(Designations))]
    public void A_bad_table_of_designations_or_lineage_is_refused(
        string data,
        string? lineage,
        string[] expected)
    {
        List<string> arguments = ["streak", "--rulebook", _rulebook, "--data", _folder.Write("d.csv", data)];
        if (lineage is not null)
        {
            arguments.AddRange([
                "--lineage",
                _folder.Write("l.csv", "year,old_code,new_code,old_survives,kind,inherits\n" + lineage),
            ]);
        }

        var run = AwardRun.Of([.. arguments]);

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Equal(
            expected,
            Refusals(run, "d.csv")
                .Select(r => "d.csv " + r)
                .Concat(Refusals(run, "l.csv").Select(r => "l.csv " + r)));
    }

    [Fact]
    public void A_refused_table_writes_no_file()
    {
        var output = Path.Combine(_folder.Path, "out.csv");

        var run = AwardRun.Of(
            "rate",
            "--rulebook",
            _rulebook,
            "--data",
            _folder.Write("bad.csv", "key,crime\nA,x\n"),
            "--out",
            output);

        Assert.Equal((1, false), (run.Code, File.Exists(output)));
    }

    [Fact]
    public void A_bad_rulebook_is_refused_before_the_table_is_read()
    {
        var rulebook = _folder.Write(
            "bad.yaml",
            SmallRulebook.Yaml.Replace("points: 60", "points: 61", StringComparison.Ordinal));

        var run = AwardRun.Of(
            "rate",
            "--rulebook",
            rulebook,
            "--data",
            Path.Combine(_folder.Path, "none.csv"));

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("RulebookPointsDoNotAddUp", run.Error, StringComparison.Ordinal);
    }

    private AwardRun Rate(string file) => AwardRun.Of("rate", "--rulebook", _rulebook, "--data", file);

    // "…/bad.csv:2: /0/crime: TableCellMalformed: …" as "2: /0/crime TableCellMalformed".
    private IEnumerable<string> Refusals(AwardRun run, string file) =>
        run
            .Error.Split('\n')
            .Where(line => line.StartsWith(Path.Combine(_folder.Path, file) + ":", StringComparison.Ordinal))
            .Select(line => line[(_folder.Path.Length + file.Length + 2)..].Split(": "))
            .Select(parts => $"{parts[0]}: {parts[1]} {parts[2]}");
}
