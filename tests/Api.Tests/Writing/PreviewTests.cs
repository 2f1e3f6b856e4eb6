using System.Net;
using System.Text;
using System.Text.Json;
using Api.Tests.Hosts;

namespace Api.Tests.Writing;

/// <summary>Previews, changes of rulebook and shadow rulebooks over HTTP. The steps build on one another.</summary>
[Collection(BlankCollection.Name)]
public sealed class PreviewTests(BlankHost host)
{
    private const int Year = 2090;
    private const string Hash = "X-Preview-Hash";
    private static readonly string Path = YearBook.Path(Year);
    private static readonly string None = new('0', 64);

    [Fact]
    public async Task A_write_is_seen_before_it_is_done()
    {
        await AnOpeningIsPreviewedAndNothingIsThereAsync();
        await YearBook.OpenAsync(host, Year);
        await YearBook.MoveAsync(host, Year, "collecting");
        await FiguresAreSeenThenConfirmedAsync();
        await HeadersAreReadStrictlyAsync();
        await TheRulebookIsChangedAsync();
        await TheYearHasAShadowAsync();
    }

    private async Task AnOpeningIsPreviewedAndNothingIsThereAsync()
    {
        // Without a key: a preview needs none.
        using var answer = await host.SendAsync(
            HttpMethod.Post, "/api/v1/award-years?preview=true", Asking.Publisher,
            JsonSerializer.Serialize(new { province = "330000", year = Year, rulebook = YearBook.RulebookId }));
        var preview = await ReadAsync(answer, HttpStatusCode.OK);
        Assert.Equal(["hash", "years", "titles"], preview.Members());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(
            (await host.GetAsync("/api/v1/award-years")).GetProperty("years").EnumerateArray(),
            y => y.GetProperty("year").GetInt32() == Year);
    }

    private async Task FiguresAreSeenThenConfirmedAsync()
    {
        var figures = YearBook.FiguresOf(2005, "330624");
        using var first = await host.SendAsync(
            HttpMethod.Post, $"{Path}/figures?preview=true", Asking.Assessor, figures, ("Idempotency-Key", "seen-first"));
        var preview = await ReadAsync(first, HttpStatusCode.OK);
        using var second = await host.SendAsync(HttpMethod.Post, $"{Path}/figures?preview=true", Asking.Assessor, figures);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());

