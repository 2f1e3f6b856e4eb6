using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Rules.Tests.Rulebooks;

/// <summary>
/// docs/rulebook-format.md says what is so: its example loads, its worked numbers come out, no key is left
/// out.
/// </summary>
public partial class RulebookFormatTests
{
    private static readonly string _page = Books.Page("rulebook-format.md");

    [Fact]
    public void The_smallest_whole_rulebook_of_the_page_loads()
    {
        Assert.Equal("small-index", Books.Load(Yaml().Match(_page).Groups["yaml"].Value).Id);
    }

    [Fact]
    public void Every_key_and_every_code_of_the_format_stands_on_the_page()
    {
        using var schema = JsonDocument.Parse(RulebookLoader.Schema);
        var words = Keys(schema.RootElement)
            .Concat(Enum.GetNames<RefusalCode>().Where(name => name.StartsWith("Rulebook", StringComparison.Ordinal)))
            .Except([nameof(RefusalCode.RulebookUnknown), nameof(RefusalCode.RulebookUnchanged)])
            .Distinct()
            .ToList();

        Assert.True(words.Count > 90);
        Assert.All(words, word => Assert.Matches($@"(?<![\w-]){word}(?![\w-])", _page));
    }

    public static TheoryData<string, string, string, string> Worked()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var section in _page.Split("\n### ").Where(part => part.Contains("Worked: ", StringComparison.Ordinal)))
        {
            var yaml = Yaml().Match(section).Groups["yaml"].Value;
            foreach (Match found in Example().Matches(section.Replace('\n', ' ')))
                rows.Add(yaml, found.Groups["points"].Value, found.Groups["case"].Value, found.Groups["marks"].Value);
        }

        return rows;
    }

    [Fact]
    public void Every_scoring_function_is_worked_on_the_page()
    {
        using var schema = JsonDocument.Parse(RulebookLoader.Schema);
        var functions = schema.RootElement.GetProperty("definitions").GetProperty("scoring").GetProperty("properties");

        Assert.All(
            functions.EnumerateObject(),
            function => Assert.Contains(Worked(), row => row.Data.Item1.Contains($"{function.Name}:")));
    }

    [Theory]
    [MemberData(nameof(Worked))]
    public void The_worked_numbers_of_the_page_come_out(string yaml, string points, string what, string marks)
    {
        var rulebook = Books.Load(Around(yaml, points));
        var sheets = new List<Sheet> { SheetOf("a", what) };
        sheets.AddRange(Numbers(what, "peers ").Select((value, i) => Peer($"p{i}", value)));

        var rating = Rater.Rate(rulebook, new YearSheets(sheets, LastYear(what)));

        var total = rating.Counties.Single(county => county.Key == "a").Total!.Value;
        Assert.Equal(decimal.Parse(marks, CultureInfo.InvariantCulture), total.ToDecimal());
    }

    private static string Around(string indicator, string points) =>
        $"""
        id: worked
        semantics: 1
        en: Worked
        total: {points}
        precision: {"{decimals: 8, rounding: half-even}"}
        missing: error
        incident-kinds: [{"{id: inspection_problem, en: P}, {id: work_accident, en: A}"}]
        key-periods: [{"{en: Never met, from: 12-31, to: 12-31}"}]
        dimensions:
          - id: x
            en: X
            unit: u
            points: {points}
            {indicator.Trim().ReplaceLineEndings("\n    ")}
        """;

    private static Sheet SheetOf(string key, string what)
    {
        var value = Numbers(what, "value ").FirstOrDefault();
        var deaths = Numbers(what, "incidents with ").Select(text => int.Parse(text, CultureInfo.InvariantCulture));
        var kind = "work_accident";
        if (Count().Match(what) is { Success: true } count)
        {
            kind = "inspection_problem";
            deaths = Enumerable.Repeat(0, int.Parse(count.Groups["n"].Value, CultureInfo.InvariantCulture));
        }

        var rectified = !what.Contains("not put right", StringComparison.Ordinal);
        var first = new DateOnly(2017, 5, 1);
        var incidents = deaths.Select(
            (dead, i) => new Incident($"{key}-i-{i}", kind, first.AddDays(i), dead, null, rectified));
        return (value is null ? Peer(key, "0") : Peer(key, value)) with { Incidents = [.. incidents] };
    }

    private static Sheet Peer(string key, string value)
    {
        Assert.True(Figure.TryParse(value, out var figure));
        var figures = new Dictionary<string, Figure> { ["x"] = figure };
        return new Sheet(key, RegionLevel.County, null, figures, [], [], SheetStatus.Assessed);
    }

    private static PreviousYear LastYear(string what)
    {
        var values = Numbers(what, "last year ").ToDictionary(_ => "a", Exact);
        var means = Numbers(what, "last year's mean ").ToDictionary(_ => (RegionLevel.County, "x"), Exact);
        return new PreviousYear(new Dictionary<string, IReadOnlyDictionary<string, Ratio>> { ["x"] = values }, means);
    }

    private static Ratio Exact(string text) => Ratio.From(decimal.Parse(text, CultureInfo.InvariantCulture));

    // "peers 2, 4, 5" → 2, 4, 5
    private static IEnumerable<string> Numbers(string what, string after) =>
        Regex.Match(what, $@"(^|, ){after}(?<list>-?[\d.]+(, -?[\d.]+)*)").Groups["list"].Value
            .Split(", ", StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Keys(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "properties"
            ? member.Value.EnumerateObject().Select(property => property.Name).Concat(Keys(member.Value))
            : Keys(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Keys),
        _ => [],
    };

    [GeneratedRegex(@"```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"Worked: (?<points>\d+) points; (?<case>[^→]*) → (?<marks>\d+(\.\d+)?)")]
    private static partial Regex Example();

    [GeneratedRegex(@"^(?<n>\d+) incidents")]
    private static partial Regex Count();
}
