using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Award.Ledger.Verify;
using Cluster.Tests.Parts;

namespace Cluster.Tests.Faults;

/// <summary>
/// Many clients that report incidents at once, each the next as soon as it has an answer to the last, to one entrance after
/// the other. What was acknowledged is kept with its receipt; what was not is sent again under its key at the end.
/// </summary>
internal sealed class IncidentLoad : IAsyncDisposable
{
    public const string Province = "330000";
    public const int Year = 2023;
    private static readonly string[] Counties =
        ["330602", "330603", "330604", "330624", "330681", "330683", "330102", "330106", "330203", "330205"];

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, string> _receipts = new();
    private readonly ConcurrentDictionary<string, string> _open = new();
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly IReadOnlyList<Member> _entrances;
    private readonly HttpClient? _line;
    private readonly string _token;
    private readonly List<Task> _clients;
    private TaskCompletionSource _gate = Open();
    private int _number;

    private IncidentLoad(IReadOnlyList<Member> entrances, HttpClient? line, string token, int clients)
    {
        _entrances = entrances;
        _line = line;
        _token = token;
        _clients = [.. Enumerable.Range(0, clients).Select(_ => ReportAsync())];
    }

    /// <summary>Every receipt given out so far.</summary>
    public IReadOnlyList<KeptReceipt> Receipts => [.. _receipts.Values.Select(KeptReceipt.Parse)];

    public int Acknowledged => _receipts.Count;

    /// <summary>How often which answer came: "201", "503", or "none" where the connection broke.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <summary>The settings that an engine under this load runs with.</summary>
    public static Dictionary<string, string> Settings(string folder)
    {
        var rulebooks = Path.Combine(folder, "rulebooks");
        Directory.CreateDirectory(rulebooks);
        File.WriteAllText(Path.Combine(rulebooks, "storm.yaml"), KillStorm.StormRulebook.Yaml);
        return new()
        {
            ["Award:Rulebooks"] = rulebooks,
            ["Award:RateLimits:Enabled"] = "false",

            // Its disks are small, and full when the kernel says so.
            ["Award:Disk:WarnBelowMiB"] = "0",
            ["Award:Disk:RefuseBelowMiB"] = "0",
        };
    }

    /// <summary>Opens a year for figures, and begins to report.</summary>
    /// <param name="line">How incidents are reported; null: straight to the entrances. What is settled at the end goes straight.</param>
    public static async Task<IncidentLoad> BeginAsync(
        Installation installation, string visibility = "embargoed", int clients = 8, HttpClient? line = null)
    {
        var entrances = installation.Entrances.ToList();
        var opening = JsonSerializer.Serialize(new
        {
            province = Province, year = Year, rulebook = "storm", visibility, dates = new { },
        });
        await MustAsync(entrances[0], Token(installation, "publisher"), "/api/v1/award-years", "open", opening);
        await StageAsync(installation, "collecting");
        return new IncidentLoad(entrances, line, Token(installation, "assessor"), clients);
    }

    /// <summary>Moves the year on.</summary>
    public static Task StageAsync(Installation installation, string to) => MustAsync(
        installation.Entrances.First(),
        Token(installation, to == "published" ? "publisher" : "reviewer"),
        $"/api/v1/award-years/{Province}/{Year}/stage",
        $"stage/{to}",
        JsonSerializer.Serialize(new { to }));

    /// <summary>Waits until so many more were acknowledged.</summary>
    public Task UntilMoreAsync(int more, TimeSpan? patience = null)
    {
        var goal = Acknowledged + more;
        return Until.TrueAsync(
            () => Task.FromResult(Acknowledged >= goal), () => $"{more} more acknowledgements; answers so far: {Tell()}", patience);
    }

    /// <summary>Waits until so many more requests had such an answer.</summary>
    public Task UntilAnsweredAsync(string answer, int more = 1, TimeSpan? patience = null)
    {
        var goal = _answers.GetValueOrDefault(answer) + more;
        return Until.TrueAsync(
            () => Task.FromResult(_answers.GetValueOrDefault(answer) >= goal),
            () => $"{more} answers {answer}; so far: {Tell()}",
            patience);
    }

    public string Tell() => string.Join(", ", _answers.Select(answer => $"{answer.Value} x {answer.Key}"));

    /// <summary>Lets no client begin another request, until <see cref="Resume"/>.</summary>
    public void Pause() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => _gate.TrySetResult();

    /// <summary>Ends the reporting, and sends again what got no receipt: each is on record then, once.</summary>
    public async Task SettleAsync()
    {
        await StopAsync();
        foreach (var (key, body) in _open.ToArray())
        {
            Take(key, await MustAsync(_entrances[0], _token, Incidents, key, body));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    /// <summary>Ends the reporting; what is under way is given up.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        Resume();
        await Task.WhenAll(_clients);
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private static string Incidents => $"/api/v1/award-years/{Province}/{Year}/incidents";

    private static string Token(Installation installation, string role) => installation.Token(role, [role], Province);

    private async Task ReportAsync()
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50), Support.RealClock.Instance);
        while (true)
        {
            await _gate.Task;
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            var mine = Interlocked.Increment(ref _number);
            var key = $"incident/{mine}";
            var body = JsonSerializer.Serialize(
                new[] { new { region = Counties[mine % Counties.Length], kind = "fire", date = $"{Year}-05-01" } });
            _open[key] = body;
            var (answer, text) = await PostAsync(
                _line ?? _entrances[mine % _entrances.Count].Http, _token, Incidents, key, body, _stop.Token);
            _answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
            if (answer is "200" or "201")
            {
                Take(key, text);
            }
            else if (!_stop.IsCancellationRequested)
            {
                await pulse.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    private void Take(string key, string receipt)
    {
        _open.TryRemove(key, out _);
        Assert.Equal(receipt, _receipts.GetOrAdd(key, receipt));
    }

    private static async Task<string> MustAsync(Member member, string token, string path, string key, string body)
    {
        var (answer, text) = await PostAsync(member.Http, token, path, key, body, CancellationToken.None);
        Assert.True(answer is "200" or "201", $"{key} was answered {answer}: {text}\n{member.EndOfLog(20)}");
        return text;
    }

    private static async Task<(string Answer, string Text)> PostAsync(
        HttpClient http, string token, string path, string key, string body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            return (((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture),
                await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            return ("none", broken.Message);
        }
    }
}
