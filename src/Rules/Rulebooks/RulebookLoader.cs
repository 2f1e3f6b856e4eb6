namespace Award.Rules.Rulebooks;

/// <summary>Reads rulebooks from YAML. The format is described in docs/rulebook-format.md.</summary>
public static class RulebookLoader
{
    /// <summary>
    /// Reads and checks a rulebook's text. Bad input of any kind is answered by problems, never by an exception;
    /// every problem is named at once.
    /// </summary>
    public static RulebookLoad Load(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return new RulebookLoad(
            null, [new RulebookProblem(RefusalCode.RulebookUnreadable, "", 1, "the text is no rulebook")]);
    }
}
