using Award.Ledger;
using Award.Ledger.Postgres;
using Award.Ledger.Verify;
using Support;

namespace Ledger.Tests.Postgres;

/// <summary>Ways to open a database's ledger and to look at all that is in it.</summary>
internal static class Stores
{
    public static Task<PostgresLedger> OpenAsync(
        string database, Func<PostgresLedgerOptions, PostgresLedgerOptions>? with = null)
    {
        var options = new PostgresLedgerOptions { ConnectionString = database, Clock = RealClock.Instance };
        return PostgresLedger.OpenAsync(with is null ? options : with(options));
    }

    /// <summary>Everything on record as one text, hashes, receipts and documents included.</summary>
    public static async Task<string> RecordAsync<TLedger>(TLedger ledger)
        where TLedger : ILedger, IPublished
    {
        var lines = new List<string>();
        foreach (var province in await ledger.ReadProvincesAsync())
        {
            var entries = await ledger.ReadProvinceAsync(province, 0, 100_000);
            lines.AddRange(entries.Select(entry =>
                $"{province} {entry.Position} {entry.Stream} {entry.Version} {entry.CommandId} {entry.Hash}"));
            foreach (var id in entries.Select(entry => entry.CommandId).Distinct())
            {
                lines.Add(Convert.ToHexStringLower(EntryText.Of((await ledger.FindReceiptAsync(id))!)));
            }

            lines.AddRange((await ledger.ReadHeadsAsync(province, "")).Select(head => head.ToString()));
        }

        var documents = await ledger.ListAsync("");
        lines.AddRange(documents.Select(d => $"{d.Key} {d.Position} {ContentHash.Of(d.Bytes.Span)}"));
        return string.Join('\n', lines);
    }

    /// <summary>The chain verifies, and what was acknowledged is in it.</summary>
    public static void AssertSound(string database, IEnumerable<Receipt> acknowledged)
    {
        var report = LedgerVerifier.VerifyChain(database, [.. acknowledged.Select(KeptReceipt.Of)], []);
        Assert.True(report.Passed, string.Join("; ", report.Findings.Take(10)));
    }
}
