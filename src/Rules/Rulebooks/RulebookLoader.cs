using Award.Rules.Rulebooks.Loading;

namespace Award.Rules.Rulebooks;

/// <summary>Reads rulebooks from YAML. The format is described in docs/rulebook-format.md.</summary>
public static class RulebookLoader
{
    /// <summary>The JSON Schema (draft 7) that a rulebook's structure is checked against.</summary>
    public static string Schema => SchemaCheck.SchemaText();

    /// <summary>
    /// Reads and checks a rulebook's text. Bad input of any kind is answered by problems, never by an
    /// exception; every problem is named at once.
    /// </summary>
    public static RulebookLoad Load(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var source = Normalise(yaml);
        var problems = new ProblemList();
        var root = YamlReader.Read(source, problems);
        if (root is not null && SchemaCheck.Check(root, problems)) CheckMeaning(root, problems);
        return problems.IsEmpty
            ? new RulebookLoad(RulebookBuilder.Build(root!, source), [])
            : new RulebookLoad(null, problems.ToSortedList());
    }

    /// <summary>The text as it is hashed and recorded: line ends LF, no byte-order mark.</summary>
    public static string Normalise(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return yaml.TrimStart('\uFEFF').ReplaceLineEndings("\n");
    }

    private static void CheckMeaning(YamlMap root, ProblemList problems)
    {
        var draft = new Draft(root);
        NameChecks.Check(draft, problems);
        var full = new TreeChecks(draft, problems).Check();
        new IndicatorChecks(draft, problems).Check();
        new ScoringChecks(draft, full, problems).Check();
        new PolicyChecks(draft, problems).Check();
        LadderChecks.Check(draft, problems);
    }
}
