using System.CommandLine;
using Award.Ledger;
using Award.Ledger.Postgres;
using Command = System.CommandLine.Command;

namespace Award.Cli.Stores;

/// <summary><c>award migrate</c>: brings a database to the schema of this version, forward only.</summary>
internal static class MigrateCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = new Argument<string>("DATABASE")
        {
            Description = "A connection string of a member of award_owner: \"Host=…;Database=…;Username=…\"",
        };
        var command = new Command(
            "migrate", "Brings a PostgreSQL database to this version's schema. 升级数据库结构。") { database };
        command.SetAction((parsed, cancellation) => MigrateAsync(parsed.GetValue(database)!, terminal, cancellation));
        return command;
    }

    private static async Task<int> MigrateAsync(string database, Terminal terminal, CancellationToken cancellation)
    {
        string place;
        try
        {
            place = PostgresPlace.Of(database);
        }
        catch (ArgumentException fault)
        {
            throw new IOException($"the connection string cannot be used: {fault.Message}", fault);
        }

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
