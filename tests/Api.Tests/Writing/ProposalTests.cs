using System.Net;
using System.Text;
using System.Text.Json;
using Api.Tests.Hosts;
using Award.Api.Demonstration;
using Award.Ledger.People;

namespace Api.Tests.Writing;

/// <summary>
/// Rulebooks and registers are proposed by one person and put on record by another; deadlines are extended. A host of its own:
/// what is confirmed here stands for all years that come.
/// </summary>
public sealed class ProposalTests(BlankHost host) : IClassFixture<BlankHost>
{
    private const string Rulebooks = "/api/v1/rulebooks";
    private const string Decisions = "/api/v1/rulebooks/proposals";
    private const string Changes = "/api/v1/regions/changes";

    [Fact]
    public async Task A_rulebook_is_proposed_by_an_operator_and_put_on_record_by_a_publisher()
    {
        var yaml = Yaml("confirmed-book");
        using var answer = await ProposeAsync("operator", yaml);
        var receipt = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("province/330000", receipt.GetProperty("stream").GetString());
        var id = receipt.GetProperty("created")[0].GetString()!;

        Assert.Equal(("rulebook", "proposed", false, yaml), await ReadAsync(Asking.Publisher, id));
        Assert.Equal(("rulebook", "proposed", true, yaml), await ReadAsync("operator", id));
        Assert.DoesNotContain("confirmed-book", await IdsAsync());

        await host.MustWriteAsync("POST", $"{Decisions}/{id}/confirm", Asking.Publisher, new { reason = "as decided" });
        Assert.Contains("confirmed-book", await IdsAsync());
        Assert.Equal(("rulebook", "confirmed", false, null), await ReadAsync(Asking.Publisher, id));
        await RefusedAsync("POST", $"{Decisions}/{id}/reject", new { reason = "late" },
            "409 ProposalAlreadyDecided [ ProposalAlreadyDecided]");
        using var again = await ProposeAsync("operator", yaml);
        Assert.Equal("409 ProposalChangesNothing [ ProposalChangesNothing]", await Asking.ProblemAsync(again));

        await host.MustWriteAsync(
            "POST", "/api/v1/award-years", Asking.Publisher, new { province = "330000", year = 2006, rulebook = "confirmed-book" });
    }

    [Fact]
    public async Task A_rejected_rulebook_does_not_come_on_record()
    {
        var id = await ProposedAsync(Yaml("rejected-book"));
        await RefusedAsync("POST", $"{Decisions}/{id}/reject", new { }, "400 ReasonMissing [/reason ReasonMissing]");
        await host.MustWriteAsync("POST", $"{Decisions}/{id}/reject", Asking.Publisher, new { reason = "a mark too low" });
        Assert.DoesNotContain("rejected-book", await IdsAsync());
        await RefusedAsync("POST", $"{Decisions}/{id}/confirm", new { }, "409 ProposalAlreadyDecided [ ProposalAlreadyDecided]");
    }

    [Fact]
    public async Task One_person_with_both_roles_does_not_confirm_what_they_proposed()
    {
        // Issued long ago for long enough: no clock is asked.
        var (_, both) = new LocalTokens(host.DataFolder, new LongAgo()).Issue(
            "both", ["operator", "publisher"], ["330000"], [], TimeSpan.FromDays(100 * 365));
        using var proposed = await ProposeAsync(both, Yaml("own-book"));
        var id = JsonDocument.Parse(await proposed.Content.ReadAsStringAsync()).RootElement.GetProperty("created")[0].GetString();
        foreach (var step in (string[])["confirm", "reject"])
        {
            using var answer = await host.WriteAsync("POST", $"{Decisions}/{id}/{step}", both, new { reason = "mine" });
            Assert.Equal("403 SamePersonTwice [ SamePersonTwice]", await Asking.ProblemAsync(answer));
        }

        await host.MustWriteAsync("POST", $"{Decisions}/{id}/confirm", Asking.Publisher, new { });
        Assert.Contains("own-book", await IdsAsync());
    }

    [Fact]
    public async Task A_bad_rulebook_is_refused_with_the_path_and_line_of_every_problem()
    {
        var bad = Yaml("bad-book")
            .Replace("semantics: 1", "semantics: 1\nladdder: {}", StringComparison.Ordinal)
            .Replace("rounding: half-even", "rounding: sideways", StringComparison.Ordinal);
        using var answer = await ProposeAsync("operator", bad);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(422, problem.GetProperty("status").GetInt32());
        var errors = problem.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(2, errors.Count);
        Assert.Equal("RulebookKeyUnknown", errors[0].GetProperty("code").GetString());
        Assert.Equal("/precision/rounding", errors[1].GetProperty("path").GetString());
        Assert.All(errors, e => Assert.Matches("^line [0-9]+: ", e.GetProperty("message").GetString()));
    }

