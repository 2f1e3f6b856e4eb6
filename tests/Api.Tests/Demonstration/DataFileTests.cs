using Award.Api.Demonstration;

namespace Api.Tests.Demonstration;

/// <summary>A data file at fault is refused by file, row and column; nothing is guessed.</summary>
public sealed class DataFileTests : IDisposable
{
    private const string Outcomes = """
        year,code,level,outcome,cause,subject,award,basis,source
        2005,330600,city,designated,,,,reported,http://example.org
        2005,330624,county,not-designated,vetoed,veto_food,,illustrative,

        """;

    private const string Later = """
        year,code,outcome,after,reason
        2005,330600,revoked,2006,found later

        """;

    private const string Values = """
        period,region_code,metric,value,source
        2014,330700,awareness_rate,82.3,http://example.org

        """;

    private const string People = """
        year,code,resident_population_10k,basis
        2021,330600,533.7,memory

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("award-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Outcomes_and_later_decisions_are_read()
    {
        var table = OutcomeTable.Read(Folder(Outcomes, Later));

        Assert.Equal([true, false], table.Rows.Select(row => row.Reported));
        Assert.Equal("veto_food", table.Rows[1].Subject);
        Assert.Equal((2005, 2006), (table.Later[0].Year.Value, table.Later[0].After.Value));
    }

    [Theory]
    [InlineData("not-designated,vetoed", "failed,vetoed", "row 3, outcome: 'failed' is none of designated, not-designated, suspended, revoked")]
    [InlineData("vetoed", "luck", "row 3, cause: 'luck' is none of below-pass-mark, below-dimension-minimum, below-figure-minimum, vetoed, too-few-counties-designated, suspended")]
    [InlineData("vetoed", "", "row 3, cause: it goes with every outcome but 'designated'")]
    [InlineData("http://example.org", "", "row 2, source: it goes with every reported outcome and no other")]
    [InlineData("2005,330600", "20055,330600", "row 2, year: '20055' is no year")]
    [InlineData("2005,330600", ",330600", "row 2, year: it is empty")]
    public void An_outcome_at_fault_is_refused(string text, string wrong, string message)
    {
        var folder = Folder(Outcomes.Replace(text, wrong), Later);

        Assert.Equal($"outcomes.csv {message}", Assert.Throws<DataFileException>(() => OutcomeTable.Read(folder)).Message);
    }

    [Fact]
    public void A_later_decision_without_a_reason_is_refused()
    {
        var folder = Folder(Outcomes, Later.Replace("found later", ""));

        var refused = Assert.Throws<DataFileException>(() => OutcomeTable.Read(folder));
        Assert.Equal("later_decisions.csv row 2, reason: it is empty", refused.Message);
    }

    [Fact]
    public void A_value_that_is_no_number_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "facts"));
        File.WriteAllText(Path.Combine(_folder, "facts", "known_values.csv"), Values.Replace("82.3", "1e3"));
        File.WriteAllText(Path.Combine(_folder, "facts", "zhejiang_city_population.csv"), People);

        var refused = Assert.Throws<DataFileException>(() => KnownValues.Read(_folder));
        Assert.Equal("known_values.csv row 2, value: '1e3' is no plain decimal", refused.Message);
    }

    [Fact]
    public void An_empty_file_has_no_headings()
    {
        var refused = Assert.Throws<DataFileException>(
            () => DataFile.Read(new StringReader(""), "empty.csv", ["year"], row => row.Year("year")));
        Assert.Equal("empty.csv: the heading row is missing", refused.Message);
    }

    [Fact]
    public void A_stray_quote_is_refused()
    {
        var refused = Assert.Throws<DataFileException>(
            () => DataFile.Read(new StringReader("name\na\"b\n"), "quoted.csv", ["name"], row => row.Text("name")));
        Assert.Equal("quoted.csv: 'a\"b' is not quoted right", refused.Message);
    }

    private string Folder(string outcomes, string later)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "demonstration"));
        File.WriteAllText(Path.Combine(_folder, "demonstration", "outcomes.csv"), outcomes);
        File.WriteAllText(Path.Combine(_folder, "demonstration", "later_decisions.csv"), later);
        return _folder;
    }
}
