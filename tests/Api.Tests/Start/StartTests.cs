using System.Net;
using Api.Tests.Hosts;

namespace Api.Tests.Start;

/// <summary>The first start, with another ladder, and the second.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private readonly TenForGoldHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>
    /// <c>ten-for-gold.yaml</c> gives gold at ten in a row: Shaoxing has it after 2017. Everything it says
    /// of itself at the start is true, and a start over the same folder says less and changes nothing.
    /// </summary>
    [Fact]
    public async Task Gold_at_ten_in_a_row_makes_Shaoxing_golden_and_a_second_start_changes_nothing()
    {
        var first = await _host.GetAsync("/api/v1/regions/330600?asOf=2017");
        var streak = first.GetProperty("streak");
        Assert.Equal(10, streak.GetProperty("years").GetInt32());
        Assert.Equal("gold", streak.GetProperty("tier").GetProperty("id").GetString());
        Assert.Contains("loading the demonstration, award years 2005-2022 by ten-for-gold", _host.Said,
            StringComparison.Ordinal);
        Assert.Contains("2022 年度设区市榜单", _host.Said, StringComparison.Ordinal);
        var before = await EverythingAsync();
        var tokens = _host.Tokens;

        await _host.RestartAsync();

        Assert.DoesNotContain("loading the demonstration", _host.Said, StringComparison.Ordinal);
        Assert.Contains("2022 年度设区市榜单", _host.Said, StringComparison.Ordinal);
        Assert.Equal(before, await EverythingAsync());
        Assert.Equal(tokens, _host.Tokens);
    }

    private async Task<List<string>> EverythingAsync()
    {
        var seen = new List<string>();
        foreach (var address in (string[])
        [
            "award-years", "rulebooks", "regions", "standings", "standings?level=county&limit=1000",
            "streaks?level=county",
            "regions/330600", "regions/330600/years/2017",
        ])
        {
            using var answer = await _host.SendAsync(HttpMethod.Get, $"/api/v1/{address}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            seen.Add($"{address} {answer.Headers.ETag} {await answer.Content.ReadAsStringAsync()}");
        }

        return seen;
    }

    private sealed class TenForGoldHost() : RunningHost("--Award:Demonstration:Rulebook", "ten-for-gold");
}
