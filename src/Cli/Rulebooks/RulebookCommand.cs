using System.CommandLine;
using System.Globalization;
using Award.Rules.Rulebooks;

namespace Award.Cli.Rulebooks;

/// <summary>
/// <c>award rulebook check FILE…</c>: says of each file what it is, or everything that is wrong with it.
/// </summary>
internal static class RulebookCommand
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Rulebooks in YAML",
            Arity = ArgumentArity.OneOrMore,
        };
        var check = new Command(
            "check",
            "Checks rulebooks and names every problem as file:line: path: reason. 检查考核办法。")
        {
            files,
        };
        check.SetAction(parsed => Check(parsed.GetValue(files)!, terminal));
        return new Command("rulebook", "Works on rulebooks. 考核办法。") { check };
    }

    private static int Check(string[] files, Terminal terminal)
    {
        var code = ExitCode.Ok;
        foreach (var file in files)
        {
            try
            {
                code = Math.Max(code, CheckOne(file, terminal));
            }
            catch (IOException unreadable)
            {
                terminal.Error.WriteLine($"award: {unreadable.Message}");
                code = Math.Max(code, ExitCode.Unreadable);
            }
        }

        return code;
    }

    private static int CheckOne(string file, Terminal terminal)
    {
        var load = RulebookFile.Read(file);
        foreach (var problem in load.Problems)
        {
            terminal.Output.WriteLine(
                $"{file}:{problem.Line}: {problem.Path}: {problem.Message} [{problem.Code}]");
        }

        if (load.Rulebook is not { } rulebook)
        {
            return ExitCode.Refused;
        }

        terminal.Output.WriteLine($"{file}: ok");
        foreach (var (label, text) in Summary(rulebook))
        {
            terminal.Output.WriteLine($"  {label, -11} {text}");
        }

        return ExitCode.Ok;
    }

    private static IEnumerable<(string Label, string Text)> Summary(Rulebook rulebook)
    {
        yield return ("id", rulebook.Id + (rulebook.Demonstration ? " (demonstration rulebook)" : ""));
        yield return ("name", $"{rulebook.Name.Zh} / {rulebook.Name.En}");
        yield return ("hash", rulebook.Hash);
        var parts = rulebook.Root.Children.Select(child => $"{child.Id} {child.Points}");
        yield return ("points", $"{rulebook.Root.Points}: {string.Join(", ", parts)}");
        yield return (
            "holds",
            string.Join(
                ", ",
                Count(Groups(rulebook.Root), "group"),
                Count(rulebook.Indicators.Count, "indicator"),
                Count(rulebook.Denominators.Count, "denominator"),
                Count(rulebook.Vetoes.Count, "veto ground")));
        yield return ("pass mark", $"county {rulebook.County.PassMark}, city {rulebook.City.PassMark}");
        var steps = string.Join(", ", rulebook.Ladder.Steps.Select(step => $"{step.Tier} {step.Years}"));
        var onwards = rulebook.Ladder.Continues is { } more ? $", then every {more.EveryYears}" : "";
        yield return ("ladder", steps + onwards);
    }

    private static int Groups(Group group) => group.Children.OfType<Group>().Sum(child => 1 + Groups(child));

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
