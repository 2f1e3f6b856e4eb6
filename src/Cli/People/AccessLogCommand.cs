using System.CommandLine;
using System.Data.Common;
using Award.Ledger.People;

namespace Award.Cli.People;

/// <summary>
/// <c>award access-log erase</c>: takes people out of the log of who read and wrote what. It stands beside the record, so
/// nothing of the record changes. Works on the data folder or the shared database, whether or not a server has it open.
/// </summary>
internal static class AccessLogCommand
{
    public static Command Create(Terminal terminal, TimeProvider clock) => new(
        "access-log", "Erases people from the log of who read and wrote what. 查阅日志。")
    {
        Erase(terminal, clock),
    };

    private static Command Erase(Terminal terminal, TimeProvider clock)
    {
        var subjects = new Argument<string[]>("SUBJECT")
        {
            Description = "Opaque subject ids, as the record and the log name people",
            Arity = ArgumentArity.OneOrMore,
        };
        var data = new Option<string>("--data")
        {
            Description = "The data folder (Award:Data)",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => "data-run",
        };
        var database = PeoplePlace.Database();
        var command = new Command("erase", "Erases every line about these people, to the last byte. 清除其查阅记录。")
        {
            subjects, data, database,
        };
        command.SetAction(parsed => Erased(
            parsed.GetValue(subjects)!,
            () => Open(parsed.GetValue(data)!, parsed.GetValue(database), clock),
            terminal));
        return command;
    }

    private static AccessLog Open(string folder, string? database, TimeProvider clock)
    {
        // A mistyped folder gets no file of its own.
        if (database is null && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"there is no folder {folder}; name it by --data");
        }

        return new AccessLog(PeoplePlace.Open(folder, database, clock));
    }

    private static int Erased(string[] subjects, Func<AccessLog> open, Terminal terminal)
    {
        var log = open();
        var code = ExitCode.Ok;
        foreach (var subject in subjects.Distinct())
        {
            var lines = LinesOf(log, subject);
            if (lines > 0)
            {
                terminal.Output.WriteLine($"{subject}: {lines} lines erased");
            }
            else
            {
                terminal.Error.WriteLine($"award: {subject}: no line about them");
                code = ExitCode.Refused;
            }
        }

        return code;
    }

    private static int LinesOf(AccessLog log, string subject)
    {
        try
        {
            return log.EraseSubject(subject);
        }
        catch (DbException fault)
        {
            throw new IOException($"the access log cannot be written: {fault.Message}", fault);
        }
    }
}
