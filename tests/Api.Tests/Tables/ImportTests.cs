using System.Text;
using System.Text.Json;
using Api.Tests.Hosts;
using Api.Tests.Writing;
using Award.Api.Tables;
using Award.Ledger.People;

namespace Api.Tests.Tables;

/// <summary>Imports over HTTP: what is written, what is not, and what is said of it.</summary>
[Collection(ImportCollection.Name)]
public sealed class ImportTests(ImportHost host)
{
    private const string Head = "地区,survey_safety (%),resident_population_10k\n";

    [Fact]
    public async Task A_table_is_written_once_per_key_and_named_in_the_receipt()
    {
        var year = await host.NextYearAsync();
        var table = Csv(Head + "新昌县,97.1,40.5\n330681,９６％,\n");

        var receipt = await host.MustImportAsync(year, table, key: "once");
        var again = await host.MustImportAsync(year, table, key: "once");
        using var other = await host.ImportAsync(year, Csv(Head + "新昌县,97.1,40.5\n"), key: "once");

        Assert.Equal(receipt.GetRawText(), again.GetRawText());
        Assert.Equal(["id", "stream", "version", "hash", "recordedAt", "streams", "created"], receipt.Members());
        Assert.Equal(
            [$"county/{year}/330624", $"county/{year}/330681"],
            receipt.GetProperty("streams").EnumerateArray().Select(s => s.GetProperty("stream").GetString()!).Order());
        Assert.Equal("422 IdempotencyKeyReused [Idempotency-Key IdempotencyKeyReused]", await Asking.ProblemAsync(other));
        Assert.Equal("resident_population_10k=40.5 survey_safety=97.1", await host.FiguresAsync(year, "330624"));
        Assert.Equal("survey_safety=96", await host.FiguresAsync(year, "330681"));
    }

