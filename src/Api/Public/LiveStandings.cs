using Award.Api.Answers;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Streaks;

namespace Award.Api.Public;

/// <summary>
/// The board of a year that is shown while it is worked on. Beside each row stand the run and the title that are published;
/// what this year will make of them is not foretold.
/// </summary>
internal sealed class LiveStandings(Catalogue catalogue, YearDocument year, RegionLevel level, LiveBoardView board)
{
    public IResult Answer(LiveBoards boards, Window window) => new AnswerResult(boards
        .AnswersOf(catalogue, board, new BoardName(catalogue.Province, new AwardYear(year.Year), level))
        .Get($"{window.Offset}/{window.Limit}", () => Answers.Answer.Of(Table(window))));

    private StandingsAnswer Table(Window window) => new(
        catalogue.Province.Value,
        year.Year,
        Texts.Of(level),
        board.Stage,
        board.Version,
        null,
        true,
        board.Frozen,
        true,
        board.Demonstration,
        new RulebookRef(board.RulebookId, board.RulebookHash),
        null,
        board.Rows.Count,
        window.Offset,
        window.Limit,
        [.. window.Of(board.Rows).Select(Entry)]);

    private StandingsEntry Entry(LiveRow row)
    {
        Streak? streak = catalogue.LatestPublished is { } latest ? catalogue.Count(row.Lineage, latest.Year) : null;
        return new StandingsEntry(
            row.Rank,
            row.Pending,
            row.Code,
            new NameAnswer(row.NameZh, row.NameEn),
            Numbers.Points(row.Score, catalogue.RulebookOf(board.RulebookHash)),
            row.Outcome,
            row.Outcome == Outcomes.Designated,
            streak?.Years ?? 0,
            TierAnswer.Of(streak?.Tier),
            row.Movement);
    }
}
