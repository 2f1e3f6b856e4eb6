namespace Cluster.Tests.Parts;

/// <summary>The programs as they were built together with these tests; they stand in the same folder.</summary>
public static class Programs
{
    /// <summary>
    /// The engine in all its modes: <c>dotnet Award.Api.dll</c>; or an altered build of it that AWARD_BENCH_PROGRAM names.
    /// </summary>
    public static string Engine =>
        Environment.GetEnvironmentVariable("AWARD_BENCH_PROGRAM") is { Length: > 0 } altered ? altered : Find("Award.Api.dll");

    /// <summary>The <c>award</c> command: <c>dotnet award.dll</c>.</summary>
    public static string Command => Find("award.dll");

    private static string Find(string name) => Path.Combine(AppContext.BaseDirectory, name) is var path && File.Exists(path)
        ? path
        : throw new FileNotFoundException($"{name} is not beside the tests: build tests/Cluster", path);
}
