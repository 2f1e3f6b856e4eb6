using System.CommandLine;

namespace Award.Cli;

/// <summary>Options that several commands have, each with one wording.</summary>
internal static class Options
{
    public static Option<string> Rulebook() => Needed("--rulebook", "The rulebook, YAML");

    public static Option<FileInfo?> Out() => new("--out")
    {
        Description = "Write to a file instead of the terminal",
        HelpName = "FILE",
    };

    public static Option<string> Language() => Choice("--lang", "Language for reading", "en", "zh");

    public static Option<string> Needed(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        HelpName = "FILE",
    };

    public static Option<string?> Optional(string name, string description, string value = "FILE") => new(name)
    {
        Description = description,
        HelpName = value,
    };

    /// <summary>One of a few words; the first is taken where none is given.</summary>
    public static Option<string> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            DefaultValueFactory = _ => words[0],
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
