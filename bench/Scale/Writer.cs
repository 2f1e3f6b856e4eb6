using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Award.Scale;

/// <summary>Writes over HTTP in turn on every node; what is not taken stops the load with the answer's text.</summary>
internal sealed partial class Writer(IReadOnlyList<Uri> nodes, IReadOnlyDictionary<string, string> tokens) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(5) };
    private const int LongestFault = 600;
    private int _turn;

    public int Commands => _turn;

    /// <summary>Sends one command; again under the same key while the answer is 503 or there is none.</summary>
    public async Task<string> PostAsync(string role, string path, string key, object body)
    {
        var (text, kind) = body is string yaml ? (yaml, "application/yaml") : (JsonSerializer.Serialize(body), "application/json");
        for (var attempt = 1; ; attempt++)
        {
            var node = nodes[Interlocked.Increment(ref _turn) % nodes.Count];
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node, path))
            {
                Content = new StringContent(text, Encoding.UTF8, kind),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[role]);
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await _http.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode || said.Contains("ProposalChangesNothing", StringComparison.Ordinal))
            {
                return said;
            }

            if (Confirm().Match(said) is { Success: true } odd && !path.Contains("confirm=", StringComparison.Ordinal))
            {
                path = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}confirm={odd.Groups[1].Value}";
                continue;
            }

            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == 20)
            {
                throw new InvalidOperationException($"{path} ({key}): {(int)answer.StatusCode} {said[..Math.Min(said.Length, LongestFault)]}");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    /// <summary>Proposes and has another person confirm; what is on record already stays as it is.</summary>
    public async Task ProposeAsync(string path, string confirm, string key, object body)
    {
        var receipt = await PostAsync("operator", path, key, body);
        if (ProposalId().Match(receipt) is { Success: true } id)
        {
            await PostAsync("publisher", $"{confirm}/{id.Value}/confirm", $"{key}/confirmed", new { });
        }
    }

    public async Task<string> GetAsync(string path, string? role = null)
    {
        var node = nodes[Interlocked.Increment(ref _turn) % nodes.Count];
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node, path));
        if (role is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[role]);
        }

        using var answer = await _http.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? said : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {said}");
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What looks odd by the rulebook's plausibility is meant here: figures are made by arithmetic.</summary>
    [GeneratedRegex("\"confirm\":\"([^\"]+)\"")]
    private static partial Regex Confirm();

    [GeneratedRegex(@"\d{6}-p-\d+")]
    private static partial Regex ProposalId();
}
