using Award.Api.Published;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Api.Public;

/// <summary>
/// The streak board (连冠榜): longest run first, then the mean score of the run, then the code.
/// </summary>
public sealed record StreakBoardAnswer(
    string Province,
    int AsOf,
    string Level,
    bool Demonstration,
    int Total,
    int Offset,
    int Limit,
    IReadOnlyList<StreakBoardEntry> Entries);

/// <param name="Rank">Equal for equal run and mean score.</param>
/// <param name="MeanScore">Mean of the scores of the run's years; null without a run.</param>
public sealed record StreakBoardEntry(
    int Rank, string Code, NameAnswer Name, string Level, StreakAnswer Streak, decimal? MeanScore);

internal static class StreakBoard
{
    public static void MapStreaks(this IEndpointRouteBuilder api) =>
        api.MapGet("/streaks", BoardAsync).Describes<StreakBoardAnswer>(
            "Streaks",
            "The streak board as of a year: longest first, then mean score, then code; as CSV or XLSX too.")
        .AlsoAsTable();

    private static async Task<IResult> BoardAsync(
        string? province, string? asOf, string? level, string? offset, string? limit,
        string? format, string? lang, HttpRequest request,
        Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var wanted = form.Level(level);
        var table = form.Table(format, lang, request.Headers.Accept);
        var window = form.Window(offset, limit ?? table.WholeTable);
        var catalogue = await form.ProvinceAsync(province, catalogues, cancellation);
        var year = form.PublishedYear("asOf", asOf, catalogue);
        return form.Refused ?? catalogue!.Answer(
            $"streaks/{year!.Year}/{wanted}/{window.Offset}/{window.Limit}",
            table,
            known => Board(known, year.Year, wanted, window),
            StreakTable.Of);
    }

    internal static StreakBoardAnswer Board(Catalogue catalogue, int asOf, RegionLevel level, Window window)
    {
        var rulebook = catalogue.RulebookOf(catalogue.PublishedYear(asOf)!.RulebookHash);
        var runs = catalogue.Standings(asOf, level)!.Rows
            .Select(row => Run(catalogue, row, asOf))
            .OrderByDescending(run => run.Streak.Years)
            .ThenByDescending(run => run.Mean ?? Ratio.Zero)
            .ThenBy(run => run.Row.Code, StringComparer.Ordinal)
            .ToList();
        var entries = new List<StreakBoardEntry>();
        foreach (var (index, run) in runs.Index())
        {
            var rank = index > 0 && SamePlace(runs[index - 1], run) ? entries[^1].Rank : index + 1;
            entries.Add(Entry(run, rank, level, rulebook));
        }

        return new StreakBoardAnswer(
            catalogue.Province.Value, asOf, Texts.Of(level), catalogue.PublishedYear(asOf)!.Demonstration,
            entries.Count, window.Offset, window.Limit, window.Of(entries));
    }

    private static StreakRun Run(Catalogue catalogue, StandingsRow row, int asOf)
    {
        var streak = catalogue.Count(row.Lineage, asOf);
        var scores = catalogue.StreakOf(row.Lineage)!.Years
            .Where(y => y.Outcome == Outcomes.Designated && y.Score is not null
                && y.Year >= streak.From?.Value && y.Year <= streak.To?.Value)
            .Select(y => Ratio.From(Numbers.Exact(y.Score!)))
            .ToList();
        return new StreakRun(
            row,
            streak,
            scores.Count == 0 ? null : scores.Aggregate((a, b) => a + b) / new Ratio(scores.Count, 1));
    }

    private static bool SamePlace(StreakRun a, StreakRun b) =>
        a.Streak.Years == b.Streak.Years && a.Mean == b.Mean;

    private static StreakBoardEntry Entry(StreakRun run, int rank, RegionLevel level, Rulebook rulebook) =>
        new(
        rank,
        run.Row.Code,
        NameAnswer.Of(run.Row.Name),
        Texts.Of(level),
        StreakAnswer.Of(run.Streak),
        run.Mean is { } mean ? Numbers.Shown(Points.Nearest(mean), rulebook) : null);

    private sealed record StreakRun(StandingsRow Row, Streak Streak, Ratio? Mean);
}
