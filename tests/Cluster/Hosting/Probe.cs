using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Cluster.Tests.Parts;
using Support;

namespace Cluster.Tests.Hosting;

/// <summary>Looks at members from outside, and waits for what they are to become.</summary>
internal static class Probe
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(50);

    /// <summary>Status and body of <c>/health/ready</c>: "503 stopping: draining".</summary>
    public static async Task<string> HealthAsync(Member member)
    {
        using var answer = await member.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var reasons = body.RootElement.GetProperty("checks").EnumerateArray()
            .Where(check => check.GetProperty("status").GetString() != "healthy")
            .Select(check => $" {check.GetProperty("name").GetString()}: {check.GetProperty("reason").GetString()}");
        return $"{(int)answer.StatusCode} {body.RootElement.GetProperty("status").GetString()}{string.Join(';', reasons)}";
    }

    public static async Task<(HttpStatusCode Status, string Body)> GetAsync(Member member, string address)
    {
        using var answer = await member.Http.GetAsync(new Uri(address, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Asks again and again until it is so.</summary>
    /// <returns>How long that took.</returns>
    /// <exception cref="TimeoutException">It has not become so; what was waited for is told.</exception>
    public static async Task<TimeSpan> UntilAsync(string what, TimeSpan patience, Func<Task<bool>> isSo)
    {
        var watch = Stopwatch.StartNew();
        using var pulse = new PeriodicTimer(Pulse, RealClock.Instance);
        while (true)
        {
            try
            {
                if (await isSo())
                {
                    return watch.Elapsed;
                }
            }
            catch (Exception away) when (watch.Elapsed < patience && IsAway(away))
            {
                // It is asked again.
            }

            if (watch.Elapsed > patience)
            {
                throw new TimeoutException($"not within {patience.TotalSeconds:0} s: {what}");
            }

            await pulse.WaitForNextTickAsync();
        }
    }

    private static bool IsAway(Exception fault) => fault
        is TimeoutException or Orleans.Runtime.OrleansException or IOException or HttpRequestException or OperationCanceledException;

    /// <summary>Addresses of the silos that the table says are active.</summary>
    public static async Task<IReadOnlyList<string>> ActiveSilosAsync(Installation installation)
    {
        await using var connection = new Npgsql.NpgsqlConnection($"{installation.Database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            "SELECT port FROM cluster.silos WHERE status = 3 ORDER BY port", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var ports = new List<string>();
        while (await rows.ReadAsync())
        {
            ports.Add(rows.GetInt32(0).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return ports;
    }

    public static string PortOf(Member silo) => silo.Plan.Settings["Award:Silo:Port"];
}
