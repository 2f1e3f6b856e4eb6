using System.Diagnostics;
using System.Diagnostics.Metrics;
using Award.Ledger;

namespace Award.Grains.Recording;

/// <summary>
/// What grains measure and trace, under the name <c>Award</c>. No tag names a person, a region or a figure: what kinds of facts
/// were recorded, and how often, is all that leaves.
/// </summary>
internal static class GrainMetrics
{
    private const string Name = "Award";
    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Counter<long> Submissions = Meter.CreateCounter<long>(
        "award.submissions", "{command}", "Commands recorded, by the kind of their first fact.");

    public static readonly Counter<long> Heals = Meter.CreateCounter<long>(
        "award.standings.heals", "{sheet}", "Sheets that a table found changed without having been told.");

    /// <summary>Appends, as a span of its own.</summary>
    public static async Task<AppendResult> AppendAsync(ILedger ledger, Command command)
    {
        using var span = Source.StartActivity("award.append");
        var result = await ledger.AppendAsync(command);
        span?.SetTag("award.outcome", result.GetType().Name);
        span?.SetTag("award.streams", command.Appends.Count);
        if (result is AppendResult.Committed)
        {
            Submissions.Add(1, new KeyValuePair<string, object?>("award.fact", KindOf(command)));
        }

        return result;
    }

    private static string KindOf(Command command) => FactCodec.KindOf(command.Appends[0].Facts[0]);
}
