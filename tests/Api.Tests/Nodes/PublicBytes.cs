using System.Net.Http.Headers;
using System.Text;
using Api.Tests.Hosts;

namespace Api.Tests.Nodes;

/// <summary>Everything that a public answer sends, save what tells the time and names the request.</summary>
internal static class PublicBytes
{
    private static readonly string[] OfTheMoment = ["Date", "traceparent", "X-Trace-Id", "Server"];

    /// <summary>Every public GET of what is published, in several forms each.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        "/api/v1/standings?province=990000&year=2001&level=city",
        "/api/v1/standings?province=990000&year=2002&level=county",
        "/api/v1/standings?province=990000&year=2002&level=county&format=csv",
        "/api/v1/standings?province=990000&year=2002&level=county&offset=1&limit=2",
        "/api/v1/standings/around?province=990000&year=2002&code=990102&radius=1",
        "/api/v1/regions?province=990000&asOf=2002",
        "/api/v1/regions/990101?asOf=2002",
        "/api/v1/regions/990103?asOf=2001",
        "/api/v1/regions/990101/years/2001",
        "/api/v1/regions/990101/years/2002?format=csv",
        "/api/v1/regions/990100/years/2002",
        "/api/v1/streaks?province=990000&asOf=2002&level=county",
        "/api/v1/rulebooks",
        "/api/v1/rulebooks/small",
        "/api/v1/award-years?province=990000",
        "/api/v1/award-years/990000/2002/notice",
        "/?province=990000&year=2002&level=county",
        "/?province=990000&year=2001&level=city&lang=en",
        "/regions/990101?asOf=2002",
        "/regions/990101/years/2002",
        "/api/v1/standings?province=110000&year=2002&level=city",
        "/api/v1/standings?province=990000&year=1999&level=city",
        "/api/v1/regions/990999?asOf=2002",
        "/api/v1/regions/990101/years/2009",
        "/openapi/v1.json",
        "/nothing",
    ];

    /// <summary>What a host answers to all of them, in each coding, and to those who know the answer.</summary>
    public static async Task<IReadOnlyList<string>> AskAsync(RunningHost host)
    {
        var answers = new List<string>();
        foreach (var path in Paths)
        {
            foreach (var coding in (string?[])[null, "br", "gzip"])
            {
                var (text, tag) = await OneAsync(host, path, coding, null);
                answers.Add(text);
                if (tag is not null)
                {
                    answers.Add((await OneAsync(host, path, coding, tag)).Text);
                }
            }
        }

        return answers;
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningHost host, HttpRequestMessage request)
    {
        try
        {
            return await host.Client.SendAsync(request);
        }
        catch (HttpRequestException fault)
        {
            throw new InvalidOperationException($"{request.RequestUri}: {fault.Message}; the process said:\n{host.Said}", fault);
        }
    }

    private static async Task<(string Text, EntityTagHeaderValue? Tag)> OneAsync(
        RunningHost host, string path, string? coding, EntityTagHeaderValue? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (coding is not null)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
        }

        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        using var answer = await SendAsync(host, request);
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(header => !OfTheMoment.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal);
        var text = new StringBuilder()
            .AppendLine($"GET {path} ({coding ?? "identity"}{(known is null ? "" : ", known")})")
            .AppendLine($"{(int)answer.StatusCode}")
            .AppendJoin('\n', headers)
            .AppendLine()
            .Append(Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync()));
        return (text.ToString(), answer.Headers.ETag);
    }
}
