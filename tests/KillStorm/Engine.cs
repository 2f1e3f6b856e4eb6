using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace KillStorm;

/// <summary>The promise that was broken, in words.</summary>
public sealed class StormException(string message) : Exception(message);

/// <summary>An answer to a write; <see cref="Status"/> is null when the connection broke before there was one.</summary>
public sealed record Answer(HttpStatusCode? Status, string Body)
{
    public bool Acknowledged => Status is HttpStatusCode.OK or HttpStatusCode.Created;
}

/// <summary>The engine as a process of its own, started on a free port and killed without warning.</summary>
public sealed class Engine : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly Dictionary<string, string> _tokens;

    private Engine(Process process, HttpClient http, Dictionary<string, string> tokens)
    {
        _process = process;
        _http = http;
        _tokens = tokens;
    }

    public static async Task<Engine> StartAsync(string api, string folder, string rulebooks)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            [api, "--urls", url, "--Award:Data", folder, "--Award:Demonstration", "false", "--Award:Rulebooks", rulebooks])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new StormException("the engine does not start");
        var errors = new StringBuilder();
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };
        var patience = Stopwatch.StartNew();
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await IsReadyAsync(http))
        {
            if (process.HasExited || patience.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new StormException($"the engine does not come up: {errors}");
            }

            await pulse.WaitForNextTickAsync();
        }

        var tokens = JsonSerializer.Deserialize<Dictionary<string, string>>(
            await File.ReadAllTextAsync(Path.Combine(folder, "tokens.json")))!;
        return new Engine(process, http, tokens);
    }

    /// <summary>SIGKILL: nothing of the process runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<Answer> PostAsync(string role, string path, string key, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[role]);
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await _http.SendAsync(request);
            return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or TaskCanceledException)
        {
            return new Answer(null, "");
        }
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _http.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
