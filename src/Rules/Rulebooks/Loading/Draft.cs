namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// The rulebook as it stands in the text, perhaps faulty: what the checks look up. It reads what can be read
/// and leaves out what cannot; the schema check has named that already.
/// </summary>
internal sealed class Draft
{
    public Draft(YamlMap root)
    {
        Root = root;
        Denominators = Named(root, "denominators");
        IncidentKinds = Named(root, "incident-kinds");
        Vetoes = Named(root, "vetoes");
        Walk(root.Maps("dimensions"));
    }

    public YamlMap Root { get; }

    public IReadOnlyList<(string Id, YamlMap Map)> Denominators { get; }

    public IReadOnlyList<(string Id, YamlMap Map)> IncidentKinds { get; }

    public IReadOnlyList<(string Id, YamlMap Map)> Vetoes { get; }

    /// <summary>
    /// Every entry of the score tree below the root, groups and indicators, in the order of the text.
    /// </summary>
    public List<YamlMap> Nodes { get; } = [];

    public IEnumerable<YamlMap> Groups => Nodes.Where(IsGroup);

    public IEnumerable<YamlMap> Indicators => Nodes.Where(node => !IsGroup(node));

    public static bool IsGroup(YamlMap node) => node.Has("indicators");

    public YamlMap? Node(string id) => Nodes.FirstOrDefault(node => node.Text("id") == id);

    /// <summary>
    /// The direction that is better, or null when the text does not say. Deductions can only be lower is
    /// better.
    /// </summary>
    public static Direction? DirectionOf(YamlMap indicator) => indicator.Text("direction") switch
    {
        "higher-is-better" => Direction.HigherIsBetter,
        "lower-is-better" => Direction.LowerIsBetter,
        null when IsDeduction(indicator) => Direction.LowerIsBetter,
        _ => null,
    };

    public static bool IsDeduction(YamlMap indicator) =>
        indicator.Map("scoring") is { } scoring
        && (scoring.Has("deduction-per-incident") || scoring.Has("deduction-tiered"));

    public static bool CountsIncidents(YamlMap indicator) => indicator.Has("incidents");

    private static List<(string Id, YamlMap Map)> Named(YamlMap root, string key) =>
        [.. root.Maps(key).Where(map => map.Text("id") is not null).Select(map => (map.Text("id")!, map))];

    private void Walk(IReadOnlyList<YamlMap> nodes)
    {
        foreach (var node in nodes)
        {
            Nodes.Add(node);
            Walk(node.Maps("indicators"));
        }
    }
}
