namespace Award.Rules.Rulebooks.Loading;

/// <summary>Reads vetoes and their conditions from checked text.</summary>
internal static class Conditions
{
    public static VetoGround Veto(YamlMap map)
    {
        IReadOnlyList<RegionLevel> levels = map.Has("levels")
            ? [.. map.Scalars("levels").Select(word => Words.Level[word.Text])]
            : [RegionLevel.County, RegionLevel.City];
        return new VetoGround(map.Text("id")!, RulebookBuilder.Name(map), levels, Read(map.Map("when")!));
    }

    public static IncidentFilter Filter(YamlMap map) => new(
        [.. map.Scalars("kinds").Select(kind => kind.Text)],
        [.. map.Scalars("severities").Select(word => Words.Severity[word.Text])],
        map.Integer("min-deaths"),
        map.Integer("max-deaths"));

    private static Condition Read(YamlMap condition)
    {
        var (key, map) = (condition.Entries[0].Key, condition.Entries[0].Value as YamlMap);
        return key switch
        {
            "incidents" => new IncidentCount(Filter(map!), map.Integer("at-least") ?? 1),
            "figure" => Compare(map!),
            "any" => new AnyOf([.. condition.Maps(key).Select(Read)]),
            "all" => new AllOf([.. condition.Maps(key).Select(Read)]),
            "not" => new Not(Read(map!)),
            _ => new RaisedByPerson(),
        };
    }

    private static FigureComparison Compare(YamlMap map)
    {
        var comparison = map.Entries.Single(entry => entry.Key != "id").Key;
        var value = map.Exact(comparison)!.Value;
        return new FigureComparison(map.Text("id")!, Words.Comparison[comparison], value);
    }
}
