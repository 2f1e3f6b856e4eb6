using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Rules.Tests.Rating;

/// <summary>
/// Small rulebooks and sheets in few words. Full marks of a group are the sum of its children's.
/// </summary>
internal static class Make
{
    public static Ratio R(decimal value) => Ratio.From(value);

    public static Ratio R(long numerator, long denominator) => new(numerator, denominator);

    public static Points P(decimal value) => Points.From(value);

    public static BilingualName Name(string id) => new($"{id}·中文", id);

    /// <summary>The value as points, straight: 0 → 0, 100 → full.</summary>
    public static LinearRamp Percent { get; } = new(R(0), R(100));

    public static Indicator Indicator(
        string id,
        decimal points,
        ScoringFunction? scoring = null,
        Direction direction = Direction.HigherIsBetter,
        string? per = null,
        IReadOnlyList<string>? kinds = null,
        MissingPolicy missing = MissingPolicy.Error,
        RollUp rollUp = RollUp.Own,
        string? rollUpWeight = null) =>
        new(
            id,
            Name(id),
            P(points),
            Ratio.One,
            "%",
            direction,
            per,
            kinds ?? [],
            scoring ?? Percent,
            missing,
            rollUp,
            rollUpWeight);

    public static Group Group(string id, params ScoreNode[] children) => Group(id, Aggregation.Sum, null, children);

    public static Group Group(string id, Aggregation aggregation, decimal? minimum, params ScoreNode[] children)
    {
        var points = children.Aggregate(Points.Zero, (sum, child) => sum + child.Points);
        return new Group(
            id,
            Name(id),
            points,
            Ratio.One,
            aggregation,
            [.. children.Select(child => child with { Weight = new Ratio(child.Points.Units, points.Units) })],
            minimum is { } share ? R(share) : null);
    }

    public static NamingRules Naming(
        decimal passMark = 0,
        bool dimensionMinimum = true,
        IReadOnlyList<FigureMinimum>? figures = null,
        bool vetoBlocks = true,
        Ratio? countyShare = null,
        string? scoreWeight = null) =>
        new(P(passMark), dimensionMinimum, figures ?? [], vetoBlocks, countyShare, scoreWeight);

    public static RankingPolicy Ranking(RankMode mode = RankMode.Competition, params RankingColumn[] columns) =>
        new(mode, columns.Length > 0 ? columns : [new RankingColumn("total", Descending: true)]);

    public static Rulebook Rulebook(
        Group root,
        NamingRules? county = null,
        NamingRules? city = null,
        RankingPolicy? ranking = null,
        IReadOnlyList<VetoGround>? vetoes = null,
        IReadOnlyList<KeyPeriod>? keyPeriods = null,
        RollUpMode cityScores = RollUpMode.Figures,
        int decimals = 2,
        RoundingMode rounding = RoundingMode.HalfEven,
        int semantics = 1) =>
        new(
            "test",
            new string('0', 64),
            "",
            semantics,
            Name("test"),
            Demonstration: false,
            new Precision(decimals, rounding),
            root,
            [new Denominator("people", Name("people"), "万人"), new Denominator("weight", Name("weight"), "")],
            [new IncidentKind("accident", Name("accident")), new IncidentKind("fire", Name("fire"))],
            keyPeriods ?? [],
            ranking ?? Ranking(),
            vetoes ?? [],
            county ?? Naming(),
            city ?? Naming(),
            cityScores,
            new Ladder([new LadderStep(1, "plaque", Name("plaque"))], null),
            new StreakRules(new AwardYear(2005), TitleAfterBreak.Keep, true, true));

    public static Rulebook Rulebook(params ScoreNode[] children) => Rulebook(Group("root", children));

    public static Sheet County(string key, string? parent, params (string Id, decimal Value)[] figures) =>
        new(
            key,
            RegionLevel.County,
            parent,
            figures.ToDictionary(figure => figure.Id, figure => new Figure(figure.Value)),
            [],
            [],
            SheetStatus.Assessed);

    public static Sheet County(string key, params (string Id, decimal Value)[] figures) => County(key, null, figures);

    public static Sheet City(string key, params (string Id, decimal Value)[] figures) =>
        County(key, null, figures) with { Level = RegionLevel.City };

    public static Sheet With(this Sheet sheet, params Incident[] incidents) => sheet with { Incidents = incidents };

    public static Incident Incident(
        string id,
        string date = "2017-05-01",
        string kind = "accident",
        int deaths = 0,
        Severity? severity = null,
        bool rectified = true) =>
        new(id, kind, DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), deaths, severity, rectified);

    public static YearRating Rate(this Rulebook rulebook, params Sheet[] sheets) =>
        Rater.Rate(rulebook, new YearSheets(sheets, null));

    public static YearRating Rate(this Rulebook rulebook, PreviousYear previous, params Sheet[] sheets) =>
        Rater.Rate(rulebook, new YearSheets(sheets, previous));

    public static SheetRating Of(this YearRating rating, string key) =>
        rating.Counties.Concat(rating.Cities).Single(sheet => sheet.Key == key);

    public static NodeScore Node(this SheetRating rating, string id) => Find(rating.Score, id).Single();

    public static decimal? PointsOf(this SheetRating rating, string id) => rating.Node(id).Points?.ToDecimal();

    public static string[] Lines(this NodeScore node) =>
        [.. node.Working.Select(line => string.Join(' ', [line.Code, .. line.Arguments]))];

    public static string[] Lines(this IEnumerable<Reason> reasons) =>
        [.. reasons.Select(r => $"{r.Code} {r.Subject} {r.Required ?? "-"} {r.Actual ?? "-"}")];

    /// <summary>The points that one county's value of a single indicator gets.</summary>
    public static decimal? Marks(Indicator indicator, decimal value, PreviousYear? previous = null) =>
        Rater.Rate(Rulebook(indicator), new YearSheets([County("a", (indicator.Id, value))], previous))
            .Of("a").PointsOf(indicator.Id);

    private static IEnumerable<NodeScore> Find(NodeScore score, string id) =>
        score.Children.SelectMany(child => Find(child, id)).Prepend(score).Where(node => node.Node.Id == id).Take(1);
}
