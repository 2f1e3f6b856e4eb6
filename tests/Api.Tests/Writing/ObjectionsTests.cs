using System.Net;
using System.Text.Json;
using Api.Tests.Hosts;
using Award.Ledger.People;
using Award.Ledger.Verify;

namespace Api.Tests.Writing;

/// <summary>A host of its own, where a region takes two objections of the public before it answers.</summary>
public sealed class ObjectionsHost() : RunningHost("--Award:Demonstration", "false", "--Award:Objections:MostOpen", "2");

/// <summary>
/// The award year 2005 over HTTP, from a recusal to public notice, an objection that is upheld, notice again and the
/// publication. The steps build on one another, so they are one test that tells them in order.
/// </summary>
public sealed class ObjectionsTests(ObjectionsHost host) : IClassFixture<ObjectionsHost>
{
    private const int Year = 2005;
    private const string Text = "the survey left out the late returns of Xinchang";
    private const string Contact = "wang@example.org";
    private static readonly string Path = YearBook.Path(Year);
    private static readonly object Said = new { region = "330624", text = Text, contact = Contact };

    [Fact]
    public async Task A_list_on_notice_is_objected_to_and_a_better_one_is_published()
    {
        await AnAssessorIsRecusedAsync();
        await TheListIsOnNoticeAsync();
        var anonymous = await ThePublicObjectsAsync();
        await ACityObjectsAsync();
        await WhoMayReadThemAsync();
        await OneIsRejectedAsync(anonymous);
        await OneIsUpheldAsync();
        await NoticeBeginsAnewAsync();
        await NothingSaidIsOnRecordAsync();
    }

    private async Task AnAssessorIsRecusedAsync()
    {
        await YearBook.OpenAsync(host, Year);
        await YearBook.MoveAsync(host, Year, "collecting");
        await RefusedAsync("recusals", Asking.Assessor, new { region = "330999", reason = "kin" }, "404 RegionUnknown [/region RegionUnknown]");
        await RefusedAsync("recusals", Asking.Assessor, new { region = "330624" }, "400 ReasonMissing [/reason ReasonMissing]");
        var hangzhou = Token("hangzhou", ["assessor"], ["330100"]);
        await RefusedAsync("recusals", hangzhou, new { region = "330624", reason = "kin" }, "403 RegionForbids [/region RegionForbids]");
        var tied = Token("tied", ["assessor", "reviewer"], ["330000"]);
        var receipt = await host.MustWriteAsync("POST", $"{Path}/recusals", tied, new { region = "330624", reason = "kin" });
        Assert.Equal("330624-c-1", receipt.GetProperty("created")[0].GetString());
        await RefusedAsync(
            "recusals", tied, new { region = "330624", reason = "kin" }, "409 RecusalAlreadyDeclared [/region RecusalAlreadyDeclared]");
        await RefusedAsync("figures", tied, YearBook.FiguresOf(Year, "330624"), "403 Recused [ Recused]");
        await RefusedAsync("recusals/330624-c-1/withdraw", Asking.Assessor, new { reason = "r" }, "403 NotYours [ NotYours]");
        await RefusedAsync("recusals/330624-c-2/withdraw", tied, new { reason = "r" }, "404 RecusalUnknown [ RecusalUnknown]");

        // Somebody else with one dimension writes all of them, and nothing may be left open there.
        var other = Token("other", ["assessor"], ["330000"], ["D6"]);
        await host.MustWriteAsync("POST", $"{Path}/figures", Asking.Assessor, YearBook.Figures(Year, "330624"));
        await RefusedAsync(
            "figures", Token("next", ["assessor"], ["330000"], ["D1"]),
            new[] { new { region = "330681", indicator = "survey_safety", value = "1" } },
            "403 DimensionForbids [/0/indicator DimensionForbids]");
        var rows = JsonDocument.Parse(YearBook.FiguresOf(Year, "330624")).RootElement.EnumerateArray().ToList();
        await host.MustWriteAsync("POST", $"{Path}/figures", other, JsonSerializer.Serialize(rows.Skip(1)));
        var progress = (await host.GetAsync($"{Path}/progress", Asking.Reviewer)).GetProperty("regions").EnumerateArray()
            .Single(r => r.GetProperty("code").GetString() == "330624");
        Assert.Equal((true, 1), (progress.GetProperty("recused").GetBoolean(), progress.GetProperty("recusedPeople").GetInt32()));
        await YearBook.MoveAsync(host, Year, "review");
        await RefusedAsync("stage", Asking.Reviewer, new { to = "notice" }, "409 FiguresMissing [/to FiguresMissing]");
        await host.MustWriteAsync("POST", $"{Path}/figures", other, JsonSerializer.Serialize(rows.Take(1)));
    }

