using Award.Ledger.Sqlite;
using Microsoft.Data.Sqlite;

namespace Award.Ledger.Verify;

/// <summary>
/// Re-derives a ledger from its raw rows, in one pass and one snapshot; a server may be writing meanwhile.
/// It reads entries, and compares with them everything else the store keeps: heads, command rows, receipts,
/// published documents. Nothing that the store wrote down about itself is believed.
/// </summary>
public static class LedgerVerifier
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(10);

    /// <summary>The chain and every published result.</summary>
    /// <param name="path">A data folder or the ledger's file in it.</param>
    /// <param name="receipts">Receipts kept outside, each of which must be on record.</param>
    /// <exception cref="FileNotFoundException">There is no ledger at the path.</exception>
    /// <exception cref="LedgerFormatException">The file is no ledger of a known format.</exception>
    public static VerifyReport Verify(string path, params IReadOnlyList<KeptReceipt> receipts) =>
        VerifyChain(path, receipts, [new ProvinceResults()]);

    /// <summary>The chain, and what the given audits make of its entries and documents.</summary>
    /// <inheritdoc cref="Verify"/>
    public static VerifyReport VerifyChain(
        string path, IReadOnlyList<KeptReceipt> receipts, IReadOnlyList<IEntryAudit> audits)
    {
        var file = Directory.Exists(path) ? SqliteLedgerOptions.FileIn(path) : path;
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"there is no ledger at '{path}'", file);
        }

        using var connection = Connections.OpenReader(file, Busy);
        Schema.Check(connection);
        Schema.Execute(connection, "BEGIN");
        return VerifyChain(connection, receipts, audits);
    }

    /// <summary>The same over what an open connection sees.</summary>
    internal static VerifyReport VerifyChain(
        SqliteConnection connection, IReadOnlyList<KeptReceipt> receipts, IReadOnlyList<IEntryAudit> audits)
    {
        var findings = new List<Finding>();
        using var chain = new ChainAudit(connection, receipts, findings);
        var documents = 0L;
        try
        {
            Damage(connection, findings);
            foreach (var row in RawRows.Entries(connection))
            {
                Show(row, chain, audits);
            }

            chain.Finish();
            documents = (long)Schema.Scalar(connection, "SELECT count(*) FROM documents")!;
            foreach (var audit in audits)
            {
                findings.AddRange(audit.Finish(RawRows.Documents(connection)));
            }
        }
        catch (Exception fault) when (fault is SqliteException or InvalidCastException)
        {
            findings.Add(
                new(FindingCode.Unreadable, "", 0, 0, $"the file cannot be read on: {fault.Message}"));
        }

        return new VerifyReport(chain.Entries, chain.Commands, documents, findings);
    }

    private static void Show(RawEntry row, ChainAudit chain, IReadOnlyList<IEntryAudit> audits)
    {
        if (chain.Observe(row) is { } entry)
        {
            foreach (var audit in audits)
            {
                audit.Observe(entry);
            }
        }
    }

    private static void Damage(SqliteConnection connection, List<Finding> findings)
    {
        using var check = new Statement(connection, "PRAGMA integrity_check(20)", 0);
        using var row = check.Query();
        while (row.Read())
        {
            if (row.GetString(0) is var text and not "ok")
            {
                findings.Add(new(FindingCode.Unreadable, "", 0, 0, text));
            }
        }
    }
}
