using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Api.Tests.Hosts;

/// <summary>Short ways to ask a host and to look at what it answers.</summary>
internal static class Asking
{
    public const string Assessor = "assessor";
    public const string Reviewer = "reviewer";
    public const string Publisher = "publisher";

    public static async Task<JsonElement> GetAsync(this RunningHost host, string path, string? role = null)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path, role);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"GET {path}: {answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    public static async Task<HttpResponseMessage> SendAsync(
        this RunningHost host,
        HttpMethod method,
        string path,
        string? role = null,
        string? body = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (role is not null)
        {
            request.Headers.Authorization = new("Bearer", host.Tokens.GetValueOrDefault(role, role));
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await host.Client.SendAsync(request);
    }

    /// <summary>A write under a key of its own.</summary>
    public static Task<HttpResponseMessage> WriteAsync(
        this RunningHost host,
        string method,
        string path,
        string role,
        object? body,
        params (string, string)[] headers) =>
        host.SendAsync(
            new HttpMethod(method), path, role, body as string ?? JsonSerializer.Serialize(body),
            [("Idempotency-Key", Guid.NewGuid().ToString("N")), .. headers]);

    /// <summary>A write that must succeed; its receipt.</summary>
    public static async Task<JsonElement> MustWriteAsync(
        this RunningHost host,
        string method,
        string path,
        string role,
        object? body,
        params (string, string)[] headers)
    {
        using var answer = await host.WriteAsync(method, path, role, body, headers);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>"409 StageForbids", and for each error " path code".</summary>
    public static async Task<string> ProblemAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(
            answer.Content.Headers.ContentType?.MediaType == "application/problem+json",
            $"{answer.StatusCode} {answer.Content.Headers.ContentType}: {text}");
        var problem = JsonNode.Parse(text)!;
        Assert.Equal((int)answer.StatusCode, (int)problem["status"]!);
        return $"{(int)answer.StatusCode} {problem["code"]}"
            + string.Concat(problem["errors"]!.AsArray().Select(e => $" [{e!["path"]} {e["code"]}]"));
    }

    public static string[] Members(this JsonElement value) =>
        [.. value.EnumerateObject().Select(m => m.Name)];
}
