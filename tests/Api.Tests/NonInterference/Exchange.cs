using System.Net.Http.Headers;
using System.Text;

namespace Api.Tests.NonInterference;

/// <summary>A request, the same for every world.</summary>
/// <param name="Token">Who asks: a stranger's name, null for nobody, or a text that is no token.</param>
/// <param name="TagFrom">The earlier request whose entity tag goes into <c>If-None-Match</c>.</param>
internal sealed record Ask(
    string Method,
    string Address,
    string? Token,
    IReadOnlyList<(string Name, string Value)> Headers,
    string? Body,
    Ask? TagFrom)
{
    public override string ToString() =>
        $"{Method} {Address}{string.Concat(Headers.Select(h => $" | {h.Name}: {h.Value}"))}"
        + (Token is null ? "" : $" | as {Token}")
        + (TagFrom is null ? "" : $" | If-None-Match of [{TagFrom.Method} {TagFrom.Address}]")
        + (Body is null ? "" : $" | {Body}");
}

/// <summary>What came back, with everything in it that must be the same in two worlds.</summary>
internal sealed record Reply(string Head, byte[] Body, string? Tag)
{
    private const int Shown = 200;

    private static readonly string[] MayDiffer = ["Date", "traceparent", "tracestate"];

    /// <summary>The first thing that differs, or null.</summary>
    public string? DiffersFrom(Reply other) =>
        Head != other.Head ? $"heads differ:\n{Head}\n-- and\n{other.Head}"
        : !Body.AsSpan().SequenceEqual(other.Body) ? BodyDiffersFrom(other.Body)
        : null;

    private string BodyDiffersFrom(byte[] other)
    {
        var at = Body.AsSpan().CommonPrefixLength(other);
        return $"bodies differ from byte {at} of {Body.Length} and {other.Length}:\n{Around(Body, at)}\n-- and\n{Around(other, at)}";
    }

    private static string Around(byte[] body, int at)
    {
        var from = Math.Max(0, at - Shown);
        return Encoding.UTF8.GetString(body, from, Math.Min(body.Length, at + Shown) - from);
    }

    public static async Task<Reply> SendAsync(World world, Ask ask, string? tag)
    {
        using var request = new HttpRequestMessage(new HttpMethod(ask.Method), ask.Address);
        if (ask.Token is { } token)
        {
            request.Headers.Authorization = new("Bearer", world.Tokens.GetValueOrDefault(token, token));
        }

        foreach (var (name, value) in ask.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        if (ask.Body is { } body)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var answer = await world.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var bytes = answer.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? await FirstEventAsync(answer, ask)
            : await answer.Content.ReadAsByteArrayAsync();
        var head = new StringBuilder().Append((int)answer.StatusCode).Append(' ').Append(answer.ReasonPhrase);
        foreach (var (name, values) in Headers(answer))
        {
            head.Append('\n').Append(name).Append(": ").AppendJoin(" | ", values);
        }

        return new Reply(head.ToString(), bytes, answer.Headers.ETag?.ToString());
    }

    // A stream has no end. What follows the first event, and what is told after a version, is compared chapter by chapter.
    private static async Task<byte[]> FirstEventAsync(HttpResponseMessage answer, Ask ask)
    {
        if (ask.Method == "HEAD" || ask.Headers.Any(h => h.Name == "Last-Event-ID"))
        {
            return [];
        }

        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var lines = new StringBuilder();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            lines.Append(line).Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    private static IOrderedEnumerable<KeyValuePair<string, IEnumerable<string>>> Headers(HttpResponseMessage answer) =>
        new HttpHeaders[] { answer.Headers, answer.Content.Headers }
            .SelectMany(h => h)
            .Where(h => !MayDiffer.Contains(h.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(h => h.Key, StringComparer.Ordinal);
}
