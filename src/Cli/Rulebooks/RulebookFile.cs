using Award.Cli.Tables;
using Award.Rules;
using Award.Rules.Rulebooks;

namespace Award.Cli.Rulebooks;

internal static class RulebookFile
{
    /// <summary>Reads and checks a rulebook; gives the rulebook or every problem in it.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RulebookLoad Read(string file) =>
        InputFile.ReadText(file) is { } text
            ? RulebookLoader.Load(text)
            : new RulebookLoad(
                null,
                [new RulebookProblem(RefusalCode.RulebookUnreadable, "", 1, "the file is not UTF-8")]);

    /// <exception cref="InputRefusedException">It is no valid rulebook.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Rulebook ReadValid(string file)
    {
        var load = Read(file);
        return load.Rulebook
            ?? throw new InputRefusedException(
                file,
                [
                    .. load.Problems.Select(p => new LineRefusal(
                        p.Line,
                        new Refusal(p.Code, p.Path, p.Message))),
                ]);
    }
}
