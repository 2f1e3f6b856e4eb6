using System.CommandLine;
using Award.Ledger;
using Award.Ledger.Copying;
using Award.Ledger.Postgres;
using Command = System.CommandLine.Command;

namespace Award.Cli.Stores;

/// <summary>
/// <c>award migrate</c>: brings a database to the schema of this version, forward only; or moves an embedded installation into one.
/// </summary>
internal static class MigrateCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = new Argument<string?>("DATABASE")
        {
            Description = "A connection string of a member of award_owner: \"Host=…;Database=…;Username=…\"",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var from = Options.Optional("--from", "The data folder of an embedded installation, whose server is stopped", "FOLDER");
        var to = Options.Optional("--to", "The database it moves into", "CONNECTION");
        var replace = new Option<bool>("--replace") { Description = "Give up what the database holds" };
        var command = new Command(
            "migrate", "Brings a PostgreSQL database to this version's schema, or moves a data folder into one. 升级或迁移数据库。")
        {
            database, from, to, replace,
        };
        command.Validators.Add(found =>
        {
            var (place, folder, target) = (found.GetValue(database), found.GetValue(from), found.GetValue(to));
            if ((place is null) == (folder is null && target is null) || (folder is null) != (target is null))
            {
                found.AddError("give a DATABASE alone, or --from FOLDER and --to DATABASE");
            }
        });
        command.SetAction((parsed, cancellation) => parsed.GetValue(from) is { } folder
            ? MoveAsync(folder, parsed.GetValue(to)!, parsed.GetValue(replace), terminal, cancellation)
            : MigrateAsync(parsed.GetValue(database)!, terminal, cancellation));
        return command;
    }

    private static async Task<int> MoveAsync(
        string folder, string database, bool replace, Terminal terminal, CancellationToken cancellation)
    {
        var run = new CopyRun(terminal, folder, StorePlace.DatabaseOf(database));
        var code = await run.ToldAsync(() => RecordCopies.MoveAsync(folder, database, replace, run, cancellation));
        if (code == ExitCode.Ok)
        {
            terminal.Note(
                $"start servers with Award:Store=Postgres from now on; '{folder}' stays as it is, and its signing.key goes "
                + "into the data folder of each of them");
        }

        return code;
    }

    private static async Task<int> MigrateAsync(string database, Terminal terminal, CancellationToken cancellation)
    {
        var place = StorePlace.DatabaseOf(database);
        try
        {
            var applied = await PostgresSchema.EnsureAsync(database, cancellation);
            foreach (var step in applied)
            {
                await terminal.Output.WriteLineAsync($"{place}: applied {step}");
            }

            await terminal.Output.WriteLineAsync($"{place}: up to date");
            return ExitCode.Ok;
        }
        catch (LedgerFormatException fault)
        {
            await terminal.Error.WriteLineAsync($"award: {place}: {fault.Message}");
            return ExitCode.Refused;
        }
        catch (IOException fault)
        {
            throw new IOException($"{place}: {fault.Message}", fault);
        }
    }
}
