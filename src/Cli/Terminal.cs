namespace Award.Cli;

/// <summary>Where a command writes.</summary>
/// <param name="Output">The result, and nothing but the result.</param>
/// <param name="Error">Problems, notes and progress.</param>
/// <param name="Width">Columns of the terminal that <paramref name="Output"/> is, or null when it is a file
/// or a pipe.</param>
/// <param name="ShowsProgress">Whether <paramref name="Error"/> is a terminal, where a line may be
/// overwritten.</param>
public sealed record Terminal(
    TextWriter Output,
    TextWriter Error,
    int? Width = null,
    bool ShowsProgress = false
)
{
    /// <summary>Something worth knowing that changes nothing.</summary>
    public void Note(string text) => Error.WriteLine($"note: {text}");
}