    [Theory]
    [InlineData("application/json", "{}", "", "415 UnsupportedMediaType")]
    [InlineData("text/plain; charset=gb18030", "id: x", "", "415 UnsupportedMediaType")]
    [InlineData("text/plain", "id: [", "", "422 RulebookUnreadable")]
    [InlineData("text/yaml", "", "", "422 Rulebook")]
    [InlineData("application/yaml", "id: x", "?province=33", "400 MalformedInput [province MalformedInput]")]
    [InlineData("application/yaml", "id: x", "?province=330600", "400 MalformedInput [province MalformedInput]")]
    [InlineData("application/yaml", "id: x", "?province=440000", "403 RegionForbids [province RegionForbids]")]
    public async Task Other_bodies_and_places_are_refused(string type, string body, string query, string expected)
    {
        using var answer = await ProposeAsync("operator", body, type, query);
        Assert.StartsWith(expected, await Asking.ProblemAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_utf8_or_too_large_is_refused()
    {
        using var broken = await SendAsync("operator", new ByteArrayContent([0x69, 0xff, 0xfe]), "application/yaml", "", "k1");
        Assert.Equal("400 MalformedInput [ MalformedInput]", await Asking.ProblemAsync(broken));
        using var large = await SendAsync(
            "operator", new ByteArrayContent(new byte[(1024 * 1024) + 1]), "application/yaml", "", "k2");
        Assert.Equal("413 BodyTooLarge [ BodyTooLarge]", await Asking.ProblemAsync(large));
    }

    [Fact]
    public async Task A_repeat_answers_the_same_receipt_and_another_text_under_the_key_is_refused()
    {
        var yaml = Yaml("repeated-book");
        using var first = await SendAsync("operator", new StringContent(yaml), "application/yaml", "", "repeated");
        using var again = await SendAsync("operator", new StringContent(yaml), "application/yaml", "", "repeated");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        using var other = await SendAsync("operator", new StringContent(yaml + "\n"), "application/yaml", "", "repeated");
        Assert.StartsWith("422 IdempotencyKeyReused", await Asking.ProblemAsync(other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_is_proposed_whole_and_comes_in_force_by_another_person()
    {
        var receipt = await host.MustWriteAsync("POST", Changes, "operator", Register(newCode: "330699"));
        var id = receipt.GetProperty("created")[0].GetString()!;
        await RefusedAsync("POST", $"{Decisions}/{id}/confirm", new { }, "404 ProposalUnknown [id ProposalUnknown]");
        Assert.DoesNotContain("330699", await RegionsAsync(), StringComparison.Ordinal);

        await host.MustWriteAsync("POST", $"{Changes}/{id}/confirm", Asking.Publisher, new { });
        Assert.Contains("330699", await RegionsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_that_does_not_hold_together_is_refused_row_by_row()
    {
        await RefusedAsync("POST", Changes, new { regions = Array.Empty<object>() }, "400 FieldMissing [/regions FieldMissing]", "operator");
        await RefusedAsync("POST", Changes, """{"regions":[{"code":"33","name":{"zh":"a"},"level":"town"}]}""",
            "400 MalformedInput [/regions/0/code MalformedInput] [/regions/0/name/en FieldMissing] "
            + "[/regions/0/level MalformedInput] [/regions/0/parent FieldMissing] [/regions/0/validFrom FieldMissing]", "operator");
        await RefusedAsync("POST", Changes, Register(newCode: "440199"),
            "400 MalformedInput [/regions/0/code MalformedInput]", "operator");
    }

    [Fact]
    public async Task Proposals_are_read_by_operators_and_publishers_of_the_province()
    {
        using var assessor = await host.SendAsync(HttpMethod.Get, Decisions, Asking.Assessor);
        Assert.Equal("403 RoleForbids [Authorization RoleForbids]", await Asking.ProblemAsync(assessor));
        using var foreign = await host.SendAsync(HttpMethod.Get, $"{Decisions}?province=440000", Asking.Publisher);
        Assert.Equal("403 RegionForbids [province RegionForbids]", await Asking.ProblemAsync(foreign));
        using var none = await host.SendAsync(HttpMethod.Get, Decisions);
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        using var all = await host.SendAsync(HttpMethod.Get, Decisions, "operator");
        Assert.True(all.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_foreign_proposal_is_refused_whether_or_not_it_is_there()
    {
        await RefusedAsync("POST", $"{Decisions}/440000-p-1/confirm", new { }, "403 RegionForbids [id RegionForbids]");
        await RefusedAsync("POST", $"{Decisions}/330000-p-99/confirm", new { }, "404 ProposalUnknown [id ProposalUnknown]");
        await RefusedAsync("POST", $"{Decisions}/nonsense/confirm", new { }, "404 ProposalUnknown [id ProposalUnknown]");
    }

    [Fact]
    public async Task The_dates_of_a_year_are_shown_as_they_stand_after_extensions()
    {
        await host.MustWriteAsync("POST", "/api/v1/award-years", Asking.Publisher, new
        {
            province = "330000", year = 2098, rulebook = YearBook.RulebookId,
            dates = new { collectingUntil = "2099-01-31", noticeUntil = "2099-03-15" },
        });
        var path = $"{YearBook.Path(2098)}/extensions";
        await RefusedAsync("POST", path, new { deadline = "collecting", until = "2099-01-31", reason = "snow" },
            "422 DeadlineNotExtended [/until DeadlineNotExtended]");
        await RefusedAsync("POST", path, new { deadline = "collecting", until = "2099-03-15", reason = "snow" },
            "422 DatesOutOfOrder [/until DatesOutOfOrder]");
        await host.MustWriteAsync(
            "POST", path, Asking.Reviewer, new { deadline = "notice", until = "2099-04-01", reason = "snow" });
        await host.MustWriteAsync(
            "POST", path, Asking.Publisher, new { deadline = "collecting", until = "2099-03-15", reason = "snow" });
        var dates = (await host.GetAsync("/api/v1/award-years")).GetProperty("years").EnumerateArray()
            .Single(y => y.GetProperty("year").GetInt32() == 2098).GetProperty("dates");
        Assert.Equal(
            ("2099-03-15", "2099-04-01"),
            (dates.GetProperty("collectingUntil").GetString(), dates.GetProperty("noticeUntil").GetString()));
    }

    private sealed class LongAgo : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }

    private static string Yaml(string id) => YearBook.Rulebook.Source.Replace(
        $"id: {YearBook.RulebookId}\n", $"id: {id}\n", StringComparison.Ordinal);

    // The register that comes with the engine, with one county of Shaoxing more in front.
    private static string Register(string newCode)
    {
        var files = RegisterFiles.Read(DataFile.Folder);
        object added = new
        {
            code = newCode, name = new { zh = "新区", en = "New" }, level = "county", parent = "330600", validFrom = 2005,
        };
        return JsonSerializer.Serialize(new
        {
            regions = files.Regions.Select(object (r) => new
            {
                code = r.Code.Value, name = new { zh = r.Name.Zh, en = r.Name.En }, level = r.Level.ToString().ToLowerInvariant(),
                parent = r.Parent.Value, validFrom = r.ValidFrom, validTo = r.ValidTo,
            }).Prepend(added),
            lineage = files.Lineage.Select(l => new
            {
                year = l.Year, old = l.Old.Value, @new = l.New.Value, oldSurvives = l.OldSurvives,
                kind = Award.Ledger.Published.Texts.Of(l.Kind), inherits = l.Inherits,
            }),
        });
    }

    private async Task<string> ProposedAsync(string yaml)
    {
        using var answer = await ProposeAsync("operator", yaml);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("created")[0].GetString()!;
    }

    private Task<HttpResponseMessage> ProposeAsync(
        string role, string yaml, string type = "application/yaml", string query = "") => SendAsync(
        role, new ByteArrayContent(Encoding.UTF8.GetBytes(yaml)), type, query, Guid.NewGuid().ToString("N"));

    private async Task<HttpResponseMessage> SendAsync(string role, HttpContent content, string type, string query, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Rulebooks + query) { Content = content };
        request.Headers.Authorization = new("Bearer", host.Tokens.GetValueOrDefault(role, role));
        request.Headers.Add("Idempotency-Key", key);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        return await host.Client.SendAsync(request);
    }

    private async Task RefusedAsync(
        string method, string path, object body, string expected, string role = Asking.Publisher)
    {
        using var answer = await host.WriteAsync(method, path, role, body);
        Assert.Equal(expected, await Asking.ProblemAsync(answer));
    }

    private async Task<(string?, string?, bool, string?)> ReadAsync(string role, string id)
    {
        var proposal = (await host.GetAsync(Decisions, role)).GetProperty("proposals").EnumerateArray()
            .Single(p => p.GetProperty("id").GetString() == id);
        return (
            proposal.GetProperty("kind").GetString(), proposal.GetProperty("step").GetString(),
            proposal.GetProperty("own").GetBoolean(), proposal.GetProperty("source").GetString());
    }

    private async Task<List<string>> IdsAsync() =>
        [.. (await host.GetAsync(Rulebooks)).GetProperty("rulebooks").EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];

    private async Task<string> RegionsAsync()
    {
        using var answer = await host.SendAsync(HttpMethod.Get, "/api/v1/regions?asOf=2020");
        return await answer.Content.ReadAsStringAsync();
    }
}
