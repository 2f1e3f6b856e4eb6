using System.Globalization;

namespace Award.Scale;

/// <summary>What the processes hold: resident memory in MiB, from /proc.</summary>
internal sealed class Looks(IReadOnlyList<int> silos, IReadOnlyList<int> nodes)
{
    private long? _empty;

    public static string Heading =>
        "| provinces | regions | region-years | commands | load | silos, MiB each | KiB a region-year, all silos | nodes, MiB each |\n"
        + "|--:|--:|--:|--:|--:|--:|--:|--:|";

    public string Line(int provinces, int regions, long regionYears, int commands, TimeSpan took)
    {
        var held = silos.Select(Resident).ToList();
        _empty ??= held.Sum();
        var each = regionYears == 0 ? "" : ((held.Sum() - _empty.Value) / (double)regionYears).ToString("0.0", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {provinces} | {regions} | {regionYears} | {commands} | {took.TotalSeconds:0} s | {MiB(held)} | {each} | {MiB(nodes.Select(Resident))} |");
    }

    private static string MiB(IEnumerable<long> kib) =>
        string.Join(" · ", kib.Select(one => (one / 1024).ToString(CultureInfo.InvariantCulture)));

    private static long Resident(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture))
        .Single();
}
