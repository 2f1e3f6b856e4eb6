using Award.Api.Published;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Public;

/// <summary>A table (榜单), or a part of it: a published one, or the board of a year that is live.</summary>
/// <param name="Version">
/// Published: 1, and one more for each later decision that shows in this table. Live: 1 when collecting begins, and one more
/// for each change of the board or of its stage.
/// </param>
/// <param name="PublishedAt">Null while live.</param>
/// <param name="Live">The year is not published yet, and shown all the same.</param>
/// <param name="Frozen">The board stays as it is until publication, though work goes on.</param>
/// <param name="Provisional">Places, scores and designations are as the sheets stand; none is decided.</param>
/// <param name="Root">The signed root of the publication; null where it was not signed.</param>
/// <param name="Total">Rows of the whole table.</param>
public sealed record StandingsAnswer(
    string Province,
    int Year,
    string Level,
    string Stage,
    int Version,
    string? PublishedAt,
    bool Live,
    bool Frozen,
    bool Provisional,
    bool Demonstration,
    RulebookRef Rulebook,
    string? Root,
    int Total,
    int Offset,
    int Limit,
    IReadOnlyList<StandingsEntry> Entries);

/// <param name="Rank">
/// Null while the place is open (<paramref name="Pending"/>) or the region was not assessed.
/// </param>
/// <param name="Outcome">
/// As it stands now: <c>designated|not-designated|suspended|revoked|not-assessed</c>.
/// </param>
/// <param name="StreakYears">Designations in a row up to this year; of a live one, up to the latest published.</param>
/// <param name="Tier">The title that this run has reached.</param>
/// <param name="Movement">
/// Places gained (positive) or lost since last year; null without a place then or now.
/// </param>
public sealed record StandingsEntry(
    int? Rank,
    bool Pending,
    string Code,
    NameAnswer Name,
    decimal? Score,
    string Outcome,
    bool Designated,
    int StreakYears,
    TierAnswer? Tier,
    int? Movement);

internal static class Standings
{
    public static void MapStandings(this IEndpointRouteBuilder api)
    {
        api.MapGet("/standings", TableAsync).Describes<StandingsAnswer>(
            "Standings", "The table of one province, year and level, best first; as CSV or XLSX too.")
            .AlsoAsTable();
        api.MapGet("/standings/around", AroundAsync).Describes<StandingsAnswer>(
            "Standings", "The rows about one region.");
    }

    private static async Task<IResult> TableAsync(
        string? province, string? year, string? level, string? offset, string? limit,
        string? format, string? lang, HttpRequest request,
        Catalogues catalogues, LiveBoards boards, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var wanted = form.Level(level);
        var table = form.Table(format, lang, request.Headers.Accept);
        var window = form.Window(offset, limit ?? table.WholeTable);
        var catalogue = await form.ProvinceAsync(province, catalogues, cancellation);
        var shown = form.ShownYear("year", year, catalogue);
        if (form.Refused is { } refused)
        {
            return refused;
        }

        if (LiveBoards.MayShow(shown!))
        {
            return table.WholeTable is not null
                ? Problems.Refuse(RefusalCode.MalformedInput, "format", "a live board is JSON; it is a table once published")
                : await boards.FindAsync(catalogue!, shown!, wanted, cancellation) is { } board
                ? new LiveStandings(catalogue!, shown!, wanted, board).Answer(boards, window)
                : Problems.Http(StatusCodes.Status503ServiceUnavailable);
        }

        return catalogue!.Answer(
            $"standings/{shown!.Year}/{wanted}/{window.Offset}/{window.Limit}",
            table,
            known => Table(known, shown, wanted, window),
            StandingsTable.Of);
    }

    private static async Task<IResult> AroundAsync(
        string? province, string? year, string? level, string? code, string? radius,
        Catalogues catalogues, LiveBoards boards, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var region = form.Code(code);
        var reach = form.Radius(radius);
        var asked = form.Level(level);
        var catalogue = await form.ProvinceAsync(
            province ?? region?.Province.Value, catalogues, cancellation);
        var shown = form.ShownYear("year", year, catalogue);
        if (form.Refused is { } refused)
        {
            return refused;
        }

        // Without a level the region's own; with one, a region of another level is not in that table.
        var levels = level is null ? Enum.GetValues<RegionLevel>() : [asked];
        foreach (var wanted in levels)
        {
            var live = LiveBoards.MayShow(shown!)
                ? await boards.FindAsync(catalogue!, shown!, wanted, cancellation)
                : null;
            if (live is null && LiveBoards.MayShow(shown!))
            {
                return Problems.Http(StatusCodes.Status503ServiceUnavailable);
            }

            var codes = live?.Rows.Select(r => r.Code)
                ?? catalogue!.Standings(shown!.Year, wanted)?.Rows.Select(r => r.Code) ?? [];
            if (codes.ToList().IndexOf(region!.Value.Value) is >= 0 and var index)
            {
                var from = Math.Max(0, index - reach);
                var window = new Window(from, index + reach + 1 - from);
                return live is not null
                    ? new LiveStandings(catalogue!, shown!, wanted, live).Answer(boards, window)
                    : catalogue!.Answer(
                        $"around/{shown!.Year}/{wanted}/{window.Offset}/{window.Limit}",
                        known => Table(known, shown, wanted, window));
            }
        }

        form.UnknownRegion<object>(region!.Value.Value);
        return form.Refused!;
    }

    /// <summary>The window of a table with the runs as of its year.</summary>
    internal static StandingsAnswer Table(
        Catalogue catalogue, YearDocument year, RegionLevel level, Window window)
    {
        var table = catalogue.Standings(year.Year, level)
            ?? throw new InvalidOperationException($"published year {year.Year} has no {level} table");
        return new StandingsAnswer(
            table.Province,
            table.Year,
            table.Level,
            year.Stage,
            Version(catalogue, table),
            table.PublishedAt,
            false,
            false,
            false,
            table.Demonstration,
            new RulebookRef(table.RulebookId, table.RulebookHash),
            null,
            table.Rows.Count,
            window.Offset,
            window.Limit,
            [.. window.Of(table.Rows).Select(row => Entry(catalogue, table, row))]);
    }

    private static StandingsEntry Entry(Catalogue catalogue, StandingsDocument table, StandingsRow row)
    {
        var outcome = catalogue.StreakOf(row.Lineage)?.Years
            .FirstOrDefault(y => y.Year == table.Year)?.Outcome
            ?? row.Outcome;
        var streak = catalogue.Count(row.Lineage, table.Year);
        return new StandingsEntry(
            row.Rank,
            row.Pending,
            row.Code,
            NameAnswer.Of(row.Name),
            Numbers.Points(row.Score, catalogue.RulebookOf(table.RulebookHash)),
            outcome,
            outcome == Outcomes.Designated,
            streak.Years,
            TierAnswer.Of(streak.Tier),
            row.Movement);
    }

    /// <summary>
    /// Counts the later decisions of these units up to this year. Made of published outcomes alone: a
    /// version taken from the record would tell how busy an unpublished year is.
    /// </summary>
    private static int Version(Catalogue catalogue, StandingsDocument table) => 1 + table.Rows
        .SelectMany(row => catalogue.StreakOf(row.Lineage)?.Years ?? [])
        .Where(year => year.Year <= table.Year)
        .Sum(Outcomes.Decisions);
}
