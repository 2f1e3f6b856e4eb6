namespace Award.Rules.Rulebooks;

/// <summary>What came of reading a rulebook: the rulebook, or every problem found in it.</summary>
/// <param name="Rulebook">The checked rulebook; null exactly when there are problems.</param>
/// <param name="Problems">All problems at once, in the order of their lines; empty when it loaded.</param>
public sealed record RulebookLoad(Rulebook? Rulebook, IReadOnlyList<RulebookProblem> Problems);

/// <summary>One thing that is wrong with a rulebook's text.</summary>
/// <param name="Path">The place as a JSON pointer ("/dimensions/0/points"); "" for the whole text.</param>
/// <param name="Line">The line it stands on, from 1.</param>
/// <param name="Message">One English sentence for the person who writes the rulebook.</param>
public sealed record RulebookProblem(RefusalCode Code, string Path, int Line, string Message)
{
    /// <summary>"line 12, /dimensions/0/points: …", as a terminal shows it.</summary>
    public override string ToString() =>
        Path.Length == 0 ? $"line {Line}: {Message}" : $"line {Line}, {Path}: {Message}";
}
