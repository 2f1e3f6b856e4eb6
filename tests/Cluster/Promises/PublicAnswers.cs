using System.Globalization;
using System.Text.Json;
using Cluster.Tests.Load;
using Cluster.Tests.Parts;
using Support;

namespace Cluster.Tests.Promises;

/// <summary>
/// What the public is shown: the same bytes at every entrance, the scores, designations and streaks that follow from the
/// acknowledged writes, and nothing that changes when something is written that is not public.
/// </summary>
public sealed class PublicAnswers(Installation installation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly string[] Passing = ["Date", "Traceparent", "Trace-Id", "X-Trace-Id"];

    /// <summary>Waits until recounts have settled, then says what is wrong.</summary>
    public Task<IReadOnlyList<Breach>> CheckAsync(Reckoning reckoning) => SettledAsync(() => LookAsync(reckoning));

    /// <summary>
    /// The same for a year that is open, as its live board shows it and as those who work on it see it: whatever notice was lost
    /// on the way, both have made good for it.
    /// </summary>
    public Task<IReadOnlyList<Breach>> CheckOpenAsync(Reckoning reckoning, BenchProvince province, int year, Person reader) =>
        SettledAsync(async () =>
        {
            var breaches = new List<Breach>();
            foreach (var level in (string[])["city", "county"])
            {
                breaches.AddRange(await SameAsync(
                    Standings(province.Code, year, level), answer => Points(reckoning, year, answer)));
                breaches.AddRange(await SameAsync(
                    $"/api/v1/award-years/{province.Code}/{Text(year)}/standings?level={level}",
                    answer => Points(reckoning, year, answer),
                    reader.Token));
            }

            return breaches;
        });

    private static async Task<IReadOnlyList<Breach>> SettledAsync(Func<Task<List<Breach>>> look)
    {
        var begin = RealClock.Instance.GetTimestamp();
        while (true)
        {
            var breaches = await look();
            if (breaches.Count == 0 || RealClock.Instance.GetElapsedTime(begin) > Patience)
            {
                return breaches;
            }

            await Task.Delay(Pause, timeProvider: RealClock.Instance);
        }
    }

    /// <summary>Waits until every entrance lists a year that was opened: that there is one is public from then on.</summary>
    /// <returns>Who does not list it, or null.</returns>
    public async Task<Breach?> UntilListedAsync(string province, int year)
    {
        var listed = $"\"year\":{Text(year)},\"stage\":\"collecting\"";
        var missing = await SettledAsync(async () =>
        {
            var breaches = new List<Breach>();
            foreach (var entrance in installation.Entrances)
            {
                var years = await BodyAsync(entrance, $"/api/v1/award-years?province={province}", null);
                if (!years.Contains(listed, StringComparison.Ordinal))
                {
                    breaches.Add(new Breach(
                        Promise.Derived, $"{entrance.Name} does not list {province} {Text(year)}, which is open: {Shortened(years)}"));
                }
            }

            return breaches;
        });
        return missing is [var first, ..] ? first : null;
    }

    /// <summary>Every public answer about the provinces, byte for byte with its headers, at every entrance.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EverythingAsync(IEnumerable<string> provinces, int lastYear)
    {
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entrance in installation.Entrances)
        {
            foreach (var path in provinces.SelectMany(province => Paths(province, lastYear)))
            {
                answers[$"{entrance.Name} {path}"] = await WholeAsync(entrance, path);
            }
        }

        return answers;
    }

    private static IEnumerable<string> Paths(string province, int lastYear)
    {
        var codes = new BenchProvince(province[..2]).Regions;
        string[] levels = ["city", "county"];
        return
        [
            $"/api/v1/award-years?province={province}",
            $"/api/v1/regions?province={province}&asOf={Text(lastYear)}",
            .. levels.SelectMany(level => (string[])[Standings(province, lastYear, level), Streaks(province, lastYear, level)]),
            .. codes.Select(code => $"/api/v1/regions/{code}?asOf={Text(lastYear)}"),
            .. codes.Select(code => $"/api/v1/regions/{code}/years/{Text(lastYear)}"),
        ];
    }

    private async Task<List<Breach>> LookAsync(Reckoning reckoning)
    {
        var breaches = new List<Breach>();
        foreach (var years in reckoning.Published.GroupBy(published => published.Province, published => published.Year))
        {
            foreach (var level in (string[])["city", "county"])
            {
                foreach (var year in years)
                {
                    breaches.AddRange(await SameAsync(
                        Standings(years.Key, year, level), answer => Scores(reckoning, year, answer)));
                }

                var last = years.Max();
                breaches.AddRange(await SameAsync(Streaks(years.Key, last, level), answer => Runs(reckoning, last, answer)));
            }
        }

        return breaches;
    }

    private async Task<IReadOnlyList<Breach>> SameAsync(
        string path, Func<JsonElement, IEnumerable<string>> wrong, string? token = null)
    {
        var answers = new List<string>();
        foreach (var entrance in installation.Entrances)
        {
            answers.Add(await BodyAsync(entrance, path, token));
        }

        if (answers.Distinct().Count() > 1)
        {
            return [new Breach(Promise.Derived, $"{path} is answered differently: {string.Join(" | ", answers.Select(Shortened))}")];
        }

        try
        {
            using var document = JsonDocument.Parse(answers[0]);
            return [.. wrong(document.RootElement).Select(what => new Breach(Promise.Derived, $"{path}: {what}"))];
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [new Breach(Promise.Derived, $"{path}: {Shortened(answers[0])}")];
        }
    }

    private static IEnumerable<string> Points(Reckoning reckoning, int year, JsonElement answer)
    {
        foreach (var row in answer.GetProperty("entries").EnumerateArray())
        {
            var (code, score) = (row.GetProperty("code").GetString()!, row.GetProperty("score").GetDecimal());
            if (score != reckoning.Score(year, code))
            {
                yield return $"{code} has {score} points instead of {reckoning.Score(year, code)}";
            }
        }
    }

    private static IEnumerable<string> Scores(Reckoning reckoning, int year, JsonElement answer)
    {
        foreach (var wrong in Points(reckoning, year, answer))
        {
            yield return wrong;
        }

        foreach (var row in answer.GetProperty("entries").EnumerateArray())
        {
            var (code, passed) = (row.GetProperty("code").GetString()!, row.GetProperty("designated").GetBoolean());

            // A revoked designation is none any more, whichever way the year itself went.
            if (passed != (reckoning.Passed(year, code) && !reckoning.IsRevoked(year, code)))
            {
                yield return $"{code} is {(passed ? "" : "not ")}designated in {Text(year)}";
            }
        }
    }

    private static IEnumerable<string> Runs(Reckoning reckoning, int asOf, JsonElement answer)
    {
        foreach (var row in answer.GetProperty("entries").EnumerateArray())
        {
            var code = row.GetProperty("code").GetString()!;
            var years = row.GetProperty("streak").GetProperty("years").GetInt32();
            if (years != reckoning.Streak(code, asOf))
            {
                yield return $"{code} has {years} years in a row instead of {reckoning.Streak(code, asOf)}";
            }
        }
    }

    private static async Task<string> BodyAsync(Member entrance, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        try
        {
            using var answer = await entrance.Http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? body : $"{entrance.Name}: {(int)answer.StatusCode} {body}";
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
        {
            return $"{entrance.Name}: {broken.Message}";
        }
    }

    private static async Task<string> WholeAsync(Member entrance, string path)
    {
        using var answer = await entrance.Http.GetAsync(new Uri(path, UriKind.Relative));
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(header => !Passing.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{await answer.Content.ReadAsStringAsync()}";
    }

    private static string Standings(string province, int year, string level) =>
        $"/api/v1/standings?province={province}&year={Text(year)}&level={level}";

    private static string Streaks(string province, int asOf, string level) =>
        $"/api/v1/streaks?province={province}&asOf={Text(asOf)}&level={level}";

    private static string Shortened(string text) => text.Length > 300 ? text[..300] : text;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
