using System.Net;
using System.Text;
using System.Text.Json;
using Api.Tests.Hosts;
using Award.Ledger.People;

namespace Api.Tests.Writing;

/// <summary>
/// Two years over HTTP in which every weighty write is seen first: another rulebook, suspensions and their ends, publications and the
/// revocation of an old year. Each time what the tables show is read before and after, and the preview is what changed in them.
/// A host of its own: the steps build on one another.
/// </summary>
public sealed class PreviewedYearsTests(BlankHost host) : IClassFixture<BlankHost>
{
    private readonly SeenWrites _writes = new(host);

    [Fact]
    public async Task What_is_seen_of_every_weighty_write_is_what_the_tables_show_after_it()
    {
        await SteeperRulebookAsync();
        await FilledAsync(2005);
        await AnotherRulebookAsync();
        await SuspendedAsync();
        await AmendedBetweenAsync();
        Assert.Empty(await _writes.SeenAndDoneAsync("POST", 2005, "stage", Asking.Reviewer, new { to = "notice" }));
        await AnObjectionIsUpheldAsync();
        var published = await _writes.SeenAndDoneAsync("POST", 2005, "stage", Asking.Publisher, new { to = "published" });
        Assert.Contains(published, line => line.StartsWith("2005 330683: working", StringComparison.Ordinal)
            && line.EndsWith(" designated 1 plaque", StringComparison.Ordinal));

        await FilledAsync(2006);
        await YearBook.MoveAsync(host, 2006, "notice");
        await _writes.SeenAndDoneAsync("POST", 2006, "stage", Asking.Publisher, new { to = "published" });
        await TheSuspensionEndsAsync();
        await AnOldYearIsRevokedAsync();
    }

    private async Task AnotherRulebookAsync()
    {
        await _writes.IsRefusedAlikeAsync(
            "PUT", 2005, "rulebook", Asking.Reviewer, new { rulebook = "steeper", reason = "revised" }, "403 RoleForbids");
        var there = await _writes.SeenAndDoneAsync(
            "PUT", 2005, "rulebook", Asking.Publisher, new { rulebook = "steeper", reason = "revised" });
        var back = await _writes.SeenAndDoneAsync(
            "PUT", 2005, "rulebook", Asking.Publisher, new { rulebook = YearBook.RulebookId, reason = "revised again" });
        Assert.NotEmpty(there);
        Assert.Equal(there.Select(SeenWrites.Turned), back);
    }

    private async Task SuspendedAsync()
    {
        var suspension = new { region = "330681", reason = "an inquiry is open" };
        await _writes.IsRefusedAlikeAsync("POST", 2005, "suspensions", Asking.Publisher, suspension, "403 RoleForbids");
        var changed = await _writes.SeenAndDoneAsync("POST", 2005, "suspensions", Asking.Reviewer, suspension);
        Assert.Contains(changed, line => line.StartsWith("2005 330681: ", StringComparison.Ordinal)
            && line.EndsWith(" suspended", StringComparison.Ordinal));
        await _writes.IsRefusedAlikeAsync("POST", 2005, "suspensions", Asking.Reviewer, suspension, "409 AlreadySuspended");
    }

    /// <summary>A suspension is seen; then somebody else amends the figures of the region, so that another score would stand.</summary>
    private async Task AmendedBetweenAsync()
    {
        var suspension = new { region = "330624", reason = "another inquiry" };
        var seen = await _writes.PreviewAsync("POST", 2005, "suspensions", Asking.Reviewer, suspension);
        const string figure = "survey_safety";
        var sheet = await host.GetAsync($"{YearBook.Path(2005)}/regions/330624", Asking.Assessor);
        var amended = sheet.GetProperty("figures").GetProperty(figure).GetDecimal() - 1.5m;
        await host.MustWriteAsync(
            "PUT", $"{YearBook.Path(2005)}/regions/330624/figures/{figure}", Asking.Assessor,
            new { value = amended, reason = "counted again" }, ("If-Match", $"\"{sheet.GetProperty("version")}\""));

        var before = _writes.Written();
        using var late = await host.WriteAsync(
            "POST", $"{YearBook.Path(2005)}/suspensions", Asking.Reviewer, suspension, (SeenWrites.Hash, seen.Hash));
        Assert.Equal($"409 PreviewOutdated [{SeenWrites.Hash} PreviewOutdated]", await Asking.ProblemAsync(late));
        Assert.Equal(before, _writes.Written());
        await _writes.SeenAndDoneAsync("POST", 2005, "suspensions", Asking.Reviewer, suspension);
    }

