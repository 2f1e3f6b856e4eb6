using Award.Rules;
using Award.Rules.Outlook;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Outlook;

/// <summary>What looks odd (存疑): never refused by itself, and only where the rulebook says what is odd.</summary>
public sealed class PlausibilityTests
{
    private const string Declared =
        """

        plausibility:
          figures:
            - {indicator: crime, last-year: {percent: 50}, peers: {units: 20}}
            - {indicator: survey, last-year: {units: 5}}
          deaths:
            - {incidents: [fire, crash], in-province: 3}
        """;

    private const string Plain =
        """
        id: odd
        semantics: 1
        en: Odd
        total: 100
        precision: {decimals: 1, rounding: half-even}
        missing: error
        denominators:
          - {id: people, en: People, unit: 万人}
        incident-kinds:
          - {id: fire, en: Fire}
          - {id: crash, en: Crash}
        dimensions:
          - id: crime
            en: Crime
            unit: per head
            direction: lower-is-better
            denominator: people
            points: 60
            scoring: {linear-ramp: {floor: 60, target: 20}}
          - id: survey
            en: Survey
            unit: "%"
            direction: higher-is-better
            points: 40
            scoring: {linear-ramp: {floor: 50, target: 100}}
        """;

    private static readonly Rulebook _book = RulebookLoader.Load(Plain + Declared).Rulebook!;

    // "k" had 40 crimes a head and a survey of 90 last year; its peers have 30, 30, 40 and 50 a head: the median is 35.
    private static readonly YearSheets _year = new(
        [
            Own("a", 30), Own("b", 30), Own("c", 40), Own("d", 50),
            County("k") with { Incidents = [Crash("k-i-1", 2)] },
            City("x", ("crime", 500), ("people", 1)),
        ],
        new PreviousYear(
            new Dictionary<string, IReadOnlyDictionary<string, Ratio>>
            {
                ["crime"] = new Dictionary<string, Ratio> { ["k"] = R(40), ["z"] = R(0) },
                ["survey"] = new Dictionary<string, Ratio> { ["k"] = R(90) },
            },
            new Dictionary<(RegionLevel, string), Ratio>()));

    [Theory]
    [InlineData("crime=40 people=1", "")]
    [InlineData("crime=55 people=1", "")]
    [InlineData("crime=56 people=1", "FarFromPeers crime 56 35")]
    [InlineData("crime=60 people=1", "FarFromPeers crime 60 35")]
    [InlineData("crime=61 people=1", "FarFromLastYear crime 61 40, FarFromPeers crime 61 35")]
    [InlineData("crime=40 people=0.5", "FarFromLastYear crime 80 40, FarFromPeers crime 80 35")]
    [InlineData("people=1", "")]
    [InlineData("crime=900", "")]
    [InlineData("survey=95", "")]
    [InlineData("survey=95.1", "FarFromLastYear survey 95.1 90")]
    [InlineData("survey=9.51", "FarFromLastYear survey 9.51 90")]
    public void A_figure_far_from_last_year_or_from_its_peers(string figures, string expected) =>
        Assert.Equal(expected, Said(_book, _year, new Reported("k", Figures(figures), [])));

    /// <summary>Figures that come in together are each other's peers; who reports two of a quotient is asked once.</summary>
    [Fact]
    public void What_comes_in_together_is_looked_at_together()
    {
        var bare = _year with { Sheets = [County("a"), County("b"), County("c"), County("k")] };
        Reported[] table = [.. new[] { "a", "b", "c" }.Select(key => new Reported(key, Figures("people=1 crime=100"), []))];
        Assert.Equal("", Said(_book, bare, table));
        Assert.Equal(
            "FarFromLastYear crime 10 40, FarFromPeers crime 10 100",
            Said(_book, bare, [.. table, new Reported("k", Figures("people=1 crime=10"), [])]));
    }

    [Fact]
    public void Two_peers_say_nothing_and_a_last_year_of_zero_has_no_percentage()
    {
        var few = _year with { Sheets = [Own("a", 30), Own("b", 30), County("k"), County("z")] };
        Assert.Equal("", Said(_book, few, new Reported("z", Figures("crime=99 people=1"), [])));
    }

    [Theory]
    [InlineData("crash", 1, "")]
    [InlineData("fire", 2, "MoreDeathsThanProvince fire 4 3")]
    [InlineData("fire", 0, "")]
    public void More_deaths_in_incidents_than_the_province_counts(string kind, int deaths, string expected) =>
        Assert.Equal(expected, Said(_book, _year, new Reported("a", Figures(""), [Crash("a-i-1", deaths) with { Kind = kind }])));

    [Fact]
    public void An_amended_incident_takes_the_place_of_the_old_one() =>
        Assert.Equal("", Said(_book, _year, new Reported("k", Figures(""), [Crash("k-i-1", 3)])));

    [Fact]
    public void A_rulebook_that_says_nothing_finds_nothing_odd()
    {
        var silent = RulebookLoader.Load(Plain).Rulebook!;
        Assert.Equal("", Said(silent, _year, new Reported("k", Figures("crime=9999 people=1"), [Crash("k-i-2", 99)])));
        Assert.False(Plausibility.Concerns(silent, ["crime", "people"], ["fire"]));
    }

    [Theory]
    [InlineData("crime", "", true)]
    [InlineData("people", "", true)]
    [InlineData("survey", "", true)]
    [InlineData("else", "crash", true)]
    [InlineData("else", "else", false)]
    public void Only_what_the_rulebook_names_is_looked_at(string figure, string kind, bool concerns) =>
        Assert.Equal(concerns, Plausibility.Concerns(_book, [figure], [kind]));

    [Theory]
    [InlineData("{indicator: crimes, peers: {units: 1}}", "RulebookReferenceUnknown /plausibility/figures/0/indicator")]
    [InlineData("{indicator: crime}", "RulebookKeyMissing /plausibility/figures/0")]
    [InlineData("{indicator: crime, peers: {}}", "RulebookValueInvalid /plausibility/figures/0/peers")]
    [InlineData("{indicator: crime, peers: {units: 1, percent: 1}}", "RulebookValueInvalid /plausibility/figures/0/peers")]
    [InlineData("{indicator: crime, peers: {units: 0}}", "RulebookValueInvalid /plausibility/figures/0/peers/units")]
    [InlineData("{indicator: crime, years: 1, peers: {units: 1}}", "RulebookKeyUnknown /plausibility/figures/0/years")]
    public void What_the_loader_refuses(string figure, string expected)
    {
        var problems = RulebookLoader.Load($"{Plain}\nplausibility: {{figures: [{figure}]}}\n").Problems;
        Assert.Equal(expected, string.Join(", ", problems.Select(problem => $"{problem.Code} {problem.Path}")));
    }

    private static Sheet Own(string key, decimal crimes) => County(key, ("crime", crimes), ("people", 1));

    private static Incident Crash(string id, int deaths) => new(id, "crash", new DateOnly(2017, 5, 1), deaths, null, true);

    private static Dictionary<string, Figure> Figures(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(
            pair => pair[0],
            pair => new Figure(decimal.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)));

    private static string Said(Rulebook rulebook, YearSheets year, params Reported[] reported) => string.Join(
        ", ",
        Plausibility.Of(rulebook, year, reported).Select(doubt =>
            $"{doubt.Code} {doubt.Subject} {doubt.Value.ToPlainText()} {doubt.Expected.ToPlainText()}"));
}
