using System.Net;
using System.Text.Json;
using Award.Api.Streams;

namespace Api.Tests.NonInterference;

/// <summary>
/// What anyone is answered about years that are live, frozen and embargoed, at the time when all three are in review.
/// </summary>
public sealed class LiveYearsTests(LiveYears years) : IClassFixture<LiveYears>
{
    private const string Province = "province=990000&level=county";

    [Fact]
    public async Task A_live_year_is_answered_as_it_stands_and_says_so()
    {
        var table = await GetAsync($"/api/v1/standings?{Province}&year={Story.Live}");

        Assert.Equal(
            ("review", true, false, true), (Text(table, "stage"), Flag(table, "live"), Flag(table, "frozen"),
                Flag(table, "provisional")));
        Assert.Equal(JsonValueKind.Null, table.GetProperty("publishedAt").ValueKind);
        Assert.Equal(5, table.GetProperty("total").GetInt32());
        var first = table.GetProperty("entries")[0];
        Assert.Equal(1, first.GetProperty("rank").GetInt32());
        Assert.True(first.GetProperty("designated").GetBoolean());
        Assert.Equal(1, first.GetProperty("streakYears").GetInt32());
    }

    [Fact]
    public async Task A_published_year_is_neither_live_nor_provisional()
    {
        var table = await GetAsync($"/api/v1/standings?{Province}&year={Story.Published}");

        Assert.Equal(
            (false, false, false), (Flag(table, "live"), Flag(table, "frozen"), Flag(table, "provisional")));
    }

    [Fact]
    public async Task A_frozen_year_says_so_and_the_latest_stays_the_latest_published()
    {
        Assert.True(Flag(await GetAsync($"/api/v1/standings?{Province}&year={Story.UntilFreeze}"), "frozen"));
        Assert.Equal(
            Story.Published, (await GetAsync($"/api/v1/standings?{Province}")).GetProperty("year").GetInt32());
    }

    [Fact]
    public async Task The_rows_about_a_region_come_from_the_same_board()
    {
        var whole = await GetAsync($"/api/v1/standings?{Province}&year={Story.Live}");
        var around = await GetAsync(
            $"/api/v1/standings/around?province=990000&year={Story.Live}&code=990201&radius=0");

        Assert.Equal(whole.GetProperty("version").GetRawText(), around.GetProperty("version").GetRawText());
        Assert.Equal(
            whole.GetProperty("entries").EnumerateArray().Single(e => Text(e, "code") == "990201").GetRawText(),
            around.GetProperty("entries").EnumerateArray().Single().GetRawText());
    }

    [Fact]
    public async Task A_known_tag_of_a_live_table_is_answered_304()
    {
        var address = $"/api/v1/standings?{Province}&year={Story.Live}";
        using var first = await years.World.Client.GetAsync(address);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await years.World.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/standings?province=990000&level=county&year=", Story.Embargoed, "published")]
    [InlineData("/api/v1/standings?province=990000&level=county&year=", 2099, "published")]
    [InlineData("/api/v1/standings/live?province=990000&year=", Story.Embargoed, "live")]
    [InlineData("/api/v1/standings/live?province=990000&year=", Story.Published, "live")]
    [InlineData("/api/v1/standings/live?province=990000&year=", 2099, "live")]
    public async Task Embargoed_and_unknown_are_the_same_404(string address, int year, string what)
    {
        using var answer = await years.World.Client.GetAsync($"{address}{year}");

        Assert.Equal("404 YearUnknown [year YearUnknown]", await Hosts.Asking.ProblemAsync(answer));
        Assert.Contains($"no year {year} is {what}", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/regions/990101?asOf=")]
    [InlineData("/api/v1/regions/990101/years/")]
    public async Task Pages_and_sheets_of_a_region_wait_for_publication_in_a_live_year_too(string address)
    {
        using var answer = await years.World.Client.GetAsync($"{address}{Story.Live}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_stream_says_now_and_then_that_it_lives_and_closes_when_the_host_does()
    {
        await using var world = World.Start(Variant.First);
        await LiveYears.TellAsync(world);
        using var stream = Streams.Open(world, $"/api/v1/standings/live?{Province}&year={Story.UntilFreeze}");
        await stream.UntilAsync("\"changed\":[]}\nid: ");

        // Whether the wait for a heartbeat has begun cannot be seen from outside; so time goes on until it has.
        var silence = stream.UntilAsync("\n: \n\n");
        while (!silence.IsCompleted)
        {
            world.FeedClock.Advance(EventStreamResult.HeartbeatEvery);
            using var alive = await world.Client.GetAsync("/health/live");
        }

        await silence;
        world.Stop();
        await stream.UntilEndAsync();
    }

    private async Task<JsonElement> GetAsync(string address) =>
        JsonDocument.Parse(await years.World.Client.GetStringAsync(address)).RootElement;

    private static string? Text(JsonElement value, string name) => value.GetProperty(name).GetString();

    private static bool Flag(JsonElement value, string name) => value.GetProperty(name).GetBoolean();
}

/// <summary>A world whose open years have come to review.</summary>
public sealed class LiveYears : IAsyncLifetime
{
    internal World World { get; } = World.Start(Variant.First);

    public async ValueTask InitializeAsync() => await TellAsync(World);

    internal static async Task TellAsync(World world)
    {
        var story = new Story(world);
        foreach (var chapter in Story.Chapters.TakeWhile(c => c != "notice"))
        {
            await story.TellAsync(chapter);
        }
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
