using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Api.Tests.Hosts;
using Api.Tests.Webhooks;
using Api.Tests.Writing;
using Award.Ledger.People;
using Award.Ledger.Verify;

namespace Api.Tests.Telling;

/// <summary>
/// The award year 2005 as Shaoxing (330600), Ningbo (330200) and an auditor hear of it. The steps build on
/// one another, so they are one test that tells them in order.
/// </summary>
[Collection(TellingCollection.Name)]
public sealed class TellingTests(TellingHost host)
{
    private const int Year = 2005;
    private const string Inbox = "/api/v1/inbox";
    private const string Hook = "/api/v1/inbox/webhook";
    private const string City = "city";
    private const string Said = "the survey left out the late returns";
    private const string Contact = "wang@example.org";
    private const string Auditor = "auditor";
    private static readonly string Path = YearBook.Path(Year);

    [Fact]
    public async Task A_city_hears_of_its_own_by_inbox_and_webhook_and_an_auditor_reads_it_all()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answers = n => n <= 2 ? 503 : 200;
        var ningbo = host.Token("ningbo", "city", "330200");
        var secret = await AWebhookIsSetAsync(receiver);
        await AYearIsPublishedAsync();

        var told = await WhatShaoxingHearsAsync();
        await PagesAreTheWholeAsync(told);
        await NingboHearsOfItsOwnAsync(ningbo);
        await TheWebhookBringsTheSameAsync(receiver, secret, told);
        await TheRecordCanBeRecomputedAsync();
        await AFigureHasItsHistoryAsync();
        await EveryLookIsLoggedAsync();
        await WhoIsErasedFromTheLogStaysOnRecordAsync();
    }

    private async Task<string> AWebhookIsSetAsync(Receiver receiver)
    {
        using var none = await host.SendAsync(HttpMethod.Get, Hook, City);
        Assert.Equal("404 WebhookUnknown [ WebhookUnknown]", await Asking.ProblemAsync(none));
        using var set = await host.SendAsync(
            HttpMethod.Put, Hook, City, JsonSerializer.Serialize(new { url = new Uri(receiver.Url, "/in") }));
        var answer = JsonDocument.Parse(await set.Content.ReadAsStringAsync()).RootElement;
        Assert.True(set.StatusCode == HttpStatusCode.OK, answer.ToString());
        Assert.Equal(["url", "secret", "lapses"], answer.Members());
        var shown = await host.GetAsync(Hook, City);
        Assert.Equal("active", shown.GetProperty("state").GetString());
        Assert.DoesNotContain("secret", shown.Members());
        return answer.GetProperty("secret").GetString()!;
    }

    private async Task AYearIsPublishedAsync()
    {
        await YearBook.OpenAsync(host, Year);
        await YearBook.MoveAsync(host, Year, "collecting");
        await host.MustWriteAsync("POST", $"{Path}/figures", Asking.Assessor, YearBook.Figures(Year));
        var sheet = await host.GetAsync($"{Path}/regions/330624", Asking.Assessor);
        await host.MustWriteAsync(
            "PUT", $"{Path}/regions/330624/figures/survey_safety", Asking.Assessor,
            new { value = "97.25", reason = "晚到的问卷" }, ("If-Match", $"\"{sheet.GetProperty("version")}\""));
        await host.MustWriteAsync(
            "POST", $"{Path}/incidents", Asking.Assessor,
            """
            [{"region":"330681","kind":"fire","date":"2005-05-01","deaths":3},
             {"region":"330200","kind":"fire","date":"2005-06-01","deaths":1}]
            """);
        foreach (var region in new[] { "330624", "330203" })
        {
            await host.MustWriteAsync(
                "POST", $"{Path}/vetoes", Asking.Assessor, new { region, ground = "veto_falsified", reason = "two sets of books" });
        }

        await YearBook.MoveAsync(host, Year, "review");
        foreach (var region in new[] { "330624", "330203" })
        {
            await host.MustWriteAsync("POST", $"{Path}/vetoes/{region}-v-1/confirm", Asking.Reviewer, "{}");
        }

        await YearBook.MoveAsync(host, Year, "notice");
        foreach (var region in new[] { "330624", "330203" })
        {
            var raised = await host.MustWriteAsync(
                "POST", $"{Path}/objections", null!, new { region, text = Said, contact = Contact });
            await host.MustWriteAsync(
                "POST", $"{Path}/objections/{raised.GetProperty("created")[0].GetString()}/decision", Asking.Reviewer,
                new { upheld = false, reason = "every return was counted" });
        }

        await YearBook.MoveAsync(host, Year, "published", Asking.Publisher);
    }

    private async Task<List<JsonElement>> WhatShaoxingHearsAsync()
    {
        var answer = await host.GetAsync($"{Inbox}?limit=1000&year={Year}", City);
        Assert.Equal(["items", "next", "more"], answer.Members());
        Assert.False(answer.GetProperty("more").GetBoolean());
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            ["id", "at", "province", "year", "region", "kind", "about", "reasons", "text", "by"], items[0].Members());
        var register = (await host.GetAsync($"/api/v1/regions?asOf={Year}")).GetProperty("regions").EnumerateArray()
            .Where(r => r.GetProperty("parent").GetString() == "330600").Select(r => r.GetProperty("code").GetString());
        Assert.Empty(items.Select(i => i.GetProperty("region").GetString()).Except([.. register, "330600", "330000"]));

        var own = items.Where(i => i.GetProperty("region").GetString() == "330624").ToList();
        Assert.Equal(
            ["figure-amended", "veto-raised", "veto-confirmed", "objection-decided", "designation-lost"],
            own.Select(i => i.GetProperty("kind").GetString()!));
        Assert.Equal(
            [Asking.Assessor, Asking.Assessor, Asking.Reviewer, Asking.Reviewer, Asking.Publisher],
            own.Select(i => PersonOf(i.GetProperty("by").GetString()!)));
        var amended = own[0].GetProperty("about");
        Assert.Equal("97.25", amended.GetProperty("new").GetString());
        Assert.Equal("晚到的问卷", amended.GetProperty("reason").GetString());
        Assert.Contains("97.25", own[0].GetProperty("text").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("新昌县 2005 年度：", own[0].GetProperty("text").GetProperty("zh").GetString(), StringComparison.Ordinal);
        var objection = own[3].GetProperty("about");
        Assert.Equal(["id", "upheld", "reason"], objection.Members());
        Assert.Equal("every return was counted", objection.GetProperty("reason").GetString());
        Assert.All(items, item => NothingOfTheObjector(item.ToString()));
        var reason = own[4].GetProperty("reasons").EnumerateArray().Single(r => r.GetProperty("code").GetString() == "vetoed");
        Assert.Equal(Asking.Reviewer, PersonOf(reason.GetProperty("by").GetString()!));
        Assert.Contains(items, i => i.GetProperty("kind").GetString() == "incident-recorded");
        return items;
    }

    private async Task PagesAreTheWholeAsync(List<JsonElement> whole)
    {
        var (seen, after, more) = (new List<string>(), "", true);
        while (more)
        {
            var page = await host.GetAsync($"{Inbox}?limit=2&year={Year}{after}", City);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            after = $"&after={page.GetProperty("next").GetString()}";
            more = page.GetProperty("more").GetBoolean();
        }

        Assert.Equal(whole.Select(i => i.GetProperty("id").GetString()!), seen);
    }

    private async Task NingboHearsOfItsOwnAsync(string ningbo)
    {
        var items = (await host.GetAsync($"{Inbox}?limit=1000", ningbo)).GetProperty("items").EnumerateArray().ToList();
        var regions = items.Select(i => i.GetProperty("region").GetString()!).Distinct().ToList();
        Assert.Contains("330203", regions);
        Assert.All(regions, code => Assert.True(code == "330000" || code.StartsWith("3302", StringComparison.Ordinal), code));
    }

    private async Task TheWebhookBringsTheSameAsync(Receiver receiver, string secret, List<JsonElement> told)
    {
        foreach (var item in told)
        {
            var delivery = await receiver.NextAsync();
            Assert.Equal(item.GetProperty("id").GetString(), delivery.Id);
            var body = JsonDocument.Parse(delivery.Body).RootElement;
            Assert.Equal(["type", "timestamp", "data"], body.Members());
            Assert.True(JsonElement.DeepEquals(item, body.GetProperty("data")), delivery.Body);
            NothingOfTheObjector(delivery.Body);
            Assert.Equal(
                $"v1,{HookSignature.Of(secret, $"{delivery.Id}.{delivery.Timestamp}.{delivery.Body}")}", delivery.Signature);
        }

        Assert.Equal(told.Count + 2, receiver.Requests);
        using var gone = await host.SendAsync(HttpMethod.Delete, Hook, City);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using var twice = await host.SendAsync(HttpMethod.Delete, Hook, City);
        Assert.Equal("404 WebhookUnknown [ WebhookUnknown]", await Asking.ProblemAsync(twice));
    }

    private async Task TheRecordCanBeRecomputedAsync()
    {
        var entries = new List<JsonElement>();
        var (after, more) = (0L, true);
        while (more)
        {
            var page = await host.GetAsync($"{Path}/record?limit=70&after={after}", Auditor);
            Assert.Equal("330000", page.GetProperty("province").GetString());
            entries.AddRange(page.GetProperty("entries").EnumerateArray());
            (after, more) = (page.GetProperty("next").GetInt64(), page.GetProperty("more").GetBoolean());
        }

        Assert.All(entries, entry => NothingOfTheObjector(entry.ToString()));
        Assert.All(entries, entry => Assert.Equal(entry.GetProperty("hash").GetString(), LeafHash.Of("330000", entry)));
        var heads = new Dictionary<string, string>();
        foreach (var entry in entries.Where(e => !e.GetProperty("stream").GetString()!.StartsWith("streak/", StringComparison.Ordinal)))
        {
            var stream = entry.GetProperty("stream").GetString()!;
            Assert.Equal(heads.GetValueOrDefault(stream, new string('0', 64)), entry.GetProperty("previousHash").GetString());
            heads[stream] = entry.GetProperty("hash").GetString()!;
        }

        var positions = entries.Select(e => e.GetProperty("position").GetInt64()).ToList();
        Assert.Equal(positions.Order().Distinct(), positions);
        Assert.Contains(entries, e => e.GetProperty("kind").GetString() == "year-published");
        Assert.Contains(entries, e => e.GetProperty("kind").GetString() == "outcome-recorded");

        var one = (await host.GetAsync($"{Path}/record?limit=1000&region=330624", Auditor)).GetProperty("entries");
        Assert.Equal(
            ["county/2005/330624", "streak/330624"],
            one.EnumerateArray().Select(e => e.GetProperty("stream").GetString()!).Distinct());
        var ofNingbo = host.Token("ningbo-auditor", Auditor, "330200");
        var theirs = (await host.GetAsync($"{Path}/record?limit=1000", ofNingbo)).GetProperty("entries");
        Assert.All(theirs.EnumerateArray(), e => Assert.Contains(
            "/3302", e.GetProperty("stream").GetString(), StringComparison.Ordinal));
        var beyond = await host.GetAsync($"{Path}/record?region=330624", ofNingbo);
        Assert.Equal(0, beyond.GetProperty("entries").GetArrayLength());
    }

    private async Task AFigureHasItsHistoryAsync()
    {
        foreach (var role in new[] { Asking.Assessor, Asking.Reviewer, City, Auditor })
        {
            var history = await host.GetAsync($"{Path}/regions/330624/figures/survey_safety/history", role);
            Assert.Equal(["province", "year", "region", "indicator", "name", "values"], history.Members());
            var values = history.GetProperty("values").EnumerateArray().ToList();
            Assert.Equal(2, values.Count);
            Assert.Equal(JsonValueKind.Null, values[0].GetProperty("reason").ValueKind);
            Assert.Equal(97.25m, values[1].GetProperty("value").GetDecimal());
            Assert.Equal("晚到的问卷", values[1].GetProperty("reason").GetString());
            Assert.Equal(Asking.Assessor, PersonOf(values[1].GetProperty("by").GetString()!));
        }

        // Another city's county, one that there is not, and a year that there is not: the same words.
        var refused = new List<string>();
        foreach (var (year, code) in new[] { (Year, "330203"), (Year, "339999"), (2098, "330203") })
        {
            using var answer = await host.SendAsync(
                HttpMethod.Get, $"{YearBook.Path(year)}/regions/{code}/figures/survey_safety/history", City);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
            problem.Remove("instance");
            problem.Remove("traceId");
            refused.Add($"{(int)answer.StatusCode} {problem.ToJsonString()}".Replace(code, "CODE", StringComparison.Ordinal));
        }

        Assert.StartsWith("403 ", Assert.Single(refused.Distinct()), StringComparison.Ordinal);
    }

    private async Task EveryLookIsLoggedAsync()
    {
        using var refused = await host.SendAsync(HttpMethod.Get, $"{Path}/regions/330203", City);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var forbidden = await host.SendAsync(HttpMethod.Get, $"{Path}/record", Asking.Assessor);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);

        // Written within a second of the answer: asked until they are there.
        var shaoxing = TellingHost.SubjectOf(City);
        var clock = Support.RealClock.Instance;
        List<JsonElement> lines;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock);
            var log = await host.GetAsync($"/api/v1/access-log?limit=1000&subject={shaoxing}&region=330203", Auditor);
            lines = [.. log.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("operation").GetString() == "ReadSheet")];
        }
        while (lines.Count == 0);

        Assert.Equal(
            ["id", "at", "subject", "roles", "operation", "method", "province", "year", "region", "status", "trace", "address"],
            lines[0].Members());
        Assert.Equal("ReadSheet 403 330203 2005 127.0.0.1 city", string.Join(' ', [
            .. new[] { "operation", "status", "region", "year", "address" }.Select(name => lines[0].GetProperty(name).ToString()),
            lines[0].GetProperty("roles")[0].GetString()]));
        var (operations, after, more) = (new HashSet<string>(), 0L, true);
        while (more)
        {
            var page = await host.GetAsync($"/api/v1/access-log?limit=7&after={after}", "operator");
            operations.UnionWith(page.GetProperty("lines").EnumerateArray().Select(
                line => $"{line.GetProperty("operation")} {line.GetProperty("status")}"));
            (after, more) = (page.GetProperty("next").GetInt64(), page.GetProperty("more").GetBoolean());
        }

        Assert.Superset(
            new HashSet<string>
            {
                "SubmitFigures 201", "AmendFigure 200", "ReadInbox 200", "ReadInbox 404", "ReadHistory 200",
                "ReadRecord 200", "ReadRecord 403", "ReadAccessLog 200", "OpenYear 201",
            },
            operations);
    }

    private static void NothingOfTheObjector(string text)
    {
        Assert.DoesNotContain(Said, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Contact, text, StringComparison.Ordinal);
    }

    private async Task WhoIsErasedFromTheLogStaysOnRecordAsync()
    {
        var before = (await host.GetAsync($"{Path}/record?limit=1000", Auditor)).GetProperty("entries");
        var assessor = TellingHost.SubjectOf(Asking.Assessor);

        Assert.True(new AccessLog(PeopleFile.Open(host.DataFolder)).EraseSubject(assessor) > 0);

        var log = await host.GetAsync($"/api/v1/access-log?limit=1000&subject={assessor}", Auditor);
        Assert.Equal(0, log.GetProperty("lines").GetArrayLength());
        var after = (await host.GetAsync($"{Path}/record?limit=1000", Auditor)).GetProperty("entries");
        Assert.Contains(after.EnumerateArray(), entry => entry.GetProperty("actor").GetString() == assessor);
        Assert.True(JsonElement.DeepEquals(before, after));
        Assert.Empty(LedgerVerifier.Verify(host.DataFolder).Findings);
    }

    private static string PersonOf(string subject) =>
        new[] { Asking.Assessor, Asking.Reviewer, Asking.Publisher }.Single(person => TellingHost.SubjectOf(person) == subject);
}
