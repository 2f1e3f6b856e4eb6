using System.Data.Common;
using Award.Ledger.Postgres;
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
    /// <param name="place">A data folder, the ledger's file in it, or a connection string ("Host=…;Database=…").</param>
    /// <param name="receipts">Receipts kept outside, each of which must be on record.</param>
    /// <exception cref="FileNotFoundException">There is no ledger at the path.</exception>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    /// <exception cref="LedgerFormatException">The file or database is no ledger of a known format.</exception>
    public static VerifyReport Verify(string place, params IReadOnlyList<KeptReceipt> receipts) =>
        VerifyChain(place, receipts, [new ProvinceResults()]);

    /// <summary>The chain, and what the given audits make of its entries and documents.</summary>
    /// <inheritdoc cref="Verify"/>
    public static VerifyReport VerifyChain(
        string place, IReadOnlyList<KeptReceipt> receipts, IReadOnlyList<IEntryAudit> audits)
    {
        if (PostgresPlace.IsOne(place))
        {
            using var database = PostgresRecord.Open(place);
            return VerifyChain(database, receipts, audits);
        }

        var file = Directory.Exists(place) ? SqliteLedgerOptions.FileIn(place) : place;
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"there is no ledger at '{place}'", file);
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
        using var record = new SqliteRecord(connection);
        return VerifyChain(record, receipts, audits);
    }

    /// <summary>The same over a store's tables.</summary>
    internal static VerifyReport VerifyChain(
        IRawRecord record, IReadOnlyList<KeptReceipt> receipts, IReadOnlyList<IEntryAudit> audits)
    {
        var findings = new List<Finding>();
        var chain = new ChainAudit(record, receipts, findings);
        var documents = 0L;
        try
        {
            findings.AddRange(record.Damage().Select(text => new Finding(FindingCode.Unreadable, "", 0, 0, text)));
            foreach (var row in record.Entries())
            {
                Show(row, chain, audits);
            }

            chain.Finish();
            documents = record.CountDocuments();
            foreach (var audit in audits)
            {
                findings.AddRange(audit.Finish(record.Documents()));
            }
        }
        catch (Exception fault) when (fault is DbException or InvalidCastException)
        {
            findings.Add(
                new(FindingCode.Unreadable, "", 0, 0, $"the record cannot be read on: {fault.Message}"));
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
}
