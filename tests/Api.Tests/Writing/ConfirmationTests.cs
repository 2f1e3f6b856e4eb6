using System.Net;
using System.Text;
using System.Text.Json;
using Api.Tests.Hosts;

namespace Api.Tests.Writing;

/// <summary>What looks odd by the rulebook, over HTTP: refused with a hash, and taken in when the hash comes back.</summary>
public sealed class ConfirmationTests(BlankHost host) : IClassFixture<BlankHost>
{
    private const string Odd = "survey_aware";
    private const string County = "330624";
    private const int Year = 2005;
    private static readonly string Path = YearBook.Path(Year);

    [Fact]
    public async Task An_odd_figure_is_refused_with_a_hash_and_taken_in_when_the_hash_comes_back()
    {
        await YearBook.OpenAsync(host, Year);
        await YearBook.MoveAsync(host, Year, "collecting");
        await host.MustWriteAsync("POST", $"{Path}/figures", Asking.Assessor, YearBook.Figures(Year, County));
        await ImportsAsync();
        await host.MustWriteAsync("POST", $"{Path}/figures", Asking.Assessor, YearBook.FiguresOf(Year, County));
        await AmendsAsync();
    }

    private async Task ImportsAsync()
    {
        var table = $"region,{Odd}\n{County},90\n";
        using var dry = await ImportAsync(table, "?dryRun=true");
        var report = JsonDocument.Parse(await dry.Content.ReadAsStringAsync()).RootElement;
        var warning = Assert.Single(report.GetProperty("warnings").EnumerateArray().ToList());
        Assert.Equal(
            ("/B2", 2, "NeedsConfirmation"),
            (warning.GetProperty("path").GetString(), warning.GetProperty("row").GetInt32(), warning.GetProperty("code").GetString()));
        using var real = await ImportAsync(table, "");
        Assert.Equal("409 NeedsConfirmation [/B2 NeedsConfirmation]", await Asking.ProblemAsync(real));
        Assert.Equal(report.GetProperty("confirm").GetString(), await ConfirmAsync(real));
    }

    private async Task AmendsAsync()
    {
        var sheet = await host.GetAsync($"{Path}/regions/{County}", Asking.Reviewer);
        var key = Guid.NewGuid().ToString("N");
        using var asked = await AmendAsync("", sheet, key);
        Assert.Equal("409 NeedsConfirmation [/value NeedsConfirmation]", await Asking.ProblemAsync(asked));
        var confirm = await ConfirmAsync(asked);

        foreach (var wrong in new[] { "everything", confirm.ToUpperInvariant(), new string('0', 64) })
        {
            using var again = await AmendAsync($"?confirm={wrong}", sheet, key);
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        }

        using var taken = await AmendAsync($"?confirm={confirm}", sheet, key);
        var receipt = await taken.Content.ReadAsStringAsync();
        Assert.True(taken.IsSuccessStatusCode, receipt);
        using var repeated = await AmendAsync("", sheet, key);
        Assert.Equal(receipt, await repeated.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> AmendAsync(string query, JsonElement sheet, string key) => host.SendAsync(
        HttpMethod.Put, $"{Path}/regions/{County}/figures/{Odd}{query}", Asking.Assessor,
        """{"value": 91.5, "reason": "as it was told"}""",
        ("Idempotency-Key", key), ("If-Match", $"\"{sheet.GetProperty("version").GetInt64()}\""));

    private async Task<HttpResponseMessage> ImportAsync(string table, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/import{query}");
        request.Headers.Authorization = new("Bearer", host.Tokens[Asking.Assessor]);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        request.Content = new StringContent(table, Encoding.UTF8, "text/csv");
        return await host.Client.SendAsync(request);
    }

    private static async Task<string> ConfirmAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("confirm").GetString()!;
}
