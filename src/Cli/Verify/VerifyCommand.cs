using System.CommandLine;
using System.Globalization;
using Award.Cli.Stores;
using Award.Cli.Tables;
using Award.Ledger.Verify;
using Award.Rules;
using Command = System.CommandLine.Command;

namespace Award.Cli.Verify;

/// <summary>
/// <c>award verify</c>: re-derives a data folder's ledger and says everything that does not follow from its
/// entries.
/// </summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("PATH") { Description = "A data folder, the ledger's file in it, or a connection string" };
        var receipts = new Option<string[]>("--receipt")
        {
            Description = "Receipts kept outside (JSON), each of which must still be on record",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var command = new Command(
            "verify",
            "Re-derives a ledger: hashes, versions, published results. 从账本重新推算并核验。")
        {
            path,
            receipts,
        };
        command.SetAction(parsed =>
            Verify(parsed.GetValue(path)!, [.. parsed.GetValue(receipts)!.Select(ReadReceipt)], terminal));
        return command;
    }

    private static int Verify(string place, IReadOnlyList<KeptReceipt> receipts, Terminal terminal)
    {
        var path = StorePlace.NameOf(place);
        var report = StorePlace.Reading(place, () =>
        {
            var progress = new EntryProgress(terminal);
            var found = LedgerVerifier.VerifyChain(place, receipts, [progress, new ProvinceResults()]);
            progress.Clear();
            return found;
        });

        foreach (var finding in report.Findings)
        {
            terminal.Output.WriteLine(finding.ToString());
        }

        var kept = receipts.Count == 0 ? "" : Count(receipts.Count, ", ", "receipt");
        terminal.Output.WriteLine(
            $"{path}: {(report.Passed ? "ok" : Count(report.Findings.Count, "", "finding"))} in "
                + $"{Count(report.Entries, "", "entr", "y", "ies")}, "
                + $"{Count(report.Commands, "", "command")}, "
                + $"{Count(report.Documents, "", "published document")}{kept}");
        return report.Passed ? ExitCode.Ok : ExitCode.Refused;
    }

    private static KeptReceipt ReadReceipt(string file)
    {
        try
        {
            return KeptReceipt.Parse(
                InputFile.ReadText(file) ?? throw new FormatException("the file is not UTF-8"));
        }
        catch (FormatException fault)
        {
            throw new InputRefusedException(
                file,
                [new LineRefusal(1, new Refusal(RefusalCode.MalformedInput, "", fault.Message))]);
        }
    }

    private static string Count(long count, string before, string what, string one = "", string many = "s") =>
        string.Create(CultureInfo.InvariantCulture, $"{before}{count} {what}{(count == 1 ? one : many)}");
}
