namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// Everything that is shown has a name, and everything that is referred to has an id of its own.
/// </summary>
internal static class NameChecks
{
    public static void Check(Draft draft, ProblemList problems)
    {
        foreach (var named in Shown(draft))
        {
            if (!named.Has("zh") && !named.Has("en"))
                problems.Add(
                    RefusalCode.RulebookKeyMissing,
                    named,
                    "a name is missing: give 'zh', 'en' or both");
        }

        var nodes = new Ids(problems, "the score tree and the denominators");
        foreach (var reserved in new[] { "total", "code" })
            nodes.Reserve(reserved);
        foreach (var map in draft.Nodes.Concat(draft.Denominators.Select(found => found.Map)))
            nodes.Take(map.Scalar("id"));

        Unique(draft.IncidentKinds.Select(found => found.Map.Scalar("id")), "the incident kinds", problems);
        Unique(draft.Vetoes.Select(found => found.Map.Scalar("id")), "the vetoes", problems);
        var (steps, columns) = (draft.Root.Map("ladder").Maps("steps"), draft.Root.Map("ranking").Maps("order"));
        Unique(steps.Select(step => step.Scalar("tier")), "the ladder", problems);
        Unique(columns.Select(column => column.Scalar("by")), "the ranking", problems);
    }

    /// <summary>Refuses a second occurrence in a list such as <c>incidents</c> or <c>levels</c>.</summary>
    public static void Unique(IEnumerable<YamlScalar?> words, string among, ProblemList problems)
    {
        var ids = new Ids(problems, among);
        foreach (var word in words) ids.Take(word);
    }

    private static IEnumerable<YamlMap> Shown(Draft draft)
    {
        var ladder = draft.Root.Map("ladder");
        YamlMap?[] single = [draft.Root, ladder.Map("continues")];
        return single.OfType<YamlMap>()
            .Concat(draft.Nodes)
            .Concat(draft.Root.Maps("denominators"))
            .Concat(draft.Root.Maps("incident-kinds"))
            .Concat(draft.Root.Maps("key-periods"))
            .Concat(draft.Root.Maps("vetoes"))
            .Concat(ladder.Maps("steps"));
    }

    private sealed class Ids(ProblemList problems, string among)
    {
        private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

        public void Reserve(string id) => _lines.Add(id, 0);

        public void Take(YamlScalar? id)
        {
            if (id is null || _lines.TryAdd(id.Text, id.Line)) return;
            var first = _lines[id.Text];
            var why = first == 0 ? "has a meaning of its own" : $"stands already on line {first}";
            problems.Add(
                RefusalCode.RulebookIdDuplicate,
                id,
                $"{Spelling.Quote(id.Text)} is taken among {among}: it {why}");
        }
    }
}
