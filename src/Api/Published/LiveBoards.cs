using System.Collections.Concurrent;
using Award.Api.Answers;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Published;

/// <summary>
/// Live boards as of each request, with the answers made from them. A board is asked for only where the year's public document
/// says that there may be one, so callers cannot make the silo look for years of their own invention; the grain looks again.
/// </summary>
internal sealed class LiveBoards(ILiveBoards boards)
{
    private readonly ConcurrentDictionary<BoardName, Latest<LiveBoardView?>> _boards = new();
    private readonly ConcurrentDictionary<BoardName, Made> _made = new();

    /// <summary>Whether a year's public document allows a board now.</summary>
    public static bool MayShow(YearDocument year) =>
        year.Visibility is "live" or "live-until-freeze" && year.Stage is "collecting" or "review" or "notice";

    /// <summary>The board as of now; null when the year has been published meanwhile.</summary>
    /// <exception cref="ArgumentException">The year's document allows none.</exception>
    public Task<LiveBoardView?> FindAsync(
        Catalogue catalogue, YearDocument year, RegionLevel level, CancellationToken cancellation)
    {
        if (!MayShow(year))
        {
            throw new ArgumentException($"year {year.Year} shows no board", nameof(year));
        }

        var name = new BoardName(catalogue.Province, new AwardYear(year.Year), level);
        return _boards
            .GetOrAdd(name, asked => new Latest<LiveBoardView?>(null, (_, cancel) => boards.FindAsync(asked, cancel)))
            .CurrentAsync(cancellation);
    }

    /// <summary>Answers made from this very board and catalogue; those made from earlier ones are let go.</summary>
    public AnswerCache AnswersOf(Catalogue catalogue, LiveBoardView board, BoardName name) => _made.AddOrUpdate(
        name,
        _ => new Made(catalogue, board.Fingerprint),
        (_, made) => made.Catalogue == catalogue && made.Fingerprint == board.Fingerprint
            ? made
            : new Made(catalogue, board.Fingerprint)).Answers;

    private sealed record Made(Catalogue Catalogue, string Fingerprint)
    {
        public AnswerCache Answers { get; } = new();
    }
}
