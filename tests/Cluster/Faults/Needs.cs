using Support;

namespace Cluster.Tests.Faults;

/// <summary>
/// What a fault of the environment needs. Where something is missing its tests are skipped with the reason; with
/// <c>CI=true</c> that is a failure.
/// </summary>
internal static class Needs
{
    /// <summary>Rights of root and some programs; null when all are there.</summary>
    public static string? Missing(params string[] programs) =>
        !OperatingSystem.IsLinux() ? "needs Linux"
        : !Environment.IsPrivilegedProcess ? "needs root"
        : programs.FirstOrDefault(program => !SystemCommand.Exists(program)) is { } absent ? $"needs {absent}"
        : null;

    /// <summary>Skips the test where one of them is missing.</summary>
    public static void Root(params string[] programs) => Require(Missing(programs));

    public static void Postgres() => PostgresServer.Require();

    /// <summary>Skips the test when there is a reason to.</summary>
    public static void Require(string? reason)
    {
        if (reason is not null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Skip(reason);
        }
    }
}
