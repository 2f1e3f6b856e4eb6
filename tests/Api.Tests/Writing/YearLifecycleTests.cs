using System.Net;
using System.Text.Json;
using Api.Tests.Hosts;

namespace Api.Tests.Writing;

[Collection(BlankCollection.Name)]
public sealed class YearLifecycleTests(BlankHost host) : YearLifecycle(host);

/// <summary>
/// The award year 2005 over HTTP, from its opening to a revoked title. The steps build on one another, so
/// they are one test that tells them in order; what each must answer stands beside it. In which store the
/// record is makes no difference.
/// </summary>
public abstract class YearLifecycle(RunningHost host)
{
    private const int Year = 2005;
    private static readonly string Path = YearBook.Path(Year);

    [Fact]
    public async Task A_year_goes_from_draft_to_published_and_a_title_is_taken_back()
    {
        await NothingIsPublishedAsync();
        await FiguresComeInAsync();
        await AFigureIsAmendedAsync();
        var veto = await AVetoIsRaisedAsync();
        await YearBook.MoveAsync(host, Year, "review");
        await AVetoIsConfirmedByAnotherAsync(veto);
        await ASuspensionWaitsAsync();
        await PublishAsync();
        await TheSuspensionIsDecidedAsync();
        await ATitleIsTakenBackAsync();
        await NothingEmbargoedShowsAsync(veto);
    }

    private async Task NothingIsPublishedAsync()
    {
        var receipt = await YearBook.OpenAsync(host, Year);
        Assert.Equal(
            ["id", "stream", "version", "hash", "recordedAt", "streams", "created"], receipt.Members());
        Assert.Equal("year/330000/2005", receipt.GetProperty("stream").GetString());
        Assert.Equal(1, receipt.GetProperty("version").GetInt64());
        Assert.Matches("^[0-9a-f]{64}$", receipt.GetProperty("id").GetString());
        Assert.Matches("^[0-9a-f]{64}$", receipt.GetProperty("hash").GetString());

        var year = (await host.GetAsync("/api/v1/award-years")).GetProperty("years").EnumerateArray()
            .Single(y => y.GetProperty("year").GetInt32() == Year);
        Assert.Equal("draft", year.GetProperty("stage").GetString());
        Assert.Equal(JsonValueKind.Null, year.GetProperty("publishedAt").ValueKind);
        await IsUnknownAsync($"/api/v1/standings?year={Year}");
        await IsUnknownAsync($"/api/v1/regions/330600/years/{Year}");
    }

