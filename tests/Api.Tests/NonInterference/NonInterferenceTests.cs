namespace Api.Tests.NonInterference;

/// <summary>
/// Nothing public depends on anything unpublished (promise P4): whoever may not see embargoed figures cannot tell two worlds
/// apart that differ in nothing else, whatever they ask, at any stage.
/// </summary>
public sealed class NonInterferenceTests(TwoWorlds worlds, ITestOutputHelper output) : IClassFixture<TwoWorlds>
{
    public static TheoryData<string> Chapters => [.. Story.Chapters];

    public static TheoryData<Leak> Planted => [.. Enum.GetValues<Leak>().Where(leak => leak != Leak.None)];

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Worlds_that_differ_in_what_is_embargoed_answer_alike(string chapter)
    {
        output.WriteLine($"seed {worlds.Seed}");
        Assert.True(worlds.Found[chapter] is null, worlds.Found[chapter]);
    }

    [Fact]
    public void Their_event_streams_are_alike_too()
    {
        Assert.Equal(6, worlds.Heard.Count);
        Assert.All(worlds.Heard, stream =>
        {
            Assert.Equal(stream.One, stream.Other);
            Assert.Contains("\ndata: {\"version\":", stream.One, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_leak_is_found(Leak leak)
    {
        output.WriteLine(worlds.FoundWith[leak] ?? "nothing");
        Assert.NotNull(worlds.FoundWith[leak]);
    }

    [Fact]
    public void Without_a_leak_nothing_is_found_where_the_leaks_were_planted() =>
        Assert.True(worlds.FoundWith[Leak.None] is null, worlds.FoundWith[Leak.None]);

    [Fact]
    public void Worlds_that_differ_in_a_public_figure_do_differ()
    {
        output.WriteLine(worlds.FoundInPublic ?? "nothing");
        Assert.NotNull(worlds.FoundInPublic);
    }

    [Fact]
    public void Thousands_were_asked_and_every_public_operation_among_them()
    {
        Assert.True(worlds.Asked >= 3000, $"{worlds.Asked}");
        Assert.Contains("GET /api/v1/standings/live", worlds.Public);
        Assert.Contains("GET /api/v1/award-years", worlds.Public);
        Assert.Contains("GET /api/v1/feed", worlds.Public);
        Assert.Contains("GET /regions/{code}/years/{year}", worlds.Public);
    }
}
