using Award.Rules;

namespace Award.Cli;

/// <summary>
/// The input broke rules; each is a refusal at a line of a file. Ends a command with <see
/// cref="ExitCode.Refused"/>.
/// </summary>
public sealed class InputRefusedException(string file, IReadOnlyList<LineRefusal> refusals)
    : Exception($"{file}: {refusals.Count} refused")
{
    public string File { get; } = file;

    public IReadOnlyList<LineRefusal> Refusals { get; } = refusals;
}

/// <param name="Line">Line of the file, from 1.</param>
public sealed record LineRefusal(int Line, Refusal Refusal)
{
    /// <summary>"table.csv:4: /2/gdp_growth: TableCellMalformed: …", for terminals and editors.</summary>
    public string At(string file) => $"{file}:{Line}: {Refusal.Path}: {Refusal.Code}: {Refusal.Message}";
}
