namespace Simulation.Tests.Driving;

/// <summary>The engine and the auditor disagree.</summary>
public sealed class DiscrepancyException(string message) : Exception(message);

/// <summary>Comparisons of what the auditor says with what the engine says.</summary>
public static class Compare
{
    public static void Holds(bool holds, Func<string> message)
    {
        if (!holds) throw new DiscrepancyException(message());
    }

    public static void Same(string expected, string actual, Func<string> where) =>
        Holds(expected == actual, () => $"{where()}\n  auditor: {expected}\n  engine:  {actual}");

    /// <summary>The first place where two lists differ.</summary>
    public static void Same(IReadOnlyList<string> expected, IReadOnlyList<string> actual, Func<string> where)
    {
        for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            var (left, right) = (
                expected.ElementAtOrDefault(i) ?? "nothing", actual.ElementAtOrDefault(i) ?? "nothing");
            Same(left, right, () => $"{where()}, line {i + 1} of {expected.Count}");
        }
    }
}

/// <summary>How a simulation went wrong, and how to see it again.</summary>
/// <param name="Steps">What was done, one line each; the last one shows the discrepancy.</param>
public sealed record Failure(int Seed, string Message, IReadOnlyList<string> Steps, string Scoreboard)
{
    public override string ToString() =>
        $"""
        seed {Seed}: {Message}
        run exactly this one: {Settings.SeedVariable}={Seed} dotnet run --project tests/Simulation.Tests -c Release -- -class "*SimulationTests"
        {Steps.Count} steps:
        {string.Join("\n", Steps.TakeLast(40).Select(step => "    " + step))}
        the auditor's scoreboard:
        {Scoreboard}
        """;
}
