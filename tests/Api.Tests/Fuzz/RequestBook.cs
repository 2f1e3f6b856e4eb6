using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Api.Tests.Fuzz;

/// <summary>
/// Makes up requests: every operation of the document in its turn, well formed or spoilt in its address, headers or body; now and
/// then an address that is none. A request follows from the seed, its number and what earlier answers named.
/// </summary>
internal sealed partial class RequestBook(
    int seed, IReadOnlyList<Endpoint> endpoints, IReadOnlyList<FuzzToken> tokens, Words words)
{
    private static readonly string[] Elsewhere =
    [
        "/", "/regions/990101", "/regions/990101/years/2001", "/reference", "/openapi/v1.json", "/api/v1", "/api/v1/", "/api/v2/standings",
        "/dashboard/sign-in", "/favicon.ico", "/assets/x/award.css", "/health/ready", "/api/v1/award-years/990000", "//api/v1/standings",
    ];

    private static readonly string[] OtherMethods = ["HEAD", "OPTIONS", "DELETE", "PATCH", "PUT", "POST", "GET", "PROPFIND", "X"];

    private static readonly string[] Medias =
    [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json; charset=utf-16",
        "application/json; charset=bogus", "application/json;", "json", "", "*/*", "application/problem+json", "application/yaml", "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv; charset=gb18030", "application/json",
    ];

    public Request Make(int number)
    {
        var dice = new Dice(seed, number);
        var endpoint = endpoints[number % endpoints.Count];

        // One in three is as it should be, so that what lies behind the checks is reached too.
        var isSpoilt = !dice.Once(3);
        var target = dice.Once(50) ? dice.OneOf(Elsewhere) : TargetOf(endpoint, dice, isSpoilt && dice.Once(2) ? 4 : int.MaxValue);
        var method = isSpoilt && dice.Once(30) ? dice.OneOf(OtherMethods) : endpoint.Method;
        var (body, media) = method is "GET" or "HEAD" ? (null, null) : BodyOf(endpoint, dice, isSpoilt && dice.Once(2));
        return new Request(number, endpoint.Name, method, target, HeadersOf(endpoint, number, dice, isSpoilt, ref body), body, media);
    }

    private string TargetOf(Endpoint endpoint, Dice dice, int spoil)
    {
        var path = Placeholder().Replace(endpoint.Path, place =>
            Escaped(words.For(place.Groups["name"].Value, dice, spoil) ?? "x", dice, inPath: true));
        var query = new StringBuilder();
        foreach (var name in endpoint.Query.Where(_ => dice.Once(2)))
        {
            var value = words.For(name, dice, spoil) ?? Words.Bad(dice);
            for (var times = dice.Once(30) ? 2 : 1; times > 0; times--)
            {
                Add(query, name, Escaped(value, dice, inPath: false));
            }
        }

        if (spoil < int.MaxValue && dice.Once(6))
        {
            Add(query, Escaped(Words.Bad(dice), dice, inPath: false), Escaped(Words.Bad(dice), dice, inPath: false));
        }

        return $"{path}{query}";
    }

    private static void Add(StringBuilder query, string name, string value) =>
        query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(value);

    /// <summary>Percent-escaped, at times more or less than needed; never what cannot go over the wire.</summary>
    private static string Escaped(string text, Dice dice, bool inPath)
    {
        var clean = new string([.. text.Select(c => char.IsSurrogate(c) ? '?' : c)]);
        return dice.Below(12) switch
        {
            0 => string.Concat(Encoding.UTF8.GetBytes(clean).Select(b => b.ToString("'%'X2", CultureInfo.InvariantCulture))),
            1 => Uri.EscapeDataString(Uri.EscapeDataString(clean)),
            2 when inPath => string.Concat(clean.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-' ? $"{c}" : Uri.EscapeDataString($"{c}"))),
            3 => $"{Uri.EscapeDataString(clean)}%ff",
            _ => Uri.EscapeDataString(clean),
        };
    }

    private (byte[]? Body, string? Media) BodyOf(Endpoint endpoint, Dice dice, bool isSpoilt)
    {
        if (endpoint.Bodies.Count == 0)
        {
            return dice.Once(3) ? (dice.Bytes(64), dice.OneOf(Medias)) : (null, null);
        }

        var (media, example) = dice.OneOf(endpoint.Bodies);
        var body = media.Contains("json", StringComparison.Ordinal)
            ? isSpoilt
                ? JsonBodies.Spoilt(example, words, dice)
                : Encoding.UTF8.GetBytes(JsonBodies.WellFormed(example, words, dice)?.ToJsonString() ?? "null")
            : TextBodies.Of(media, dice, isSpoilt);
        return !isSpoilt ? (body, media) : dice.Below(16) switch
        {
            0 => (body, dice.OneOf(Medias)),
            1 => (dice.Bytes(300), media),
            2 => ([], media),
            3 => (null, null),
            4 => (body, null),
            _ => (body, media),
        };
    }

    private List<(string Name, string Value)> HeadersOf(
        Endpoint endpoint, int number, Dice dice, bool isSpoilt, ref byte[]? body)
    {
        var headers = new List<(string, string)>();
        if (endpoint.SignedIn || dice.Once(10))
        {
            Sign(headers, endpoint, dice, isSpoilt);
        }

        if (endpoint.Writes)
        {
            headers.Add(("If-Match", isSpoilt && dice.Once(4)
                ? dice.Of("*", "W/\"1\"", "\"\"", "\"-1\"", "1", "\"99999999999999999999\"", "\"1\", \"2\"", "\"x\"")
                : $"\"{dice.Below(12)}\""));
            headers.Add(("Idempotency-Key", isSpoilt && dice.Once(8)
                ? dice.Of("", " ", new string('k', 128), new string('k', 129), new string('k', 3_000), "two words", "klé", "\u007f", "k\"", "../k")
                : isSpoilt && dice.Once(6) ? $"key-{dice.Below(number + 1)}" : $"key-{number}"));
            if (isSpoilt && dice.Once(20))
            {
                headers.Add(("Idempotency-Key", "a-second"));
            }
        }

        if (isSpoilt && body is not null && dice.Once(20))
        {
            headers.Add(("Content-Encoding", dice.Of("gzip", "gzip", "br", "identity", "bogus")));
            body = dice.Once(3) ? body : TextBodies.Gzip(body);
        }

        if (isSpoilt)
        {
            Strange(headers, dice);
        }

        return headers;
    }

    private void Sign(List<(string, string)> headers, Endpoint endpoint, Dice dice, bool isSpoilt)
    {
        // Mostly somebody who may, as far as their role goes.
        var able = dice.Once(4) ? [] : tokens.Where(t => endpoint.Permits.Any(p => t.May(p))).ToList();
        var token = dice.OneOf(able.Count == 0 ? tokens : able).Text;
        headers.Add(("Authorization", !isSpoilt || !dice.Once(6) ? $"Bearer {token}" : dice.Of(
            "Bearer", "Bearer ", $"bearer {token}", $"Bearer  {token} ", "Basic YTpi", $"Bearer {token[..^2]}", $"Bearer {token}x",
            "Bearer a.b.c", "Bearer ...", "Bearer eyJhbGciOiJub25lIn0.e30.", $"Bearer {new string('a', 5_000)}", token,
            $"Bearer {token}, Bearer {token}", "Bearer \u00e9", "Digest x")));
    }

    private static void Strange(List<(string, string)> headers, Dice dice)
    {
        (string Name, string[] Values)[] all =
        [
            ("Accept", ["*/*", "text/html", "application/yaml", "text/csv", "image/png", "a/b;q=x", ";;;", "application/json;q=0", "*/*;q=0"]),
            ("Accept-Encoding", ["gzip", "br", "gzip;q=0", "*;q=0", "identity;q=0", "bogus", "gzip;q=9"]),
            ("Accept-Language", ["zh", "en", "xx-\u00e9", "*", ";q=1"]),
            ("If-None-Match", ["*", "\"x\"", "W/\"x\"", "x", "\"", ""]),
            ("If-Modified-Since", ["Thu, 01 Jan 1970 00:00:00 GMT", "never"]),
            ("Range", ["bytes=0-1", "bytes=-1", "bytes=9-1", "bytes=0-0,1-1,2-2", "lines=1"]),
            ("Last-Event-ID", ["1", "-1", "99999999999", "x", "", new string('9', 2_000)]),
            ("X-Forwarded-For", ["127.0.0.1", "::1", "x", "1.2.3.4, 5.6.7.8"]),
            ("X-Forwarded-Proto", ["https", "x"]),
            ("X-HTTP-Method-Override", ["DELETE", "PUT"]),
            ("X-Preview-Hash", ["", "x", new string('0', 64), new string('f', 4_000)]),
            ("Expect", ["100-continue"]),
            ("Cookie", ["award-operator=x", "=", ";;;", new string('c', 4_000)]),
            ("Origin", ["https://elsewhere.example", "null"]),
            ("Prefer", ["return=minimal"]),
            ("X-Long", [new string('x', 8_000)]),
        ];
        for (var times = dice.Of(0, 0, 1, 2, 4); times > 0; times--)
        {
            var (name, values) = dice.Of(all);
            headers.Add((name, dice.OneOf(values)));
        }
    }

    [GeneratedRegex(@"\{(?<name>[^}]+)\}")]
    private static partial Regex Placeholder();
}
