using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Support;

namespace Api.Tests.Hosts;

/// <summary>
/// Everything a host answers the public with: each public GET of its OpenAPI document, so that a new one is in it without being
/// named here, for every year, region and level it can be asked for, and pages; of what there is for each region and year, all of
/// two years and every ninth of the others. An answer is its status, its headers but the date, and the digest of its bytes.
/// </summary>
internal sealed class PublicBook(HttpClient client)
{
    private const int AtOnce = 4;
    private const int MostWhole = 1000;
    private static readonly string[] WholeYears = ["2005", "2017"];
    private static readonly string[] Codings = ["identity", "gzip", "br"];
    private static readonly string[] MayDiffer = ["Date", "traceparent", "tracestate"];
    private static readonly string[] Pages = ["/", "/?level=county&lang=en", "/regions/{code}?lang=zh", "/regions/{code}/years/{year}"];

    private readonly Dictionary<string, string[]> _values = [];

    /// <summary>All that can be asked, by address.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync()
    {
        await LookAroundAsync();
        var answers = new ConcurrentDictionary<string, string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(
            await AddressesAsync(), options, async (address, _) => answers[address] = await AnswerAsync(address));
        return answers;
    }

    /// <summary>The first addresses that two hosts answer differently, or nothing.</summary>
    public static string DifferenceOf(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        string.Join("\n\n", one.Keys.Union(other.Keys)
            .Where(address => one.GetValueOrDefault(address) != other.GetValueOrDefault(address))
            .Order(StringComparer.Ordinal)
            .Take(3)
            .Select(address => $"{address}\n{one.GetValueOrDefault(address)}\n-- and\n{other.GetValueOrDefault(address)}"));

    private async Task LookAroundAsync()
    {
        var years = await JsonAsync("/api/v1/award-years");
        var province = years.GetProperty("province").GetString()!;
        var all = years.GetProperty("years").EnumerateArray().Select(year => $"{year.GetProperty("year")}").ToArray();
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var year in all)
        {
            foreach (var region in (await JsonAsync($"/api/v1/regions?asOf={year}")).GetProperty("regions").EnumerateArray())
            {
                codes.Add(region.GetProperty("code").GetString()!);
            }
        }

        _values["province"] = [province];
        _values["year"] = _values["asOf"] = all;
        _values["code"] = [.. codes];
        _values["level"] = ["city", "county"];
        _values["format"] = ["json", "csv", "xlsx"];
        _values["lang"] = ["en"];
        _values["id"] = [.. (await JsonAsync("/api/v1/rulebooks")).GetProperty("rulebooks").EnumerateArray()
            .Select(rulebook => rulebook.GetProperty("id").GetString()!)];
    }

    private async Task<IReadOnlyList<string>> AddressesAsync()
    {
        var document = await JsonAsync("/openapi/v1.json");
        var addresses = new List<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            if (path.Value.TryGetProperty("get", out var get) && !get.TryGetProperty("security", out _))
            {
                var query = get.TryGetProperty("parameters", out var parameters)
                    ? parameters.EnumerateArray()
                        .Where(p => p.GetProperty("in").GetString() == "query")
                        .Select(p => p.GetProperty("name").GetString()!)
                        .Where(_values.ContainsKey)
                        .ToList()
                    : [];
                addresses.AddRange(Sampled(Fill($"{path.Name}?{string.Join('&', query.Select(name => $"{name}={{{name}}}"))}")));
            }
        }

        addresses.AddRange(Pages.SelectMany(page => Sampled(Fill(page))));
        return addresses;
    }

    private static IEnumerable<string> Sampled(IEnumerable<string> addresses)
    {
        List<string> all = [.. addresses];
        return all.Count < MostWhole ? all : all.Where((address, i) => i % 9 == 0 || WholeYears.Any(address.Contains));
    }

    /// <summary>A template with each value in the place of its name; a place nobody knows a value for fails.</summary>
    private IEnumerable<string> Fill(string template)
    {
        var start = template.IndexOf('{', StringComparison.Ordinal);
        if (start < 0)
        {
            return [template];
        }

        var name = template[(start + 1)..template.IndexOf('}', start)];
        Assert.True(_values.ContainsKey(name), $"{template}: give values for {name} here");
        return _values[name].SelectMany(value => Fill(template.Replace($"{{{name}}}", value, StringComparison.Ordinal)));
    }

    private async Task<JsonElement> JsonAsync(string address) =>
        JsonDocument.Parse(await client.GetByteArrayAsync(address)).RootElement;

    private async Task<string> AnswerAsync(string address)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation(
                "Accept-Encoding", Codings[SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(address))[0] % Codings.Length]);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value, timeProvider: RealClock.Instance);
                continue;
            }

            // A stream has no end; what it tells is a version of the table that is asked for beside it.
            var body = answer.Content.Headers.ContentType?.MediaType == "text/event-stream"
                ? []
                : await answer.Content.ReadAsByteArrayAsync();
            var headers = answer.Headers.Concat(answer.Content.Headers)
                .Where(header => !MayDiffer.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                .OrderBy(header => header.Key, StringComparer.Ordinal)
                .Select(header => $"{header.Key}: {string.Join(" | ", header.Value)}");
            return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        }
    }
}