    private async Task FiguresComeInAsync()
    {
        await YearBook.MoveAsync(host, Year, "collecting");
        var one = await host.MustWriteAsync(
            "POST", $"{Path}/figures", Asking.Assessor, YearBook.FiguresOf(Year, "330624"));
        Assert.Equal("county/2005/330624", one.GetProperty("stream").GetString());
        Assert.Single(one.GetProperty("streams").EnumerateArray().ToList());

        var before = await host.GetAsync($"{Path}/progress", Asking.Reviewer);
        var figures = YearBook.Figures(Year, "330624");
        var key = ("Idempotency-Key", "all-the-others");
        using var first = await host.SendAsync(HttpMethod.Post, $"{Path}/figures", Asking.Assessor, figures, key);
        using var again = await host.SendAsync(HttpMethod.Post, $"{Path}/figures", Asking.Assessor, figures, key);
        using var other = await host.SendAsync(
            HttpMethod.Post, $"{Path}/figures", Asking.Assessor, YearBook.FiguresOf(Year, "330624"), key);

        Assert.True(first.StatusCode == HttpStatusCode.Created, await first.Content.ReadAsStringAsync());
        Assert.Equal(first.StatusCode, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.StartsWith(
            "422 IdempotencyKeyReused", await Asking.ProblemAsync(other), StringComparison.Ordinal);
        var after = await host.GetAsync($"{Path}/progress", Asking.Reviewer);
        Assert.Equal(["province", "year", "stage", "expected", "submitted", "regions", "indicators",
            "undecidedVetoes", "dimensions", "collecting", "overdue"],
            after.Members());
        Assert.True(before.GetProperty("submitted").GetInt32() < before.GetProperty("expected").GetInt32());
        Assert.Equal(after.GetProperty("expected").GetInt32(), after.GetProperty("submitted").GetInt32());
    }

    private async Task AFigureIsAmendedAsync()
    {
        var sheetPath = $"{Path}/regions/330624";
        using var seen = await host.SendAsync(HttpMethod.Get, sheetPath, Asking.Assessor);
        var sheet = JsonDocument.Parse(await seen.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(
            ["province", "year", "code", "name", "level", "stream", "version", "figures", "incidents",
                "vetoes", "suspension", "stage", "rulebook", "score", "soFar", "attainable", "full", "rank", "outcome",
                "reasons", "streak", "ifDesignated", "gaps", "missing", "vetoesInSight", "warnings", "dimensions",
                "indicators", "withheld"],
            sheet.Members());
        Assert.Equal($"\"{sheet.GetProperty("version")}\"", seen.Headers.ETag!.ToString());
        Assert.True(seen.Headers.CacheControl!.NoStore);

        const string indicator = "resident_population_10k";
        var value = sheet.GetProperty("figures").GetProperty(indicator).GetDecimal();
        var amendment = new { value = value - 0.5m, reason = "counted again" };
        var receipt = await host.MustWriteAsync(
            "PUT", $"{sheetPath}/figures/{indicator}", Asking.Assessor, amendment,
            ("If-Match", seen.Headers.ETag.ToString()));
        Assert.Equal(sheet.GetProperty("version").GetInt64() + 1, receipt.GetProperty("version").GetInt64());

        using var late = await host.WriteAsync(
            "PUT", $"{sheetPath}/figures/{indicator}", Asking.Assessor,
            new { value = 1, reason = "too late" },
            ("If-Match", seen.Headers.ETag.ToString()));
        Assert.StartsWith("412 SheetChanged", await Asking.ProblemAsync(late), StringComparison.Ordinal);
        var now = await host.GetAsync(sheetPath, Asking.Assessor);
        Assert.Equal(value - 0.5m, now.GetProperty("figures").GetProperty(indicator).GetDecimal());
    }

    private async Task<string> AVetoIsRaisedAsync()
    {
        var ground = YearBook.Rulebook.Vetoes.First(
            v => v.Levels.Contains(Award.Rules.RegionLevel.County)).Id;
        var receipt = await host.MustWriteAsync(
            "POST", $"{Path}/vetoes", Asking.Assessor,
            new { region = "330624", ground, reason = "a grave case" });
        Assert.Equal(
            ["330624-v-1"], receipt.GetProperty("created").EnumerateArray().Select(c => c.GetString()!));
        return receipt.GetProperty("id").GetString()!;
    }

    private async Task AVetoIsConfirmedByAnotherAsync(string receipt)
    {
        using var early = await host.WriteAsync("POST", $"{Path}/vetoes/{receipt}/confirm", Asking.Assessor, "{}");
        Assert.StartsWith("403 RoleForbids", await Asking.ProblemAsync(early), StringComparison.Ordinal);

        // By the receipt that created it; by its own id it is the same veto, which is now decided.
        await host.MustWriteAsync(
            "POST", $"{Path}/vetoes/{receipt}/confirm", Asking.Reviewer, new { reason = "it is so" });
        using var twice = await host.WriteAsync("POST", $"{Path}/vetoes/330624-v-1/confirm", Asking.Reviewer, "{}");
        Assert.StartsWith(
            "409 VetoAlreadyDecided", await Asking.ProblemAsync(twice), StringComparison.Ordinal);
    }

    private async Task ASuspensionWaitsAsync()
    {
        var receipt = await host.MustWriteAsync(
            "POST", $"{Path}/suspensions", Asking.Reviewer,
            new { region = "330681", reason = "an inquiry is open" });
        Assert.Equal("330681-s-1", receipt.GetProperty("created")[0].GetString());
    }

    private async Task PublishAsync()
    {
        var table = await host.GetAsync($"{Path}/standings?level=county", Asking.Reviewer);
        Assert.Equal("review", table.GetProperty("stage").GetString());
        await YearBook.MoveAsync(host, Year, "notice");
        await IsUnknownAsync($"/api/v1/standings?year={Year}");
        await RefusedAsync(
            "POST", "stage", Asking.Reviewer, new { to = "published" },
            "403 SamePersonTwice [ SamePersonTwice]");
        await host.MustWriteAsync(
            "POST", $"{Path}/vetoes", Asking.Assessor,
            new { region = "330683", ground = "veto_falsified", reason = "hearsay" });
        await RefusedAsync(
            "POST", "stage", Asking.Publisher, new { to = "published" },
            "409 VetoUndecided [/to VetoUndecided]");
        await host.MustWriteAsync(
            "POST", $"{Path}/vetoes/330683-v-1/withdraw", Asking.Assessor, new { reason = "only hearsay" });
        await YearBook.MoveAsync(host, Year, "published", Asking.Publisher);

        var published = await host.GetAsync($"/api/v1/standings?year={Year}&level=county&limit=1000");
        var outcomes = published.GetProperty("entries").EnumerateArray().ToDictionary(
            e => e.GetProperty("code").GetString()!, e => e.GetProperty("outcome").GetString());
        Assert.Equal("not-designated", outcomes["330624"]);
        Assert.Equal("suspended", outcomes["330681"]);
        Assert.Equal(1, published.GetProperty("version").GetInt32());
        Assert.True(published.GetProperty("demonstration").GetBoolean());
        var history = (await host.GetAsync("/api/v1/regions/330624")).GetProperty("history")[0];
        Assert.Contains(
            "vetoed", history.GetProperty("reasons").EnumerateArray().Select(
                r => r.GetProperty("code").GetString()));
        var suspended = await host.GetAsync("/api/v1/regions/330681");
        Assert.True(suspended.GetProperty("streak").GetProperty("pending").GetBoolean());
    }

    private async Task TheSuspensionIsDecidedAsync()
    {
        using var before = await host.SendAsync(HttpMethod.Get, $"/api/v1/standings?year={Year}&level=county&limit=1000");
        await host.MustWriteAsync(
            "POST", $"{Path}/suspensions/330681-s-1/decision", Asking.Publisher,
            new { designated = true, reason = "nothing was found" });
        await RefusedAsync(
            "POST", "suspensions/330681-s-1/decision", Asking.Publisher,
            new { designated = false, reason = "again" },
            "409 SuspensionAlreadyDecided [ SuspensionAlreadyDecided]");

        using var after = await host.SendAsync(
            HttpMethod.Get, $"/api/v1/standings?year={Year}&level=county&limit=1000",
            headers: ("If-None-Match", before.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        var table = JsonDocument.Parse(await after.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(2, table.GetProperty("version").GetInt32());
        var row = table.GetProperty("entries").EnumerateArray()
            .Single(e => e.GetProperty("code").GetString() == "330681");
        Assert.Equal("designated", row.GetProperty("outcome").GetString());
        Assert.Equal(1, row.GetProperty("streakYears").GetInt32());
    }

    private async Task ATitleIsTakenBackAsync()
    {
        var receipt = await host.MustWriteAsync(
            "POST", $"{Path}/revocations", Asking.Publisher,
            new { region = "330681", reason = "a case came to light" });
        Assert.Equal("330681-r-1", receipt.GetProperty("created")[0].GetString());
        await RefusedAsync(
            "POST", "revocations/330681-r-9/confirm", Asking.Reviewer, new { },
            "404 RevocationUnknown [id RevocationUnknown]");
        await RefusedAsync(
            "POST", "revocations/330681-r-1/confirm", Asking.Publisher, new { },
            "403 SamePersonTwice [ SamePersonTwice]");
        await RefusedAsync(
            "POST", "revocations", Asking.Publisher, new { region = "330681", reason = "twice" },
            "409 RevocationAlreadyProposed [/year RevocationAlreadyProposed]");
        await RefusedAsync(
            "POST", "revocations", Asking.Publisher, new { region = "330624", reason = "it has none" },
            "409 NotDesignated [/year NotDesignated]");
        await host.MustWriteAsync(
            "PUT", $"{Path}/revocations/330681-r-1", Asking.Publisher,
            new { reason = "a grave case came to light" });
        Assert.Equal(1, (await RegionAsync("330681")).GetProperty("streak").GetProperty("years").GetInt32());

        await host.MustWriteAsync(
            "POST", $"{Path}/revocations/330681-r-1/confirm", Asking.Reviewer, new { reason = "it is so" });
        await RefusedAsync(
            "POST", "revocations/330681-r-1/reject", Asking.Reviewer, new { reason = "too late" },
            "409 RevocationAlreadyDecided [ RevocationAlreadyDecided]");

        var region = await RegionAsync("330681");
        Assert.Equal(0, region.GetProperty("streak").GetProperty("years").GetInt32());
        var year = region.GetProperty("history")[0];
        Assert.Equal("revoked", year.GetProperty("outcome").GetString());
        Assert.Equal("suspended", year.GetProperty("published").GetString());
        Assert.Equal(["revoked"], year.GetProperty("reasons").EnumerateArray().Select(
            r => r.GetProperty("code").GetString()!));
        var sheet = await host.GetAsync($"/api/v1/regions/330681/years/{Year}");
        Assert.Equal("revoked", sheet.GetProperty("outcome").GetString());
        var table = await host.GetAsync($"/api/v1/standings?year={Year}&level=county&limit=1000");
        Assert.Equal(3, table.GetProperty("version").GetInt32());
    }

    /// <summary>
    /// Two worlds that differ in embargoed figures only answer the public alike, byte for byte.
    /// </summary>
    private async Task NothingEmbargoedShowsAsync(string veto)
    {
        const int next = 2009;
        await YearBook.OpenAsync(host, next);
        await YearBook.MoveAsync(host, next, "collecting");
        var before = await PublicWorldAsync();

        await host.MustWriteAsync(
            "POST", $"{YearBook.Path(next)}/figures", Asking.Assessor, YearBook.FiguresOf(2006, "330624"));
        await host.MustWriteAsync(
            "POST", $"{YearBook.Path(next)}/incidents", Asking.Assessor,
            """[{"region":"330600","kind":"fire","date":"2009-05-01","deaths":3}]""");
        await host.MustWriteAsync(
            "POST", $"{YearBook.Path(next)}/vetoes", Asking.Assessor,
            new { region = "330681", ground = "veto_falsified", reason = "r" });
        await host.MustWriteAsync(
            "POST", $"{Path}/revocations", Asking.Publisher,
            new { region = "330683", reason = "only proposed" });

        Assert.Equal(before, await PublicWorldAsync());

        // A receipt names what it created in its own year, and nothing in another.
        using var elsewhere = await host.WriteAsync(
            "POST", $"{YearBook.Path(next)}/vetoes/{veto}/withdraw", Asking.Assessor, new { reason = "r" });
        Assert.StartsWith("404 VetoUnknown", await Asking.ProblemAsync(elsewhere), StringComparison.Ordinal);
    }

    private async Task<List<string>> PublicWorldAsync()
    {
        var seen = new List<string>();
        foreach (var address in (string[])
        [
            "standings", "standings?level=county&limit=1000", "standings?year=2009",
            "standings/around?code=330600", "regions",
            "regions/330600", "regions/330624", "regions/330681", "regions/330600/years/2005",
            "regions/330600/years/2009",
            "streaks", "streaks?level=county", "rulebooks", "award-years",
        ])
        {
            using var answer = await host.SendAsync(HttpMethod.Get, $"/api/v1/{address}");
            seen.Add($"{address} {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            seen.AddRange(answer.Headers.Where(h => h.Key != "Date").Select(
                h => $"{h.Key}: {string.Join(',', h.Value)}"));
        }

        return seen;
    }

    private async Task RefusedAsync(string method, string path, string role, object body, string expected)
    {
        using var answer = await host.WriteAsync(method, $"{Path}/{path}", role, body);
        Assert.Equal(expected, await Asking.ProblemAsync(answer));
    }

    private Task<JsonElement> RegionAsync(string code) =>
        host.GetAsync($"/api/v1/regions/{code}?asOf={Year}");

    private async Task IsUnknownAsync(string address)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, address);
        Assert.StartsWith("404 YearUnknown", await Asking.ProblemAsync(answer), StringComparison.Ordinal);
    }
}