    [Fact]
    public async Task What_is_on_record_is_left_out_with_the_same_value_and_refused_with_another()
    {
        var year = await host.NextYearAsync();
        await host.MustImportAsync(year, Csv(Head + "330624,97.1,\n330681,96,5\n"));
        await host.MustImportAsync(year, Csv(Head + "330624,97.10,40.5\n330681,96,5\n"));
        Assert.Equal("resident_population_10k=40.5 survey_safety=97.1", await host.FiguresAsync(year, "330624"));

        using var nothing = await host.ImportAsync(year, Csv(Head + "330624,97.1,40.5\n330681,96,5\n"));
        using var differs = await host.ImportAsync(year, Csv(Head + "330624,97.2,40.5\n330683,96,5\n"));

        Assert.Equal("409 ImportNothingNew [ ImportNothingNew]", await Asking.ProblemAsync(nothing));
        Assert.Equal("409 FigureAlreadySubmitted [/B2 FigureAlreadySubmitted]", await Asking.ProblemAsync(differs));
        Assert.Contains(
            $"PUT /api/v1/award-years/330000/{year}/regions/330624/figures/survey_safety",
            await differs.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("", await host.FiguresAsync(year, "330683"));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_written_and_writes_nothing()
    {
        var year = await host.NextYearAsync();
        await host.MustImportAsync(year, Csv(Head + "330624,97.1,\n"));
        var table = Csv(Head + "330624,97.1,40.5\n330681,96,\n");

        var report = await host.MustImportAsync(year, table, query: "?dryRun=true");

        Assert.Equal(
            $$"""{"province":"330000","year":{{year}},"dryRun":true,"regions":2,"onRecord":1,"written":[{"cell":"C2","region":"330624","indicator":"resident_population_10k","value":40.5,"evidence":null},{"cell":"B3","region":"330681","indicator":"survey_safety","value":96,"evidence":null}],"warnings":[],"confirm":null}""",
            report.GetRawText());
        Assert.Equal(1, await host.SubmittedAsync(year));
        var all = await host.MustImportAsync(year, Csv(Head + "330624,97.1,\n"), query: "?dryRun=true");
        Assert.Equal(0, all.GetProperty("written").GetArrayLength());
    }

    [Fact]
    public async Task Everything_wrong_is_said_at_once_by_the_table_and_by_the_rules()
    {
        var year = await host.NextYearAsync();
        await host.MustImportAsync(year, Csv(Head + "330624,97.1,\n"));
        var table = Csv("地区,survey_safety,resident_population_10k,floating\n330624,97.2,-1,\n330600,x,5,\n330681,=1,0,\nnowhere,1,2,\n");
        const string said =
            "[/D1 ImportHeadingUnknown] [/B2 FigureAlreadySubmitted] [/C2 FigureOutOfRange] [/B3 ImportCellMalformed] "
            + "[/B4 ImportFormula] [/C4 FigureOutOfRange] [/A5 ImportRegionUnknown]";

        using var real = await host.ImportAsync(year, table);
        using var dry = await host.ImportAsync(year, table, query: "?dryRun=true");

        Assert.Equal($"422 ImportHeadingUnknown {said}", await Asking.ProblemAsync(real));
        Assert.Equal($"422 ImportHeadingUnknown {said}", await Asking.ProblemAsync(dry));
        var errors = JsonDocument.Parse(await real.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");
        Assert.Equal([1, 2, 2, 3, 4, 4, 5], errors.EnumerateArray().Select(e => e.GetProperty("row").GetInt32()));
        Assert.Equal(1, await host.SubmittedAsync(year));
    }

    [Fact]
    public async Task What_a_city_takes_from_its_counties_is_refused_in_its_cell()
    {
        var year = await host.NextYearAsync();
        var rolled = YearBook.Rulebook.Indicators.First(i => !i.FromIncidents && i.RollUp == Award.Rules.Rulebooks.RollUp.Sum);

        using var answer = await host.ImportAsync(year, Csv($"region,{rolled.Id}\n330624,1\n330600,1\n"));

        Assert.Equal("422 FigureRolledUp [/B3 FigureRolledUp]", await Asking.ProblemAsync(answer));
        Assert.Equal(0, await host.SubmittedAsync(year));
    }

    [Fact]
    public async Task What_the_caller_may_not_write_is_refused_in_its_cell()
    {
        var year = await host.NextYearAsync();
        var table = Csv($"region,survey_safety,{Other}\n330624,97,98\n330702,96,95\n");
        using var region = await host.ImportAsync(year, table, token: Token(["330600"], []));
        using var dry = await host.ImportAsync(year, table, query: "?dryRun=true", token: Token(["330600"], []));
        using var dimension = await host.ImportAsync(year, table, token: Token(["330000"], [DimensionOf("survey_safety")]));

        Assert.Equal("403 RegionForbids [/A3 RegionForbids]", await Asking.ProblemAsync(region));
        Assert.Equal("403 RegionForbids [/A3 RegionForbids]", await Asking.ProblemAsync(dry));
        Assert.Equal(
            "403 DimensionForbids [/C2 DimensionForbids] [/C3 DimensionForbids]", await Asking.ProblemAsync(dimension));
        Assert.Equal(0, await host.SubmittedAsync(year));
        await host.MustImportAsync(year, Csv("region,survey_safety\n330624,97\n"));
    }

    [Fact]
    public async Task A_hundred_problems_are_listed_and_the_rest_counted()
    {
        var year = await host.NextYearAsync();
        using var answer = await host.ImportAsync(
            year, Csv(Head + string.Concat(Enumerable.Repeat("nowhere,1,\n", 140))));
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(100, problem.GetProperty("errors").GetArrayLength());
        Assert.Equal(40, problem.GetProperty("more").GetInt32());
        Assert.EndsWith("(100 are listed, and 40 more)", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_partial_is_written_by_any_table_that_is_refused()
    {
        var year = await host.NextYearAsync();
        foreach (var (_, bytes, type, _) in ImportCases.All)
        {
            using var answer = await host.ImportAsync(year, bytes, type);
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{answer.StatusCode}");
        }

        foreach (var (name, make, _) in BombTests.All)
        {
            using var answer = await host.ImportAsync(year, make());
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{name}: {answer.StatusCode}");
        }

        Assert.Equal(0, await host.SubmittedAsync(year));
    }

    [Fact]
    public async Task What_the_request_itself_does_wrong_is_refused()
    {
        var year = await host.NextYearAsync();
        var table = Csv(Head + "330624,97.1,\n");
        using var json = await host.ImportAsync(year, table, "application/json");
        using var word = await host.ImportAsync(year, table, query: "?dryRun=maybe");
        using var closed = await host.ImportAsync(2100, table);
        using var large = await host.ImportAsync(year, new byte[(8 * 1024 * 1024) + 1]);
        using var layout = await host.SendAsync(
            HttpMethod.Get, $"{YearBook.Path(year)}/import/template?layout=round&format=pdf&lang=fr", Asking.Assessor);
        await YearBook.MoveAsync(host, year, "review");
        await YearBook.MoveAsync(host, await host.NextYearAsync(), "review");

        Assert.Equal("415 UnsupportedMediaType", await Asking.ProblemAsync(json));
        Assert.Equal("400 MalformedInput [dryRun MalformedInput]", await Asking.ProblemAsync(word));
        Assert.StartsWith("404 YearUnknown [year YearUnknown]", await Asking.ProblemAsync(closed), StringComparison.Ordinal);
        Assert.Equal("413 BodyTooLarge [ BodyTooLarge]", await Asking.ProblemAsync(large));
        Assert.Equal(
            "400 MalformedInput [format MalformedInput] [layout MalformedInput] [lang MalformedInput]",
            await Asking.ProblemAsync(layout));
    }

    [Theory]
    [InlineData("csv", "wide", "zh")]
    [InlineData("csv", "long", "en")]
    [InlineData("xlsx", "wide", "en")]
    [InlineData("xlsx", "long", "zh")]
    public async Task A_year_filled_in_on_a_template_is_on_record_as_it_stood_in_the_table(
        string format, string layout, string lang)
    {
        var year = await host.NextYearAsync();
        var figures = YearBook.Year(2006).Sheets.SelectMany(sheet => sheet.Figures.Select(f => (sheet.Code.Value, f)))
            .ToDictionary(f => (f.Value, f.f.Indicator), f => f.f.Value.ToString());
        var cells = FilledTemplates.Cells(await host.TemplateAsync(year, $"format=csv&layout={layout}&lang={lang}"));
        var template = await host.TemplateAsync(year, $"format={format}&layout={layout}&lang={lang}");
        var used = new HashSet<(string, string)>();
        var names = YearBook.Rulebook.Indicators.Select(i => (i.Id, i.Name))
            .Concat(YearBook.Rulebook.Denominators.Select(d => (d.Id, d.Name)))
            .ToDictionary(n => lang == "zh" ? n.Name.Zh : n.Name.En, n => n.Id);

        var filled = FilledTemplates.Fill(template, format == "csv" ? TableFormat.Csv : TableFormat.Xlsx, (row, column) =>
        {
            var indicator = row == 1 ? null
                : layout == "long" ? (column == 7 ? cells[row - 1][3] : null)
                : column > 3 && cells[row - 1][column - 1].Length == 0
                    ? names.FirstOrDefault(n => cells[0][column - 1] == n.Key
                        || cells[0][column - 1].StartsWith($"{n.Key} (", StringComparison.Ordinal)
                        || cells[0][column - 1].StartsWith($"{n.Key}（", StringComparison.Ordinal)).Value
                : null;
            return indicator is not null && figures.TryGetValue((cells[row - 1][0], indicator), out var value)
                && used.Add((cells[row - 1][0], indicator)) ? value : null;
        });
        await host.MustImportAsync(year, filled, format == "csv" ? null : TableFiles.XlsxType);

        // Ten counties of 2006 were gone by then.
        Assert.True(used.Count > figures.Count * 85 / 100, $"{used.Count} of {figures.Count}");
        foreach (var code in (string[])["330600", "330624", "330100", "330106"])
        {
            var expected = used.Where(u => u.Item1 == code).Select(u => $"{u.Item2}={figures[u]}");
            Assert.Equal(string.Join(' ', expected.Order(StringComparer.Ordinal)), await host.FiguresAsync(year, code));
        }
    }

    /// <summary>A figure of counties in another dimension than the survey.</summary>
    private static string Other { get; } = YearBook.Rulebook.Indicators
        .First(i => !i.FromIncidents && i.Unit == "%" && i.Denominator is null && DimensionOf(i.Id) != DimensionOf("survey_safety")).Id;

    private static string DimensionOf(string indicator) =>
        YearBook.Rulebook.Root.Children.Single(d => d.Leaves().Any(i => i.Id == indicator)).Id;

    private string Token(string[] regions, string[] dimensions) => new LocalTokens(host.DataFolder, Support.RealClock.Instance)
        .Issue("bounded", ["assessor"], regions, dimensions, TimeSpan.FromHours(1)).Text;

    private static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);
}
