namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// The keys that tell which incidents are meant: kinds, severities, min-deaths, max-deaths.
/// </summary>
internal static class Filters
{
    public static void Check(ProblemList problems, Draft draft, YamlMap filter)
    {
        var kinds = filter.Scalars("kinds");
        NameChecks.Unique(kinds, "these kinds", problems);
        NameChecks.Unique(filter.Scalars("severities"), "these severities", problems);
        foreach (var kind in kinds) References.Check(problems, draft.IncidentKinds, kind, "incident kind");
        if (filter.Integer("min-deaths") > filter.Integer("max-deaths"))
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                filter.Item("max-deaths")!,
                "'max-deaths' is less than 'min-deaths'");
    }

    /// <summary>Whether every incident that fits the second filter fits the first.</summary>
    public static bool Covers(YamlMap wide, YamlMap narrow) =>
        CoversWords(wide, narrow, "kinds")
        && CoversWords(wide, narrow, "severities")
        && (wide.Integer("min-deaths") ?? 0) <= (narrow.Integer("min-deaths") ?? 0)
        && (wide.Integer("max-deaths") ?? int.MaxValue) >= (narrow.Integer("max-deaths") ?? int.MaxValue);

    private static bool CoversWords(YamlMap wide, YamlMap narrow, string key)
    {
        var some = wide.Scalars(key).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
        var others = narrow.Scalars(key);
        return some.Count == 0 || (others.Count > 0 && others.All(word => some.Contains(word.Text)));
    }
}
