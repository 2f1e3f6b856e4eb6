using Award.Ledger;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Simulation.Tests.Driving;
using Simulation.Tests.Engine;

namespace Simulation.Tests;

/// <summary>
/// Whole lives of small provinces against the auditor. Most seeds run over a ledger in memory, which passes
/// the stores'
/// conformance suite; a slice runs over SQLite, with a stop and a start in the middle, and the file is
/// verified from its raw rows.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private static readonly string[] MustOccur =
    [
        "recorded Submit", "recorded AmendFigure", "recorded RecordIncidents", "recorded AmendIncident",
        "recorded WithdrawIncident", "recorded RaiseVeto", "recorded AmendVeto", "recorded DecideVeto", "recorded Suspend",
        "recorded DecideSuspension", "recorded MoveStage", "recorded ProposeRevocation", "recorded AmendRevocation",
        "recorded DecideRevocation", "years revoked", "titles held", "bursts", "repeated", "repeated with another body",
        "mishap met by a caller", "recorded ExtendDeadline", "recorded HonourDeadlines", "refused CollectingEnded",
        "refused DeadlineNotExtended", "refused NoticePeriodNotElapsed",
    ];

    [Fact]
    public async Task Whatever_happens_the_engine_shows_and_holds_what_the_auditor_foretold()
    {
        var campaign = new Campaign(() => Task.FromResult<ILedger>(new MemoryLedger()));
        var failures = await campaign.RunAsync(Settings.Seeds);
        output.WriteLine($"seeds {Settings.Seeds[0]}-{Settings.Seeds[^1]}\n{campaign.Tally}");
        await FailOnAsync(failures, campaign);
        Assert.All(
            MustOccur.Where(_ => Settings.Seeds.Count >= 100), what =>
                Assert.True(campaign.Tally[what] > 0, what));
    }

    [Fact]
    public async Task Over_sqlite_and_through_a_restart_too_and_the_file_verifies()
    {
        var folder = Directory.CreateTempSubdirectory("award-");
        try
        {
            var campaign = new Campaign(
                async () =>
                    await SqliteLedger.OpenAsync(
                        new SqliteLedgerOptions { Folder = folder.FullName }), restartAfter: 60);
            var failures = await campaign.RunAsync(Settings.Seeds.Take(20));
            output.WriteLine($"{campaign.Tally}");
            await FailOnAsync(failures, campaign);
            Assert.Empty(LedgerVerifier.Verify(folder.FullName).Findings);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task FailOnAsync(IReadOnlyList<Failure> failures, Campaign campaign)
    {
        if (failures.Count == 0) return;
        output.WriteLine($"seeds that failed: {string.Join(", ", failures.Select(f => f.Seed))}");
        Assert.Fail((await campaign.ShrinkAsync(failures[0])).ToString());
    }
}
