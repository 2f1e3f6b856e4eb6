using System.Security.Cryptography;
using System.Text;

namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// Makes the rulebook from text that has passed every check. Fills in what the text may leave out.
/// </summary>
internal sealed class RulebookBuilder
{
    private readonly YamlMap _root;
    private readonly Dictionary<string, Direction> _directions;
    private readonly MissingPolicy _missing;
    private readonly RollUp _rollUp;

    private RulebookBuilder(YamlMap root)
    {
        _root = root;
        _directions = new Draft(root).Indicators.ToDictionary(
            map => map.Text("id")!, map => Draft.DirectionOf(map)!.Value, StringComparer.Ordinal);
        _missing = Words.Missing[root.Text("missing")!];
        _rollUp = Words.RollUp[root.Text("roll-up") ?? "own"];
    }

    public static Rulebook Build(YamlMap root, string source) => new RulebookBuilder(root).Build(source);

    private Rulebook Build(string source)
    {
        var total = _root.Points("total")!.Value;
        var dimensions = Children(_root.Maps("dimensions"), total);
        var city = _root.Map("naming").Map("city");
        return new Rulebook(
            _root.Text("id")!,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source))),
            source,
            _root.Integer("semantics")!.Value,
            Name(_root),
            _root.Flag("demonstration") ?? false,
            Precision(_root.Map("precision")!),
            new Group("total", Name(_root), total, Ratio.One, Aggregated(_root), dimensions, null),
            [.. _root.Maps("denominators").Select(Denominator)],
            [.. _root.Maps("incident-kinds").Select(map => new IncidentKind(map.Text("id")!, Name(map)))],
            [.. _root.Maps("key-periods").Select(Period)],
            Ranking(),
            [.. _root.Maps("vetoes").Select(Conditions.Veto)],
            Naming(_root.Map("naming").Map("county")),
            Naming(city),
            Words.CityScores[city.Text("scores") ?? "figures"],
            Ladder(),
            Streak(),
            _root.Map("procedure")?.Integer("minimum-notice-days") ?? 0)
        {
            Doubts = Doubts(_root.Map("plausibility")),
        };
    }

    private static DoubtRules Doubts(YamlMap? map) => map is null
        ? DoubtRules.None
        : new DoubtRules(
            [
                .. map.Maps("figures").Select(figure => new FigureDoubt(
                    figure.Text("indicator")!, Distance(figure.Map("last-year")), Distance(figure.Map("peers")))),
            ],
            [
                .. map.Maps("deaths").Select(deaths => new DeathsDoubt(
                    [.. deaths.Scalars("incidents").Select(kind => kind.Text)], deaths.Integer("in-province")!.Value)),
            ]);

    private static Distance? Distance(YamlMap? map) => map is null
        ? null
        : new Distance(map.Has("percent"), map.Exact("percent") ?? map.Exact("units")!.Value);

    public static BilingualName Name(YamlMap map)
    {
        var (zh, en) = (map.Text("zh"), map.Text("en"));
        return new BilingualName(zh ?? en!, en ?? zh!);
    }

    private static Precision Precision(YamlMap map) =>
        new(map.Integer("decimals")!.Value, Words.Rounding[map.Text("rounding")!]);

    private static Denominator Denominator(YamlMap map) => new(map.Text("id")!, Name(map), map.Text("unit")!);

    private static Aggregation Aggregated(YamlMap group) =>
        Words.Aggregation[group.Text("aggregation") ?? "sum"];

    private List<ScoreNode> Children(IReadOnlyList<YamlMap> children, Points whole)
    {
        var weights = TreeShares.Weights(children)!;
        var points = TreeShares.Points(whole, children);
        return [.. children.Select((child, i) => Node(child, points[i]!.Value, weights[i]))];
    }

    private ScoreNode Node(YamlMap map, Points points, Ratio weight)
    {
        if (!Draft.IsGroup(map)) return Indicator(map, points, weight);
        var children = Children(map.Maps("indicators"), points);
        var minimum = map.Exact("minimum-share");
        return new Group(map.Text("id")!, Name(map), points, weight, Aggregated(map), children, minimum);
    }

    private Indicator Indicator(YamlMap map, Points points, Ratio weight) => new(
        map.Text("id")!,
        Name(map),
        points,
        weight,
        map.Text("unit")!,
        _directions[map.Text("id")!],
        map.Text("denominator"),
        [.. map.Scalars("incidents").Select(kind => kind.Text)],
        ScoringFunctions.Read(map.Map("scoring")!.Entries[0], points),
        map.Text("missing") is { } missing ? Words.Missing[missing] : _missing,
        map.Text("roll-up") is { } rollUp ? Words.RollUp[rollUp] : _rollUp,
        map.Text("weighted-by"));

    private static KeyPeriod Period(YamlMap map)
    {
        var (from, to) = (map.Text("from")!, map.Text("to")!);
        return new KeyPeriod(Name(map), Part(from, 0), Part(from, 3), Part(to, 0), Part(to, 3));

        static int Part(string day, int start) => ((day[start] - '0') * 10) + (day[start + 1] - '0');
    }

    private RankingPolicy Ranking()
    {
        if (_root.Map("ranking") is not { } ranking)
            return new RankingPolicy(RankMode.Competition, [new RankingColumn("total", Descending: true)]);
        var mode = ranking.Text("mode") == "dense" ? RankMode.Dense : RankMode.Competition;
        return new RankingPolicy(mode, [.. ranking.Maps("order").Select(Column)]);
    }

    private RankingColumn Column(YamlMap map)
    {
        var by = map.Text("by")!;
        var bestFirst = by != "code" && _directions.GetValueOrDefault(by) == Direction.HigherIsBetter;
        return new RankingColumn(by, map.Text("order") is { } order ? order == "descending" : bestFirst);
    }

    // Where a rulebook says nothing about naming, everybody is designated and the table is a plain ranking.
    private static NamingRules Naming(YamlMap? map) => map is null
        ? new NamingRules(Points.Zero, false, [], false, null, null)
        : new NamingRules(
            map.Points("pass-mark")!.Value,
            map.Flag("dimension-minimum")!.Value,
            [.. map.Maps("figure-minimums").Select(Minimum)],
            map.Flag("veto-blocks")!.Value,
            map.Exact("minimum-county-share"),
            map.Text("scores-weighted-by"));

    private static FigureMinimum Minimum(YamlMap map) =>
        new(map.Text("indicator")!, Ratio.From(Limits.Of(map)!.Value));

    private Ladder Ladder()
    {
        if (_root.Map("ladder") is not { } ladder) return Rulebooks.Ladder.None;
        var continues = ladder.Map("continues") is { } map ? Continuation(map) : null;
        return new Ladder([.. ladder.Maps("steps").Select(Step)], continues);
    }

    private static LadderStep Step(YamlMap map) =>
        new(map.Integer("years")!.Value, map.Text("tier")!, Name(map));

    private static LadderContinuation Continuation(YamlMap map)
    {
        var stars = map.Integer("stars-so-far") ?? 0;
        return new LadderContinuation(map.Integer("every-years")!.Value, map.Text("tier")!, stars, Name(map));
    }

    private StreakRules Streak()
    {
        if (_root.Map("streak") is not { } streak)
            return new StreakRules(new AwardYear(AwardYear.First), TitleAfterBreak.Keep, true, true);
        return new StreakRules(
            new AwardYear(streak.Integer("first-year")!.Value),
            streak.Text("title-after-break") == "keep" ? TitleAfterBreak.Keep : TitleAfterBreak.Withdraw,
            streak.Text("titles-after-revocation") == "withdraw",
            streak.Text("split-unit") == "by-decision");
    }
}
