using System.Globalization;

namespace Cluster.Tests.Bench;

/// <summary>How long the bench goes on, and from which seed.</summary>
/// <param name="Seed">Draws faults, victims and writes. What threads and machines make of it is not in it.</param>
/// <param name="Length">Null: every fault once, as CI runs it. Else faults are drawn until it is over.</param>
public sealed record BenchForm(int Seed, TimeSpan? Length)
{
    private const int DefaultSeed = 20181024;

    public bool IsShort => Length is null;

    /// <summary>As the environment asks for it: AWARD_BENCH_SEED, AWARD_BENCH_MINUTES (eng/fault-bench sets them).</summary>
    public static BenchForm FromEnvironment() => new(
        Number("AWARD_BENCH_SEED") ?? DefaultSeed,
        Number("AWARD_BENCH_MINUTES") is { } minutes ? TimeSpan.FromMinutes(minutes) : null);

    private static int? Number(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : null;
}
