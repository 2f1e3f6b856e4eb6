namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// Reads values that may be absent or of the wrong kind (which the schema has told already): then there is
/// null, or nothing.
/// </summary>
internal static class YamlAccess
{
    public static YamlItem? Item(this YamlMap? map, string key) => map?.Find(key)?.Value;

    public static bool Has(this YamlMap? map, string key) => map?.Find(key) is not null;

    public static YamlMap? Map(this YamlMap? map, string key) => map.Item(key) as YamlMap;

    public static IReadOnlyList<YamlItem> Items(this YamlMap? map, string key) =>
        (map.Item(key) as YamlList)?.Items ?? [];

    public static IReadOnlyList<YamlMap> Maps(this YamlMap? map, string key) =>
        [.. map.Items(key).OfType<YamlMap>()];

    public static IReadOnlyList<YamlScalar> Scalars(this YamlMap? map, string key) =>
        [.. map.Items(key).OfType<YamlScalar>().Where(scalar => !scalar.IsNothing)];

    public static YamlScalar? Scalar(this YamlMap? map, string key) =>
        map.Item(key) is YamlScalar { IsNothing: false } scalar ? scalar : null;

    public static string? Text(this YamlMap? map, string key) => map.Scalar(key)?.Text;

    public static decimal? Number(this YamlMap? map, string key) => map.Scalar(key)?.Number;

    public static int? Integer(this YamlMap? map, string key) => map.Scalar(key)?.Integer;

    public static bool? Flag(this YamlMap? map, string key) => map.Scalar(key)?.Flag;

    public static Ratio? Exact(this YamlMap? map, string key) =>
        map.Number(key) is { } number ? Ratio.From(number) : null;

    /// <summary>Points, or null when they are absent, out of range or finer than eight decimals.</summary>
    public static Points? Points(this YamlMap? map, string key) =>
        map.Number(key) is { } number && IsPoints(number) ? Rules.Points.From(number) : null;

    public static bool IsPoints(decimal number) =>
        decimal.Round(number, Rules.Points.Decimals) == number && number is >= 0 and <= 1_000_000_000;
}
