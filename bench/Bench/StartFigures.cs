using System.Diagnostics;
using System.Globalization;

namespace Award.Bench;

/// <summary>
/// From the start of the process to its first answer: the first start, which makes the demonstration, and the second. The baseline
/// is <c>dotnet --version</c>, the least a .NET process takes here.
/// </summary>
internal static class StartFigures
{
    public static async Task RunAsync(string api, TextWriter say)
    {
        var folder = Directory.CreateTempSubdirectory("award-bench-").FullName;
        var first = await StartAsync(api, folder);
        var second = await StartAsync(api, folder);
        var watch = Stopwatch.StartNew();
        using var bare = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        await bare.WaitForExitAsync();
        await say.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"first start {first.TotalSeconds:0.0} s, second start {second.TotalSeconds:0.0} s to the first answer; "
            + $"dotnet --version {watch.Elapsed.TotalSeconds:0.00} s ({second / watch.Elapsed:0.0} times)"));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<TimeSpan> StartAsync(string api, string folder)
    {
        const string url = "http://127.0.0.1:5089";
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[api, "--urls", url, "--Award:Data", folder])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await AnswersAsync(client) && watch.Elapsed < TimeSpan.FromMinutes(5))
        {
            await pulse.WaitForNextTickAsync();
        }

        var elapsed = watch.Elapsed;
        process.Kill();
        await process.WaitForExitAsync();
        return elapsed;
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/api/v1/regions/330600?asOf=2017", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
