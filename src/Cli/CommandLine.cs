using System.CommandLine;
using System.Data.Common;
using Award.Cli.People;
using Award.Cli.Rating;
using Award.Cli.Rulebooks;
using Award.Cli.Stores;
using Award.Cli.Streaks;
using Award.Cli.Tokens;
using Award.Cli.Verify;

namespace Award.Cli;

/// <summary>The <c>award</c> command: its subcommands, its help, and what its exit code says.</summary>
public static class CommandLine
{
    /// <summary>
    /// Runs one invocation and gives its <see cref="ExitCode"/>. Writes nowhere but to the terminal and the
    /// files named.
    /// </summary>
    public static int Run(string[] arguments, Terminal terminal, TimeProvider clock)
    {
        var parsed = Root(terminal, clock).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                terminal.Error.WriteLine($"award: {error.Message}");
            }

            var names =
                parsed.CommandResult.Command is RootCommand
                    ? "award"
                    : $"award {Help.PathOf(parsed.CommandResult)}";
            terminal.Error.WriteLine($"See '{names} --help'.");
            return ExitCode.Usage;
        }

        try
        {
            return parsed.Invoke(
                new InvocationConfiguration
                {
                    Output = terminal.Output,
                    Error = terminal.Error,
                    EnableDefaultExceptionHandler = false,
                }
            );
        }
        catch (InputRefusedException refused)
        {
            foreach (var refusal in refused.Refusals)
            {
                terminal.Error.WriteLine(refusal.At(refused.File));
            }

            return ExitCode.Refused;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DbException)
        {
            terminal.Error.WriteLine($"award: {unreadable.Message}");
            return ExitCode.Unreadable;
        }
    }

    private static RootCommand Root(Terminal terminal, TimeProvider clock)
    {
        var root = new RootCommand(
            "Rates, checks and verifies safety awards (平安鼎). Needs no server. 无需服务器即可计分、核验。")
        {
            RateCommand.Create(terminal),
            RulebookCommand.Create(terminal),
            StreakCommand.Create(terminal),
            VerifyCommand.Create(terminal),
            StatusCommand.Create(terminal),
            CopyCommands.Backup(terminal),
            CopyCommands.Restore(terminal),
            MigrateCommand.Create(terminal),
            TokenCommand.Create(terminal, clock),
            AccessLogCommand.Create(terminal, clock),
        };
        Help.AddExamples(root);
        return root;
    }
}
