using Award.Ledger.Verify;
using Cluster.Tests.Parts;

namespace Cluster.Tests.Faults;

/// <summary>Reads a record as anybody would who trusts no server.</summary>
internal static class VerifiedRecord
{
    /// <summary>The record verifies, and every receipt that was given out is on it.</summary>
    /// <param name="place">A folder or a connection string.</param>
    public static void Holds(string place, IReadOnlyList<KeptReceipt> receipts, string when)
    {
        var report = LedgerVerifier.Verify(place, receipts);
        Assert.True(report.Passed, $"{when}: {string.Join("; ", report.Findings.Take(5))}");
    }

    /// <summary><c>award verify</c> passes.</summary>
    /// <remarks>Beside the engine's its own libraries do not all stand: it is run with those the engine runs with.</remarks>
    public static Task CommandPassesAsync(string place) => SystemCommand.RunAsync(
        "dotnet", "exec", "--runtimeconfig", Path.ChangeExtension(Programs.Engine, ".runtimeconfig.json"),
        Programs.Command, "verify", place);
}