        var row = preview.GetProperty("years").EnumerateArray().Single(y => y.GetProperty("code").GetString() == "330624");
        Assert.Equal(["year", "code", "name", "before", "after"], row.Members());
        Assert.Equal("Xinchang", row.GetProperty("name").GetProperty("en").GetString()![..8]);
        Assert.Equal(
            ["standing", "score", "rank", "outcome", "streakYears", "tier"], row.GetProperty("after").Members());
        Assert.Equal("working", row.GetProperty("after").GetProperty("standing").GetString());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("before").GetProperty("score").ValueKind);
        Assert.Equal(JsonValueKind.Number, row.GetProperty("after").GetProperty("score").ValueKind);

        // The same key: the preview did not use it.
        var hash = preview.GetProperty("hash").GetString()!;
        using var wrong = await host.SendAsync(
            HttpMethod.Post, $"{Path}/figures", Asking.Assessor, figures, ("Idempotency-Key", "seen-first"), (Hash, None));
        Assert.Equal($"409 PreviewOutdated [{Hash} PreviewOutdated]", await Asking.ProblemAsync(wrong));
        using var confirmed = await host.SendAsync(
            HttpMethod.Post, $"{Path}/figures", Asking.Assessor, figures, ("Idempotency-Key", "seen-first"), (Hash, hash));
        Assert.Contains("recordedAt", (await ReadAsync(confirmed, HttpStatusCode.Created)).Members());
        using var refused = await host.SendAsync(HttpMethod.Post, $"{Path}/figures?preview=true", Asking.Assessor, figures);
        Assert.StartsWith("409 FigureAlreadySubmitted", await Asking.ProblemAsync(refused), StringComparison.Ordinal);
    }

    private async Task HeadersAreReadStrictlyAsync()
    {
        foreach (var (query, hash, expected) in new[]
        {
            ("?preview=perhaps", null, "400 MalformedInput [preview MalformedInput]"),
            ("?preview=", null, "400 MalformedInput [preview MalformedInput]"),
            ("?preview=true&preview=true", null, "400 MalformedInput [preview MalformedInput]"),
            ("", "abc", $"400 MalformedInput [{Hash} MalformedInput]"),
            ("", None.ToUpperInvariant().Replace('0', 'A'), $"400 MalformedInput [{Hash} MalformedInput]"),
            ("?preview=true", None, $"400 MalformedInput [{Hash} MalformedInput]"),
            ("?preview=false", null, "400 FieldMissing [/to FieldMissing]"),
        })
        {
            using var answer = await host.WriteAsync(
                "POST", $"{Path}/stage{query}", Asking.Reviewer, "{}", hash is null ? [] : [(Hash, hash)]);
            Assert.Equal(expected, await Asking.ProblemAsync(answer));
        }

        using var noKey = await host.SendAsync(HttpMethod.Post, $"{Path}/stage?preview=false", Asking.Reviewer, "{}");
        Assert.StartsWith("400 IdempotencyKeyMissing", await Asking.ProblemAsync(noKey), StringComparison.Ordinal);
    }

    private async Task TheRulebookIsChangedAsync()
    {
        foreach (var (body, expected) in new[]
        {
            ("{}", "400 FieldMissing [/rulebook FieldMissing] [/reason ReasonMissing]"),
            ("""{"rulebook":"ten-for-gold"}""", "400 ReasonMissing [/reason ReasonMissing]"),
            ("""{"rulebook":"none","reason":"r"}""", "404 RulebookUnknown [/rulebook RulebookUnknown]"),
            (
                $$"""{"rulebook":"{{YearBook.RulebookId}}","reason":"r"}""",
                "422 RulebookUnchanged [/rulebook RulebookUnchanged]"),
        })
        {
            using var answer = await host.WriteAsync("PUT", $"{Path}/rulebook", Asking.Publisher, body);
            Assert.Equal(expected, await Asking.ProblemAsync(answer));
        }

        var change = new { rulebook = "ten-for-gold", reason = "the conditions were revised" };
        using var seen = await host.SendAsync(
            HttpMethod.Put, $"{Path}/rulebook?preview=true", Asking.Publisher, JsonSerializer.Serialize(change));

        // Another ladder only: nothing of a year that is not published is different.
        var preview = await ReadAsync(seen, HttpStatusCode.OK);
        Assert.Equal(0, preview.GetProperty("years").GetArrayLength());
        await host.MustWriteAsync(
            "PUT", $"{Path}/rulebook", Asking.Publisher, change, (Hash, preview.GetProperty("hash").GetString()!));
        var year = (await host.GetAsync("/api/v1/award-years")).GetProperty("years").EnumerateArray()
            .Single(y => y.GetProperty("year").GetInt32() == Year);
        Assert.Equal("ten-for-gold", year.GetProperty("rulebook").GetProperty("id").GetString());
    }

    private async Task TheYearHasAShadowAsync()
    {
        var shadow = await host.GetAsync(
            $"{Path}/shadow?rulebook=guangdong-style&level=county&region=330624&lang=zh", Asking.Assessor);
        Assert.Equal(["province", "year", "stage", "real", "other", "demands", "rows"], shadow.Members());
        Assert.Equal("guangdong-style", shadow.GetProperty("other").GetProperty("id").GetString());
        var row = shadow.GetProperty("rows").EnumerateArray().Single();
        Assert.Equal(["code", "level", "name", "differs", "real", "other", "nodes", "explanation"], row.Members());
        Assert.Equal(
            ["score", "rank", "outcome", "streakYears", "tier", "reasons"], row.GetProperty("real").Members());

        // The two differ in their ladders only.
        Assert.False(row.GetProperty("differs").GetBoolean());
        Assert.Empty(row.GetProperty("explanation").EnumerateArray());

        foreach (var (language, passMark, total) in new[] { ("zh", "合格线:900 → 990", "总分:"), ("en", "Pass mark: 900 → 990", "Total: ") })
        {
            using var sent = await YamlAsync(Stricter(), "application/yaml", $"&lang={language}");
            var told = await ReadAsync(sent, HttpStatusCode.OK);
            Assert.True(sent.Headers.CacheControl!.NoStore);
            Assert.Equal("mine", told.GetProperty("other").GetProperty("id").GetString());
            Assert.Equal(passMark, told.GetProperty("demands")[0].GetProperty("text").GetString());
            Assert.StartsWith(
                total, told.GetProperty("rows")[0].GetProperty("explanation")[0].GetString()!, StringComparison.Ordinal);
        }

        using var json = await YamlAsync("{}", "application/json");
        using var bad = await YamlAsync("id: mine", "text/yaml");
        Assert.Equal("415 UnsupportedMediaType", await Asking.ProblemAsync(json));
        Assert.StartsWith("422 Rulebook", await Asking.ProblemAsync(bad), StringComparison.Ordinal);
        await ShadowIsRefusedAsync();
    }

    private async Task ShadowIsRefusedAsync()
    {
        foreach (var (path, role, expected) in new[]
        {
            ($"{Path}/shadow?rulebook=none", Asking.Assessor, "404 RulebookUnknown [rulebook RulebookUnknown]"),
            ($"{Path}/shadow", Asking.Assessor, "400 FieldMissing [rulebook FieldMissing]"),
            ($"{Path}/shadow?rulebook=ten-for-gold&level=town", Asking.Assessor, "400 MalformedInput [level MalformedInput]"),
            ($"{Path}/shadow?rulebook=ten-for-gold&lang=fr", Asking.Assessor, "400 MalformedInput [lang MalformedInput]"),
            ($"{Path}/shadow?rulebook=ten-for-gold&region=330699", Asking.Assessor, "404 RegionUnknown [region RegionUnknown]"),
            (
                $"{YearBook.Path(2091)}/shadow?rulebook=ten-for-gold", Asking.Assessor,
                "404 YearUnknown [year YearUnknown]"),
            ($"{Path}/shadow?rulebook=ten-for-gold", "city", "403 RoleForbids [Authorization RoleForbids]"),
            ($"{Path}/shadow?rulebook=ten-for-gold", "nobody", "401 NotSignedIn [Authorization NotSignedIn]"),
        })
        {
            using var answer = await host.SendAsync(HttpMethod.Get, path, role);
            Assert.Equal(expected, await Asking.ProblemAsync(answer));
        }
    }

    /// <summary>Another pass mark, and a survey that earns less.</summary>
    private static string Stricter() => YearBook.Rulebook.Source
        .Replace("id: zhejiang-demonstration", "id: mine", StringComparison.Ordinal)
        .Replace("pass-mark: 900", "pass-mark: 990", StringComparison.Ordinal)
        .Replace("full-at: 96", "full-at: 99.9", StringComparison.Ordinal)
        .Replace("{from: 96, to: 90, per-unit: 2.5}", "{from: 99.9, to: 90, per-unit: 2.5}", StringComparison.Ordinal);

    private async Task<HttpResponseMessage> YamlAsync(string yaml, string type, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/shadow?region=330624{query}")
        {
            Content = new StringContent(yaml, Encoding.UTF8, type),
        };
        request.Headers.Authorization = new("Bearer", host.Tokens[Asking.Assessor]);
        return await host.Client.SendAsync(request);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