    private async Task TheListIsOnNoticeAsync()
    {
        await UnknownAsync($"{Path}/notice");
        await RefusedAsync("objections", null, Said, "409 StageForbids [ StageForbids]");
        using (var unopened = await host.WriteAsync("POST", $"{YearBook.Path(2031)}/objections", null!, Said))
        {
            Assert.Equal("409 StageForbids [ StageForbids]", await Asking.ProblemAsync(unopened));
        }

        await YearBook.MoveAsync(host, Year, "notice");
        var list = await host.GetAsync($"{Path}/notice");
        Assert.Equal(
            ["province", "year", "level", "stage", "closes", "demonstration", "rulebook", "total", "entries"], list.Members());
        Assert.Equal("notice", list.GetProperty("stage").GetString());
        var entries = list.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(list.GetProperty("total").GetInt32(), entries.Count);
        Assert.All(entries, e => Assert.Equal(["code", "name", "level", "outcome"], e.Members()));
        var codes = entries.Select(e => e.GetProperty("code").GetString()!).ToList();
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        var cities = await host.GetAsync($"{Path}/notice?level=city");
        Assert.Equal(11, cities.GetProperty("total").GetInt32());
        await UnknownAsync($"{YearBook.Path(2031)}/notice");
        using var malformed = await host.SendAsync(HttpMethod.Get, $"{Path}/notice?level=town");
        Assert.Equal("400 MalformedInput [level MalformedInput]", await Asking.ProblemAsync(malformed));

        using var seen = await host.SendAsync(HttpMethod.Get, $"{Path}/notice");
        using var again = await host.SendAsync(
            HttpMethod.Get, $"{Path}/notice", headers: ("If-None-Match", seen.Headers.ETag!.ToString()));
        using var head = await host.SendAsync(HttpMethod.Head, $"{Path}/notice");
        Assert.Matches("^\"[0-9a-f]{32}\"$", seen.Headers.ETag.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal((HttpStatusCode.OK, seen.Headers.ETag), (head.StatusCode, head.Headers.ETag));
    }

    private async Task<string> ThePublicObjectsAsync()
    {
        await RefusedAsync("objections", "guess", Said, "401 NotSignedIn [Authorization NotSignedIn]");
        await RefusedAsync("objections", Asking.Assessor, Said, "403 RoleForbids [Authorization RoleForbids]");
        await RefusedAsync("objections", null, new { region = "330624", text = Text }, "400 FieldMissing [/contact FieldMissing]");
        await RefusedAsync("objections", null, new { region = "330624", contact = Contact }, "400 FieldMissing [/text FieldMissing]");
        await RefusedAsync(
            "objections", null, new { region = "330999", text = Text, contact = Contact }, "404 RegionUnknown [/region RegionUnknown]");
        await RefusedAsync(
            "objections", null, new { region = "330624", text = Text, contact = Contact, indicator = "luck" },
            "404 IndicatorUnknown [/indicator IndicatorUnknown]");

        var key = ("Idempotency-Key", "public-1");
        var body = JsonSerializer.Serialize(Said);
        using var first = await host.SendAsync(HttpMethod.Post, $"{Path}/objections", null, body, key);
        using var again = await host.SendAsync(HttpMethod.Post, $"{Path}/objections", null, body, key);
        using var other = await host.SendAsync(
            HttpMethod.Post, $"{Path}/objections", null, body.Replace("late", "early", StringComparison.Ordinal), key);
        var receipt = await first.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(receipt, await again.Content.ReadAsStringAsync());
        Assert.StartsWith("422 IdempotencyKeyReused", await Asking.ProblemAsync(other), StringComparison.Ordinal);
        Assert.Equal("private, no-store", first.Headers.CacheControl!.ToString().Replace("no-store, private", "private, no-store", StringComparison.Ordinal));

        // Neither version nor hash: they would tell how much is on a sheet that is not public.
        Assert.Equal(["id", "recordedAt", "created"], JsonDocument.Parse(receipt).RootElement.Members());
        using var second = await host.SendAsync(HttpMethod.Post, $"{Path}/objections", null, body, ("Idempotency-Key", "public-2"));
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        await RefusedAsync("objections", null, Said, "429 TooManyObjections [ TooManyObjections]");
        return JsonDocument.Parse(receipt).RootElement.GetProperty("id").GetString()!;
    }

    private async Task ACityObjectsAsync()
    {
        await RefusedAsync("objections", "city", new { region = "330100", text = Text }, "403 RegionForbids [/region RegionForbids]");
        var receipt = await host.MustWriteAsync(
            "POST", $"{Path}/objections", "city",
            new { region = "330624", text = "counted twice", indicator = "survey_safety", evidence = "page 4" });
        Assert.Equal("330624-o-3", receipt.GetProperty("created")[0].GetString());
        Assert.Equal("county/2005/330624", receipt.GetProperty("stream").GetString());
    }

    private async Task WhoMayReadThemAsync()
    {
        using var none = await host.SendAsync(HttpMethod.Get, $"{Path}/objections");
        Assert.StartsWith("401", await Asking.ProblemAsync(none), StringComparison.Ordinal);
        using var assessor = await host.SendAsync(HttpMethod.Get, $"{Path}/objections", Asking.Assessor);
        Assert.StartsWith("403", await Asking.ProblemAsync(assessor), StringComparison.Ordinal);
        foreach (var role in new[] { Asking.Reviewer, Asking.Publisher, "auditor", "city" })
        {
            using var answer = await host.SendAsync(HttpMethod.Get, $"{Path}/objections", role);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain(Contact, text, StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            var objections = JsonDocument.Parse(text).RootElement.GetProperty("objections").EnumerateArray().ToList();
            Assert.Equal(
                ["330624-o-1 public open False", "330624-o-2 public open False", "330624-o-3 city open False"],
                objections.Select(o =>
                    $"{o.GetProperty("id")} {o.GetProperty("origin")} {o.GetProperty("state")} {o.GetProperty("erased")}"));
            Assert.Equal(Text, objections[0].GetProperty("text").GetString());
        }

        var ningbo = Token("ningbo", ["city"], ["330200"]);
        Assert.Empty((await host.GetAsync($"{Path}/objections", ningbo)).GetProperty("objections").EnumerateArray().ToList());
    }

    private async Task OneIsRejectedAsync(string receipt)
    {
        await RefusedAsync(
            "objections/330624-o-1/decision", "tied", new { upheld = false, reason = "no" }, "401 NotSignedIn [Authorization NotSignedIn]");
        await RefusedAsync(
            "objections/330624-o-1/decision", Token("tied", ["reviewer"], ["330000"]), new { upheld = false, reason = "no" },
            "403 Recused [ Recused]");
        await RefusedAsync(
            "objections/330624-o-9/decision", Asking.Reviewer, new { upheld = false, reason = "no" },
            "404 ObjectionUnknown [ ObjectionUnknown]");
        await RefusedAsync(
            "objections/330624-o-1/decision", Asking.Reviewer, new { upheld = false }, "400 ReasonMissing [/reason ReasonMissing]");
        await RefusedAsync(
            "objections/330624-o-1/decision", Asking.Reviewer,
            new { upheld = false, reason = "no", amendments = new[] { new { indicator = "survey_safety", value = 1 } } },
            "400 MalformedInput [/amendments MalformedInput]");
        await RefusedAsync(
            "objections/330624-o-1/decision", Asking.Reviewer,
            new { upheld = true, reason = "no", amendments = new[] { new { indicator = "survey_safety", value = "x" } } },
            "400 FigureMalformed [/amendments/0/value FigureMalformed]");

        // By the receipt that created it, as anything else.
        await host.MustWriteAsync(
            "POST", $"{Path}/objections/{receipt}/decision", Asking.Reviewer, new { upheld = false, reason = "counted all" });
        await RefusedAsync(
            "objections/330624-o-1/decision", Asking.Reviewer, new { upheld = false, reason = "no" },
            "409 ObjectionAlreadyDecided [ ObjectionAlreadyDecided]");
        await RefusedAsync(
            "stage", Asking.Publisher, new { to = "published" },
            "409 ObjectionUndecided [/to ObjectionUndecided] [/to ObjectionUndecided]");
    }

    private async Task OneIsUpheldAsync()
    {
        var receipt = await host.MustWriteAsync(
            "POST", $"{Path}/objections/330624-o-3/decision", Asking.Reviewer,
            new { upheld = true, reason = "so it is", amendments = new[] { new { indicator = "survey_safety", value = "97.25" } } });
        Assert.Equal(
            ["county/2005/330624", "year/330000/2005"],
            receipt.GetProperty("streams").EnumerateArray().Select(s => s.GetProperty("stream").GetString()));
        await UnknownAsync($"{Path}/notice");
        Assert.Equal("review", (await host.GetAsync("/api/v1/award-years")).GetProperty("years")[0].GetProperty("stage").GetString());
        await RefusedAsync(
            "objections/330624-o-2/decision", Asking.Reviewer, new { upheld = false, reason = "no" }, "409 StageForbids [ StageForbids]");
    }

    private async Task NoticeBeginsAnewAsync()
    {
        var second = Token("second", ["reviewer"], ["330000"]);
        await RefusedAsync("stage", Asking.Reviewer, new { to = "notice" }, "403 SamePersonTwice [ SamePersonTwice]");
        await YearBook.MoveAsync(host, Year, "notice", second);
        await host.GetAsync($"{Path}/notice");
        await host.MustWriteAsync(
            "POST", $"{Path}/objections/330624-o-2/decision", second, new { upheld = false, reason = "answered already" });
        foreach (var person in new[] { Asking.Reviewer, second })
        {
            await RefusedAsync("stage", person, new { to = "published" }, "403 SamePersonTwice [ SamePersonTwice]");
        }

        await YearBook.MoveAsync(host, Year, "published", Asking.Publisher);
        await UnknownAsync($"{Path}/notice");
        var sheet = (await host.GetAsync($"/api/v1/regions/330624/years/{Year}")).GetRawText();
        Assert.Contains("97.25", sheet, StringComparison.Ordinal);
        await RefusedAsync(
            "revocations", Token("tied", ["publisher"], ["330000"]), new { region = "330624", reason = "found" }, "403 Recused [ Recused]");
    }

    private async Task NothingSaidIsOnRecordAsync()
    {
        Assert.Empty(LedgerVerifier.Verify(host.DataFolder).Findings);
        foreach (var file in Directory.GetFiles(host.DataFolder, "ledger.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            var text = System.Text.Encoding.Latin1.GetString(bytes.ToArray());
            Assert.DoesNotContain(Contact, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Text, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Contact, host.Said, StringComparison.Ordinal);
    }

    private async Task UnknownAsync(string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path);
        Assert.Equal("404 YearUnknown [year YearUnknown]", await Asking.ProblemAsync(answer));
    }

    private async Task RefusedAsync(string path, string? role, object body, string expected)
    {
        using var answer = await host.WriteAsync("POST", $"{Path}/{path}", role!, body);
        Assert.Equal(expected, await Asking.ProblemAsync(answer));
    }

    private string Token(string person, string[] roles, string[] regions, params string[] dimensions) =>
        new LocalTokens(host.DataFolder, Support.RealClock.Instance)
            .Issue(person, roles, regions, dimensions, TimeSpan.FromHours(1)).Text;
}
