using System.Diagnostics.Metrics;

namespace Award.Ledger.Appending;

/// <summary>What the store measures, under the meter <c>Award</c>.</summary>
internal static class LedgerMetrics
{
    private static readonly Meter Meter = new("Award");

    public static readonly Histogram<int> BatchCommands =
        Meter.CreateHistogram<int>("award.ledger.batch.commands", "{command}", "Commands in a commit.");

    public static readonly Histogram<double> CommitDuration =
        Meter.CreateHistogram<double>(
            "award.ledger.commit.duration", "s", "From begin to the end of the commit.");

    public static readonly Counter<long> Entries =
        Meter.CreateCounter<long>("award.ledger.appends", "{entry}", "Entries appended.");

    public static readonly Counter<long> Conflicts =
        Meter.CreateCounter<long>(
            "award.ledger.conflicts", "{command}", "Commands that met another version.");

    public static readonly Counter<long> Repeats =
        Meter.CreateCounter<long>(
            "award.ledger.repeats", "{command}", "Commands that were on record already.");
}
