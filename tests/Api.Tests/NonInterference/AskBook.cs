using System.Text.Json;
using System.Text.Json.Nodes;

namespace Api.Tests.NonInterference;

/// <summary>
/// Makes up requests: every operation of the OpenAPI document, so that a new one is covered without being named here, and the
/// addresses that the document leaves out. Operations for signed-in people are asked by nobody, by strangers and with a token
/// that is none. Seeded: the same seed, the same requests.
/// </summary>
internal sealed class AskBook
{
    private static readonly string?[] Nothing = [null];

    private static readonly Dictionary<string, string?[]> Values = new(StringComparer.Ordinal)
    {
        ["province"] =
        [
            "990000", "990000", "990000", "990000", "990000", "990000", "990000", "990000", "330000", "110000", "99", "abcdef", null,
        ],
        ["year"] = ["2001", "2002", "2003", "2004", "2002", "2003", "2004", "2005", "1999", "20x4", "0", null],
        ["asOf"] = ["2001", "2002", "2003", "2004", "2005", "1999", "-1", null],
        ["code"] =
        [
            "990100", "990101", "990102", "990103", "990200", "990201", "990202", "990999", "330600", "x", null,
        ],
        ["level"] = ["city", "county", "county", "town", null],
        ["offset"] = ["0", "1", "3", "99", "-1", null, null, null, null],
        ["limit"] = ["1", "3", "1000", "0", "1001", null, null, null, null],
        ["after"] = ["AQA", "0", null, null, null],
        ["radius"] = ["0", "1", "2", "100", "x", null],
        ["indicator"] = ["cases", "survey", "residents", "nothing"],
        ["id"] = ["small", "zhejiang-demonstration", "990101-v-1", "990202-i-1", "990101-r-1", "nothing"],
        ["lang"] = ["zh", "en", null],
        ["q"] = ["990101", "Region", null],
    };

    private static readonly (string Path, string[] Query)[] Unlisted =
    [
        ("/", ["province", "year", "level", "lang", "q"]),
        ("/regions/{code}", ["asOf", "lang"]),
        ("/regions/{code}/years/{year}", ["lang"]),
        ("/health/live", []),
        ("/health/ready", []),
        ("/openapi/v1.json", []),
        ("/reference/", []),
        ("/favicon.ico", []),
        ("/nothing", []),
        ("/api/v1/nothing", []),
    ];

    private readonly List<Operation> _public;
    private readonly List<Operation> _signedIn;