    /// <summary>The year goes back to review with an amended figure; notice is given again by another person.</summary>
    private async Task AnObjectionIsUpheldAsync()
    {
        var objection = new { region = "330624", text = "the survey left out the late returns" };
        Assert.Empty(await _writes.SeenAndDoneAsync("POST", 2005, "objections", "city", objection));
        var answer = new
        {
            upheld = true,
            reason = "they were left out",
            amendments = new[] { new { indicator = "survey_safety", value = 91.5m } },
        };
        await _writes.IsRefusedAlikeAsync(
            "POST", 2005, "objections/330624-o-1/decision", Asking.Publisher, answer, "403 RoleForbids");
        var changed = await _writes.SeenAndDoneAsync(
            "POST", 2005, "objections/330624-o-1/decision", Asking.Reviewer, answer);
        Assert.Contains(changed, line => line.StartsWith("2005 330624: working", StringComparison.Ordinal));
        var (_, other) = new LocalTokens(host.DataFolder, Support.RealClock.Instance).Issue(
            "another", ["reviewer"], ["330000"], [], TimeSpan.FromHours(1));
        await YearBook.MoveAsync(host, 2005, "notice", other);
    }

    /// <summary>After publication it is a matter of the run: this year and the next one.</summary>
    private async Task TheSuspensionEndsAsync()
    {
        var decision = new { designated = true, reason = "nothing was found" };
        await _writes.IsRefusedAlikeAsync(
            "POST", 2005, "suspensions/330681-s-1/decision", Asking.Reviewer, decision, "403 RoleForbids");
        var changed = await _writes.SeenAndDoneAsync("POST", 2005, "suspensions/330681-s-1/decision", Asking.Publisher, decision);
        Assert.Equal(["2005 330681", "2006 330681"], changed.Select(line => line[..11]));
    }

    private async Task AnOldYearIsRevokedAsync()
    {
        Assert.Empty(await _writes.SeenAndDoneAsync(
            "POST", 2005, "revocations", Asking.Publisher, new { region = "330681", reason = "a case came to light" }));
        await _writes.IsRefusedAlikeAsync(
            "POST", 2005, "revocations/330681-r-1/confirm", Asking.Publisher, new { }, "403 SamePersonTwice");
        await _writes.IsRefusedAlikeAsync(
            "POST", 2005, "revocations/330681-r-1/confirm", Asking.Assessor, new { }, "403 RoleForbids");
        var changed = await _writes.SeenAndDoneAsync("POST", 2005, "revocations/330681-r-1/confirm", Asking.Reviewer, new { });
        Assert.Equal(["2005 330681", "2006 330681"], changed.Select(line => line[..11]));
        Assert.EndsWith(" revoked 0", changed[0], StringComparison.Ordinal);
        Assert.Contains(" designated 2 plaque -> ", changed[1], StringComparison.Ordinal);
        Assert.EndsWith(" designated 1 plaque", changed[1], StringComparison.Ordinal);
    }

    private async Task FilledAsync(int year)
    {
        await YearBook.OpenAsync(host, year);
        await YearBook.MoveAsync(host, year, "collecting");
        await host.MustWriteAsync("POST", $"{YearBook.Path(year)}/figures", Asking.Assessor, YearBook.Figures(year));
        await YearBook.MoveAsync(host, year, "review");
    }

    /// <summary>The demonstration's rulebook with a higher pass mark and a steeper scoring of the survey.</summary>
    private async Task SteeperRulebookAsync()
    {
        var yaml = YearBook.Rulebook.Source
            .Replace("id: zhejiang-demonstration", "id: steeper", StringComparison.Ordinal)
            .Replace("pass-mark: 900", "pass-mark: 950", StringComparison.Ordinal)
            .Replace("full-at: 96", "full-at: 99", StringComparison.Ordinal)
            .Replace("{from: 96, to: 90, per-unit: 2.5}", "{from: 99, to: 90, per-unit: 2.5}", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rulebooks")
        {
            Content = new StringContent(yaml, Encoding.UTF8, "application/yaml"),
        };
        request.Headers.Authorization = new("Bearer", host.Tokens["operator"]);
        request.Headers.Add("Idempotency-Key", "steeper");
        using var answer = await host.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("created")[0].GetString();
        await host.MustWriteAsync("POST", $"/api/v1/rulebooks/proposals/{id}/confirm", Asking.Publisher, new { });
    }
}
