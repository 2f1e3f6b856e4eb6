using System.Collections.Concurrent;
using Award.Api.Published;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Streams;

/// <summary>
/// The feeds of this node: one for each live board that anyone has listened to, until its year is published or the host stops.
/// There are never more than two for each year that is live.
/// </summary>
internal sealed class BoardFeeds(LiveBoards boards, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<BoardName, Lazy<BoardFeed>> _feeds = new();

    /// <summary>The feed of a board; a new one after the last has ended.</summary>
    public BoardFeed Of(Catalogue catalogue, YearDocument year, RegionLevel level)
    {
        var name = new BoardName(catalogue.Province, new AwardYear(year.Year), level);
        return _feeds.GetOrAdd(name, _ => new Lazy<BoardFeed>(() => Start(catalogue, year, name))).Value;
    }

    private BoardFeed Start(Catalogue catalogue, YearDocument year, BoardName name)
    {
        var feed = new BoardFeed(cancel => boards.FindAsync(catalogue, year, name.Level, cancel), clock);
        _ = RunAsync(feed, name);
        return feed;
    }

    private async Task RunAsync(BoardFeed feed, BoardName name)
    {
        try
        {
            await feed.RunAsync(lifetime.ApplicationStopping);
        }
        finally
        {
            _feeds.TryRemove(name, out _);
        }
    }
}

internal static class LiveBoardServices
{
    public static void AddLiveBoards(this IServiceCollection services) => services
        .AddSingleton<ILiveBoards, GrainBoards>()
        .AddSingleton<LiveBoards>()
        .AddSingleton<BoardFeeds>()
        .AddSingleton<StreamPlaces>();
}
