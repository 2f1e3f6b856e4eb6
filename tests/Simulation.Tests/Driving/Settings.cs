using System.Globalization;

namespace Simulation.Tests.Driving;

/// <summary>How many seeds, or which one, by environment variables.</summary>
public static class Settings
{
    /// <summary>Runs exactly this seed.</summary>
    public const string SeedVariable = "AWARD_SIMULATION_SEED";

    /// <summary>Runs seeds 1 to this.</summary>
    public const string SeedsVariable = "AWARD_SIMULATION_SEEDS";

    public static IReadOnlyList<int> Seeds { get; } = Number(SeedVariable) is { } one
        ? [one]
        : [.. Enumerable.Range(1, Number(SeedsVariable) ?? 1000)];

    private static int? Number(string variable) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What came to pass over many seeds, so that a simulation of nothing is noticed.</summary>
public sealed class Tally
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _counts = new();

    public void Add(string what, int times = 1) =>
        _counts.AddOrUpdate(what, times, (_, count) => count + times);

    public int this[string what] => _counts.GetValueOrDefault(what);

    public override string ToString() => string.Join(
        "\n", _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"  {c.Key,-46} {c.Value,8}"));
}
