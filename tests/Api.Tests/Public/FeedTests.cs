using System.Text.Json;
using Api.Tests.Hosts;
using Award.Api.Public;
using Award.Grains;
using Support;

namespace Api.Tests.Public;

/// <summary>The feed while its province goes on: what it tells, to whom it tells it again, and what it does not tell.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private const string Province = "990000";
    private readonly InProcess _host = InProcess.Start([("Award:RateLimits:Enabled", "false")]);
    private readonly ReplayedDocuments _reader = new();
    private readonly SmallYears _years;

    public FeedTests() => _years = new SmallYears(_host.Grains);

    public async ValueTask InitializeAsync()
    {
        await SmallProvince.PublishAsync(_host.Grains);
        await _years.PublishAsync(2001);
        await _years.PublishAsync(2002);
        await _reader.ReadAsync(_host.Client, Province, 100);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_reader_who_goes_on_is_told_what_changed_and_no_more()
    {
        Assert.Equal([], await TellsAsync());
        await _years.RevokeAsync("990101", 2001);
        Assert.Equal(["streaks begins ends"], await TellsAsync());
        await _reader.ReadAsync(_host.Client, Province, 100);
        await _years.NoticeAsync(2003);
        Assert.Equal(["2003 begins ends"], await TellsAsync());
        await _reader.ReadAsync(_host.Client, Province, 100);
        Assert.Equal(await ContentAsync(await FromTheBeginningAsync()), await ContentAsync(_reader));
    }

    [Fact]
    public async Task A_reader_in_the_middle_of_a_group_that_changes_is_told_it_anew()
    {
        var reader = new ReplayedDocuments();
        await reader.TakeOneAsync(_host.Client, Province, 26);
        var at = FeedCursor.TryParse(reader.Next!, out var cursor) ? cursor.Place : null;
        Assert.Equal(FeedGroup.Streaks, at!.Value.Group);
        await _years.RevokeAsync("990101", 2001);
        await reader.ReadAsync(_host.Client, Province, 3);
        Assert.Equal(await ContentAsync(await FromTheBeginningAsync()), await ContentAsync(reader));
    }

    [Fact]
    public async Task What_is_not_public_moves_nothing_in_it()
    {
        var before = await _host.Client.GetStringAsync($"/api/v1/feed?province={Province}&limit=1000");
        var streak = _host.Grains.GetGrain<IStreakGrain>("streak/990201");
        var id = await _years.ProposeAsync("990201", 2002);
        Assert.Equal(before, await _host.Client.GetStringAsync($"/api/v1/feed?province={Province}&limit=1000"));
        await SmallProvince.Must(streak.DecideRevocationAsync(
            SmallProvince.By("reviewer", "rejected"), id, VetoStep.Reject, "it was not so"));

        // What a recount counts up to has grown by two entries that nobody may know of.
        await streak.RecountAsync();
        Assert.Equal(before, await _host.Client.GetStringAsync($"/api/v1/feed?province={Province}&limit=1000"));
    }

    [Fact]
    public void A_cursor_is_read_as_it_was_written_and_nothing_else_is_one()
    {
        var cursor = new FeedCursor(
            FeedCursor.Beginning.Read.Add(0, 1).Add(2017, ulong.MaxValue), new FeedPlace(2018, 7, 12));
        Assert.True(FeedCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal((cursor.Place, cursor.ToString()), (read.Place, read.ToString()));
        Assert.Equal(cursor.Read, read.Read);
        foreach (var text in new[] { "", "0", "AgA", "AQI", "AQE", "AQAA", "!", new string('A', 4096) })
        {
            Assert.False(FeedCursor.TryParse(text, out _), text);
        }
    }

    [Theory]
    [InlineData("/api/v1/feed?province=990000&after=x", "400 MalformedInput [after MalformedInput]")]
    [InlineData("/api/v1/feed?province=990000&limit=1001", "400 MalformedInput [limit MalformedInput]")]
    [InlineData("/api/v1/feed?province=110000", "404 ProvinceUnknown [province ProvinceUnknown]")]
    public async Task What_is_malformed_or_not_there_is_refused(string address, string expected)
    {
        using var answer = await _host.Client.GetAsync(address);
        Assert.Equal(expected, await Asking.ProblemAsync(answer));
    }

    private async Task<ReplayedDocuments> FromTheBeginningAsync()
    {
        var reader = new ReplayedDocuments();
        await reader.ReadAsync(_host.Client, Province, 1000);
        return reader;
    }

    private async Task<IEnumerable<string>> TellsAsync()
    {
        var page = JsonDocument.Parse(await _host.Client.GetStringAsync(
            $"/api/v1/feed?province={Province}&limit=1000&after={_reader.Next}")).RootElement;
        return page.GetProperty("parts").EnumerateArray().Select(part =>
            $"{part.GetProperty("group")}{(part.GetProperty("begins").GetBoolean() ? " begins" : "")}"
            + $"{(part.GetProperty("ends").GetBoolean() ? " ends" : "")}");
    }

    private static async Task<IEnumerable<string>> ContentAsync(ReplayedDocuments reader) =>
        (await reader.ChangedAsync("", 0, default))
            .Select(document => $"{document.Key} {System.Text.Encoding.UTF8.GetString(document.Bytes)}")
            .Order(StringComparer.Ordinal);
}
