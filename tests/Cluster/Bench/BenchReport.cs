using System.Globalization;
using System.Text;
using Cluster.Tests.Promises;

namespace Cluster.Tests.Bench;

/// <param name="Fault">Its name, or null in a period without one.</param>
/// <param name="Recovery">Until writes to all measured grains were acknowledged; null where there was no fault.</param>
public sealed record Period(int Number, string? Fault, TimeSpan? Recovery);

/// <summary>What a run of the bench came to.</summary>
/// <param name="Acknowledged">Acknowledged writes by the period in which they were first sent.</param>
public sealed record BenchReport(
    string Mix,
    int Seed,
    IReadOnlyList<Period> Periods,
    IReadOnlyDictionary<int, int> Acknowledged,
    IReadOnlyList<Breach> Breaches,
    IReadOnlyList<string> NotRun)
{
    /// <summary>A line for each fault: runs, acknowledged, lost, doubled, recovery (median, worst).</summary>
    public string Table
    {
        get
        {
            var text = new StringBuilder()
                .AppendLine(Invariant($"<!-- {Mix}, seed {Seed}: {Periods.Count} periods, {Breaches.Count} breaches -->"))
                .AppendLine("| fault | runs | acknowledged | lost | doubled | recovery: median | worst |")
                .AppendLine("|---|--:|--:|--:|--:|--:|--:|");
            foreach (var periods in Periods.GroupBy(period => period.Fault ?? "none").OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                text.AppendLine(Row(periods.Key, [.. periods]));
            }

            foreach (var fault in NotRun)
            {
                text.AppendLine(Invariant($"| {fault} | not run | | | | | |"));
            }

            return text.ToString();
        }
    }

    private string Row(string fault, IReadOnlyList<Period> periods)
    {
        var numbers = periods.Select(period => period.Number).ToHashSet();
        var times = periods.Select(period => period.Recovery).OfType<TimeSpan>().Order().ToList();
        var recovery = times.Count == 0 ? " | " : Invariant($"{times[times.Count / 2].TotalSeconds:0.0} s | {times[^1].TotalSeconds:0.0} s");
        return Invariant($"| {fault} | {periods.Count} | {Acknowledged.Where(a => numbers.Contains(a.Key)).Sum(a => a.Value)} ")
            + Invariant($"| {Count(Promise.Kept)} | {Count(Promise.Once)} | {recovery} |");

        int Count(Promise promise) => Breaches.Count(breach => breach.Promise == promise && numbers.Contains(breach.Period));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