    public AskBook(JsonElement document)
    {
        var listed = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject(), Operation.Of)
            .ToList();
        _signedIn = [.. listed.Where(o => o.SignedIn)];
        _public =
        [
            .. listed.Where(o => !o.SignedIn),
            .. Unlisted.Select(u => new Operation("GET", u.Path, false, [.. u.Query], null)),
        ];
    }

    /// <summary>The operations that anyone may ask, as "GET /api/v1/standings".</summary>
    public IEnumerable<string> Public => _public.Select(o => $"{o.Method} {o.Path}");

    public IReadOnlyList<Ask> Make(int count, int seed)
    {
        var chance = new Random(seed);
        var asks = new List<Ask>();
        var (ofPublic, ofSignedIn) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            // Each public operation in its turn, every fifth time one for people who are signed in: each by a count of its own,
            // so that none is left out however many there are.
            var isPublic = i % 5 != 4;
            var operation = isPublic
                ? _public[ofPublic++ % _public.Count]
                : _signedIn[ofSignedIn++ % _signedIn.Count];
            asks.Add(isPublic && chance.Next(3) == 0 && Again(operation, asks, chance) is { } again
                ? again
                : Make(operation, $"{seed}-{i}", chance));
        }

        return asks;
    }

    private static Ask Make(Operation operation, string key, Random chance)
    {
        var headers = new List<(string, string)>();
        if (Pick(chance, null, "gzip", "br", "gzip;q=0.5, br;q=0.1", "identity", "*", "gzip;q=0") is { } coding)
        {
            headers.Add(("Accept-Encoding", coding));
        }

        if (Pick(chance, null, null, "application/json", "application/yaml", "text/html") is { } accept)
        {
            headers.Add(("Accept", accept));
        }

        if (Pick(chance, null, null, null, "\"none\"", "*", "W/\"1\"", "broken") is { } known)
        {
            headers.Add(("If-None-Match", known));
        }

        if (operation.Path.EndsWith("/live", StringComparison.Ordinal) && Pick(chance, null, "1", "9", "x") is { } seen)
        {
            headers.Add(("Last-Event-ID", seen));
        }

        if (operation.Method != "GET")
        {
            headers.Add(("Idempotency-Key", $"key-{key}"));
            headers.Add(("If-Match", "\"1\""));
        }

        var address = Address(operation, chance);
        return new Ask(
            operation.Method == "GET" && chance.Next(6) == 0 ? "HEAD" : operation.Method,
            address,
            operation.SignedIn ? Token(address, chance) : null,
            headers,
            operation.Body,
            null);
    }

    /// <summary>The same again, by one who has an answer already.</summary>
    private static Ask? Again(Operation operation, List<Ask> asks, Random chance)
    {
        var earlier = asks.Where(a => a.TagFrom is null && operation.Matches(a)).ToList();
        return earlier.Count == 0 ? null
            : earlier[chance.Next(earlier.Count)] is var known
                ? known with { TagFrom = known, Headers = [.. known.Headers.Where(h => h.Name != "If-None-Match")] }
                : null;
    }

    // The city of the other city has nothing to see in this one; elsewhere in the province it may be shown its own.
    private static string? Token(string address, Random chance)
    {
        var strangers = Strangers.All.Where(
            s => s.Region == "330600" || address.Contains("/regions/9901", StringComparison.Ordinal));
        string?[] all = [null, "no-token", .. strangers.Select(s => s.Name)];
        return all[chance.Next(all.Length)];
    }

    private static string Address(Operation operation, Random chance)
    {
        var path = operation.Path;
        foreach (var name in operation.PathNames)
        {
            // In a path there is always something.
            var value = Pick(chance, [.. Values.GetValueOrDefault(name, ["1", "nothing"]).OfType<string>()]);
            path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        // A confirmation is a hash that nobody here was ever given.
        var query = operation.QueryNames
            .Where(name => name != "confirm")
            .Select(name => (name, value: Pick(chance, Values.GetValueOrDefault(name, Nothing))))
            .Where(pair => pair.value is not null)
            .Select(pair => $"{pair.name}={pair.value}")
            .ToList();
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static string? Pick(Random chance, params string?[] from) => from[chance.Next(from.Length)];

    private sealed record Operation(
        string Method, string Path, bool SignedIn, IReadOnlyList<string> QueryNames, string? Body)
    {
        public IReadOnlyList<string> PathNames { get; } =
            [.. Path.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)])];

        private string Fixed => Path.Split('{')[0];

        public static Operation Of(JsonProperty path, JsonProperty operation)
        {
            var query = operation.Value.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray()
                    .Where(p => p.GetProperty("in").GetString() == "query")
                    .Select(p => p.GetProperty("name").GetString()!)
                : [];
            var body = operation.Value.TryGetProperty("requestBody", out var asked)
                && asked.GetProperty("content").TryGetProperty("application/json", out var json)
                && json.TryGetProperty("example", out var example)
                    ? JsonNode.Parse(example.GetRawText())!.ToJsonString()
                    : null;
            return new Operation(
                operation.Name.ToUpperInvariant(),
                path.Name,
                operation.Value.TryGetProperty("security", out _),
                [.. query],
                body);
        }

        public bool Matches(Ask ask) =>
            ask.Method is "GET" or "HEAD" && Method == "GET"
            && ask.Address.Split('?')[0].Split('/').Length == Path.Split('/').Length
            && ask.Address.StartsWith(Fixed, StringComparison.Ordinal);
    }
}
