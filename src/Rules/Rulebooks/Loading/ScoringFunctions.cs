namespace Award.Rules.Rulebooks.Loading;

/// <summary>Reads scoring functions from checked text.</summary>
internal static class ScoringFunctions
{
    /// <param name="full">
    /// The indicator's points: where a deduction is capped if the text does not say.
    /// </param>
    public static ScoringFunction Read(YamlEntry function, Points full)
    {
        var map = function.Value as YamlMap;
        return function.Key switch
        {
            "linear-ramp" => new LinearRamp(Number(map, "floor"), Number(map, "target")),
            "bands" => new Bands(Number(map, "full-at"), [.. map.Maps("bands").Select(Band)]),
            "stepped-table" => new SteppedTable([.. ((YamlList)function.Value).Items.Select(Step)]),
            "deduction-per-incident" => new DeductionPerIncident(
                map.Points("each")!.Value, Cap(map, full), Multiplier(map, "not-rectified-multiplier")),
            "deduction-tiered" => new DeductionTiered(
                [.. map.Maps("tiers").Select(Tier)],
                Cap(map, full),
                Multiplier(map, "repeat-multiplier"),
                Multiplier(map, "key-period-multiplier")),
            "pass-fail" => new PassFail(Ratio.From(Limits.Of(map!)!.Value)),
            "below-reference" => new BelowReference(
                map.Points("per-unit")!.Value, Cap(map, full), Number(map, "without-reference")),
            "change-on-last-year" => Change(map),
            "relative-min-max" => Relative(RelativeMethod.MinMax, map),
            "relative-percentile" => Relative(RelativeMethod.PercentileRank, map),
            _ => Relative(RelativeMethod.ZScore, map) with
            {
                ZFloor = Number(map, "floor"),
                ZTarget = Number(map, "target"),
            },
        };
    }

    private static Band Band(YamlMap map) =>
        new(Number(map, "from"), Number(map, "to"), map.Points("per-unit")!.Value);

    private static Step Step(YamlItem item)
    {
        var map = (YamlMap)item;
        return new Step(Ratio.From(Limits.Of(map)!.Value), map.Points("points")!.Value);
    }

    private static Tier Tier(YamlMap map) => new(Conditions.Filter(map), map.Points("points")!.Value);

    private static ChangeOnLastYear Change(YamlMap? map)
    {
        // A change in units never meets a base of zero, so these two shares are never read then.
        var zero = map.Map("zero-base") is { } given
            ? new ZeroBase(Number(given, "still-zero"), Number(given, "risen"))
            : new ZeroBase(Ratio.Zero, Ratio.Zero);
        return new ChangeOnLastYear(
            map.Text("in") == "percent",
            Number(map, "floor"),
            Number(map, "target"),
            Number(map, "without-previous"),
            zero);
    }

    private static Relative Relative(RelativeMethod method, YamlMap? map) =>
        new(method, Ratio.Zero, Ratio.One, Number(map, "without-spread"));

    private static Points Cap(YamlMap? map, Points full) => map.Points("cap") ?? full;

    private static Ratio Multiplier(YamlMap? map, string key) => map.Exact(key) ?? Ratio.One;

    private static Ratio Number(YamlMap? map, string key) => map.Exact(key)!.Value;
}
