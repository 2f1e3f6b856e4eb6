using System.Data.Common;
using System.Globalization;
using Award.Cli.Verify;
using Award.Ledger;
using Award.Ledger.Copying;
using Award.Ledger.Verify;

namespace Award.Cli.Stores;

/// <summary>One copy under way: says on the terminal how far it is, and at the end what became of it.</summary>
internal sealed class CopyRun(Terminal terminal, string source, string target) : ICopyProgress
{
    private readonly EntryProgress _verifying = new(terminal);

    public IReadOnlyList<IEntryAudit> Audits => [_verifying, new ProvinceResults()];

    public void Copied(string table, long rows, bool whole)
    {
        if (terminal.ShowsProgress)
        {
            terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{table}: {rows}          "));
        }

        if (whole)
        {
            terminal.Error.Write(terminal.ShowsProgress ? "\n" : $"{table}: {Number(rows)}\n");
        }
    }

    /// <summary>Runs the copy; gives the command's exit code.</summary>
    public int Told(Func<CopyReport> copy)
    {
        try
        {
            return Say(copy());
        }
        catch (CopyRefusedException refused)
        {
            return Refuse(refused);
        }
        catch (Exception fault) when (fault is LedgerFormatException or DbException)
        {
            throw Unusable(fault);
        }
    }

    /// <inheritdoc cref="Told"/>
    public async Task<int> ToldAsync(Func<Task<CopyReport>> copy)
    {
        try
        {
            return Say(await copy());
        }
        catch (CopyRefusedException refused)
        {
            return Refuse(refused);
        }
        catch (Exception fault) when (fault is LedgerFormatException or DbException)
        {
            throw Unusable(fault);
        }
    }

    private static string Number(long rows) => rows.ToString(CultureInfo.InvariantCulture);

    private int Say(CopyReport report)
    {
        _verifying.Clear();
        foreach (var finding in report.Verified.Findings)
        {
            terminal.Output.WriteLine(finding.ToString());
        }

        if (!report.Verified.Passed)
        {
            terminal.Error.WriteLine($"award: {source} does not verify; {target} was left as it was");
            return ExitCode.Refused;
        }

        terminal.Output.WriteLine(
            $"{target}: {(report.AlreadyThere ? "holds that very record already" : "complete and verified")}, "
            + $"{Number(report.Verified.Entries)} entries, {Number(report.Verified.Commands)} commands, "
            + $"{Number(report.Verified.Documents)} published documents");
        return ExitCode.Ok;
    }

    private int Refuse(CopyRefusedException refused)
    {
        terminal.Error.WriteLine($"award: {refused.Message}");
        return ExitCode.Refused;
    }

    private IOException Unusable(Exception fault) => new($"{source} to {target}: {fault.Message}", fault);
}
