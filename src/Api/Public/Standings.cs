using Award.Api.Published;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Public;

/// <summary>A published table (榜单), or a part of it.</summary>
/// <param name="Version">1 as published; one more for each later decision that shows in this table.</param>
/// <param name="Root">The signed root of the publication; null where it was not signed.</param>
/// <param name="Total">Rows of the whole table.</param>
public sealed record StandingsAnswer(
    string Province,
    int Year,
    string Level,
    string Stage,
    int Version,
    string PublishedAt,
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
/// <param name="StreakYears">Designations in a row up to this year.</param>
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
        Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var wanted = form.Level(level);
        var table = form.Table(format, lang, request.Headers.Accept);
        var window = form.Window(offset, limit ?? table.WholeTable);
        var catalogue = await form.ProvinceAsync(province, catalogues, cancellation);
        var published = form.PublishedYear("year", year, catalogue);
        return form.Refused ?? catalogue!.Answer(
            $"standings/{published!.Year}/{wanted}/{window.Offset}/{window.Limit}",
            table,
            known => Table(known, published, wanted, window),
            StandingsTable.Of);
    }

    private static async Task<IResult> AroundAsync(
        string? province, string? year, string? level, string? code, string? radius,
        Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var region = form.Code(code);
        var reach = form.Radius(radius);
        var asked = form.Level(level);
        var catalogue = await form.ProvinceAsync(
            province ?? region?.Province.Value, catalogues, cancellation);
        var published = form.PublishedYear("year", year, catalogue);
        if (form.Refused is { } refused)
        {
            return refused;
        }

        // Without a level the region's own; with one, a region of another level is not in that table.
        var found = (level is null ? Enum.GetValues<RegionLevel>() : [asked])
            .Select(l => (Level: l, Index: IndexOf(catalogue!, published!.Year, l, region!.Value)))
            .FirstOrDefault(f => f.Index >= 0, (Level: asked, Index: -1));
        if (found.Index < 0)
        {
            form.UnknownRegion<object>(region!.Value.Value);
            return form.Refused!;
        }

        var from = Math.Max(0, found.Index - reach);
        var window = new Window(from, found.Index + reach + 1 - from);
        return catalogue!.Answer(
            $"around/{published!.Year}/{found.Level}/{window.Offset}/{window.Limit}",
            known => Table(known, published, found.Level, window));
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

    private static int IndexOf(Catalogue catalogue, int year, RegionLevel level, RegionCode code) =>
        (catalogue.Standings(year, level)?.Rows ?? []).Select(r => r.Code).ToList().IndexOf(code.Value);

    /// <summary>
    /// Counts the later decisions of these units up to this year. Made of published outcomes alone: a
    /// version taken from the record would tell how busy an unpublished year is.
    /// </summary>
    private static int Version(Catalogue catalogue, StandingsDocument table) => 1 + table.Rows
        .SelectMany(row => catalogue.StreakOf(row.Lineage)?.Years ?? [])
        .Where(year => year.Year <= table.Year)
        .Sum(Outcomes.Decisions);
}
