using System.Globalization;
using System.Text.Json;

namespace Api.Tests.NonInterference;

/// <summary>
/// Two worlds that differ only in what is embargoed, told the same story and asked the same thousands of questions after every
/// chapter. At the end the leaks are planted one by one. What was found is kept for the tests to look at.
/// </summary>
public sealed class TwoWorlds : IAsyncLifetime
{
    private const int AsksAChapter = 430;

    /// <summary>More than a chapter has: the search ends with the first difference, and must not depend on a lucky seed.</summary>
    private const int AsksForALeak = 3000;
    private const string SeedVariable = "AWARD_NONINTERFERENCE_SEED";

    private readonly World _one = World.Start(Variant.First);
    private readonly World _other = World.Start(Variant.OtherEmbargoed);
    private readonly List<(Streams One, Streams Other)> _streams = [];

    /// <summary>Set <c>AWARD_NONINTERFERENCE_SEED</c> to ask something else.</summary>
    public int Seed { get; } = int.TryParse(
        Environment.GetEnvironmentVariable(SeedVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : 20171;

    /// <summary>By chapter: the first difference, or null.</summary>
    internal Dictionary<string, string?> Found { get; } = [];

    /// <summary>By leak, planted in the last chapter: the first difference, or null.</summary>
    internal Dictionary<Leak, string?> FoundWith { get; } = [];

    /// <summary>By stream's address: what was heard in each world.</summary>
    internal List<(string Address, string One, string Other)> Heard { get; } = [];

    internal int Asked { get; private set; }

    internal IReadOnlyList<string> Public { get; private set; } = [];

    /// <summary>A world with another public figure, compared after the chapter that has it.</summary>
    internal string? FoundInPublic { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var book = await BookAsync(_one);
        Public = [.. book.Public];
        var (mine, theirs) = (new Story(_one), new Story(_other));
        for (var i = 0; i < Story.Chapters.Count; i++)
        {
            var chapter = Story.Chapters[i];
            await Task.WhenAll(mine.TellAsync(chapter), theirs.TellAsync(chapter));
            await ListenAsync(chapter);
            Found[chapter] = await CompareAsync(book, Seed + i, AsksAChapter);
        }

        foreach (var stream in _streams)
        {
            Heard.Add((stream.One.Address, stream.One.Heard, stream.Other.Heard));
        }

        // The last leak stays in what its world keeps, so nothing is asked after it.
        foreach (var leak in Enum.GetValues<Leak>())
        {
            _one.Leaks.Planted = _other.Leaks.Planted = leak;
            FoundWith[leak] = await CompareAsync(book, Seed + 100, AsksForALeak);
        }

        await CompareWithAnotherPublicFigureAsync(book);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (one, other) in _streams)
        {
            one.Dispose();
            other.Dispose();
        }

        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    private static async Task<AskBook> BookAsync(World world) => new(
        JsonDocument.Parse(await world.Client.GetStringAsync("/openapi/v1.json")).RootElement);

    private async Task<string?> CompareAsync(AskBook book, int seed, int count)
    {
        var asks = book.Make(count, seed);
        Asked += asks.Count;
        return await new Comparer(_one, _other).FindAsync(asks);
    }

    /// <summary>Streams that open when collecting begins and when the year is frozen; each hears every version once.</summary>
    private async Task ListenAsync(string chapter)
    {
        if (chapter == "opened")
        {
            return;
        }

        await SettleAsync(chapter);
        if (chapter is "collecting" or "back")
        {
            Open($"year={Story.Live}&level=county");
            Open($"year={Story.UntilFreeze}&level=county");
            Open($"year={Story.UntilFreeze}&level=city", "1");
            await SettleAsync(chapter);
        }
    }

    /// <summary>Has every feed look once, and waits until every stream has heard of it.</summary>
    private async Task SettleAsync(string chapter)
    {
        LookAgain();
        var isPublished = chapter is "published-elsewhere" or "revoked";
        foreach (var (one, other) in isPublished ? Of(Story.Live) : [])
        {
            await Task.WhenAll(one.UntilEndAsync(), other.UntilEndAsync());
        }

        foreach (var year in isPublished ? (int[])[Story.UntilFreeze] : [Story.Live, Story.UntilFreeze])
        {
            // Each by its own version: should they differ, the comparison is to say so, not the wait.
            var (mine, theirs) = (await LastIdAsync(_one, year), await LastIdAsync(_other, year));
            foreach (var (one, other) in Of(year))
            {
                await Task.WhenAll(one.UntilAsync(mine), other.UntilAsync(theirs));
            }
        }
    }

    private static async Task<string> LastIdAsync(World world, int year)
    {
        using var table = JsonDocument.Parse(await world.Client.GetStringAsync(
            $"/api/v1/standings?province=990000&year={year}&level=county"));
        return $"id: {table.RootElement.GetProperty("version")}\n";
    }

    private IEnumerable<(Streams One, Streams Other)> Of(int year) =>
        _streams.Where(s => s.One.Address.Contains($"={year}&", StringComparison.Ordinal));

    private void Open(string query, string? lastSeen = null)
    {
        var address = $"/api/v1/standings/live?province=990000&{query}";
        _streams.Add((Streams.Open(_one, address, lastSeen), Streams.Open(_other, address, lastSeen)));
    }

    private void LookAgain()
    {
        _one.FeedClock.Advance(TimeSpan.FromSeconds(1));
        _other.FeedClock.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task CompareWithAnotherPublicFigureAsync(AskBook book)
    {
        await using var one = World.Start(Variant.First);
        await using var other = World.Start(Variant.OtherPublic);
        var (mine, theirs) = (new Story(one), new Story(other));
        foreach (var chapter in Story.Chapters.TakeWhile(c => c != "review"))
        {
            await Task.WhenAll(mine.TellAsync(chapter), theirs.TellAsync(chapter));
        }

        FoundInPublic = await new Comparer(one, other).FindAsync(book.Make(AsksForALeak, Seed));
    }
}
