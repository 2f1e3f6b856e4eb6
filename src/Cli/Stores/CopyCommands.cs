using System.CommandLine;
using Award.Ledger.Copying;
using Command = System.CommandLine.Command;

namespace Award.Cli.Stores;

/// <summary>
/// <c>award backup</c> and <c>award restore</c>: a record as one verified file, and back into a folder or a database.
/// </summary>
internal static class CopyCommands
{
    public static Command Backup(Terminal terminal)
    {
        var place = new Argument<string>("SOURCE") { Description = "A data folder, or a connection string; servers may be writing to it" };
        var file = new Argument<string>("FILE") { Description = "The file to write: a ledger that 'award verify' reads" };
        var people = Options.Optional(
            "--people", "Also what is known about people, and a folder's signing key, into a folder of their own", "FOLDER");
        var replace = new Option<bool>("--replace") { Description = "Take the place of what is there" };
        var command = new Command("backup", "Copies a record into one verified file. 备份账本。") { place, file, people, replace };
        command.SetAction(parsed =>
        {
            var (source, target) = (parsed.GetValue(place)!, parsed.GetValue(file)!);
            var run = new CopyRun(terminal, StorePlace.NameOf(source), target);
            return run.Told(() => RecordCopies.Backup(
                source, target, parsed.GetValue(people), parsed.GetValue(replace), run));
        });
        return command;
    }

    public static Command Restore(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "What 'award backup' wrote" };
        var target = new Argument<string>("TARGET")
        {
            Description = "The data folder, or the connection string of a member of award_owner; no server runs on it",
        };
        var people = Options.Optional("--people", "The folder that the backup wrote people into", "FOLDER");
        var replace = new Option<bool>("--replace") { Description = "Give up what the target holds" };
        var command = new Command("restore", "Puts a backup back, and verifies it there. 恢复账本。")
        {
            file, target, people, replace,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var (source, place) = (parsed.GetValue(file)!, parsed.GetValue(target)!);
            var run = new CopyRun(terminal, source, StorePlace.NameOf(place));
            return run.ToldAsync(() => RecordCopies.RestoreAsync(
                source, place, parsed.GetValue(people), parsed.GetValue(replace), run, cancellation));
        });
        return command;
    }
}
