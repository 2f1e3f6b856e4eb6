using Award.Api.Published;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Public;

public sealed record RegionsAnswer(
    string Province, int AsOf, bool Demonstration, int Total, IReadOnlyList<RegionEntry> Regions);

/// <param name="Lineage">
/// What stays the same while codes change: the first code the unit was known by.
/// </param>
/// <param name="Predecessors">The codes this one came from, up to that year.</param>
public sealed record RegionEntry(
    string Code,
    NameAnswer Name,
    string Level,
    string Parent,
    string Lineage,
    IReadOnlyList<LinkAnswer> Predecessors);

/// <summary>A change of codes (沿革), seen from one of its ends.</summary>
/// <param name="Kind"><c>rename|merger|split|part-moved</c>.</param>
/// <param name="Inherits">Whether the streak went along.</param>
public sealed record LinkAnswer(int Year, string Code, NameAnswer Name, string Kind, bool Inherits);

/// <summary>A region and its record.</summary>
/// <param name="AsOf">The last award year counted.</param>
/// <param name="AbolishedIn">
/// The year from which the code no longer stands; the answer is its last state.
/// </param>
/// <param name="Lineage">The unit under all its codes and names, oldest first.</param>
/// <param name="Successors">Where an abolished code's territory went.</param>
/// <param name="Tripods">Titles conferred and still held, plaques left out, oldest first.</param>
/// <param name="History">Every award year with an outcome, oldest first.</param>
public sealed record RegionAnswer(
    string Province,
    int AsOf,
    bool Demonstration,
    string Code,
    NameAnswer Name,
    string Level,
    string Parent,
    int? AbolishedIn,
    IReadOnlyList<LineageAnswer> Lineage,
    IReadOnlyList<LinkAnswer> Predecessors,
    IReadOnlyList<LinkAnswer> Successors,
    StreakAnswer Streak,
    IReadOnlyList<TripodAnswer> Tripods,
    IReadOnlyList<HistoryAnswer> History);

/// <param name="From">The first 31 December it stood on.</param>
/// <param name="To">The last one; null while it stands.</param>
public sealed record LineageAnswer(string Code, NameAnswer Name, int From, int? To);

/// <param name="Year">The award year whose designation completed the run.</param>
public sealed record TripodAnswer(TierAnswer Tier, int Year);

/// <param name="Code">The code the unit had that year.</param>
/// <param name="Outcome">As it stands now.</param>
/// <param name="Published">As it was first published.</param>
/// <param name="Reasons">Why it was not designated; empty when it was.</param>
public sealed record HistoryAnswer(
    int Year,
    string Code,
    string Outcome,
    string Published,
    decimal? Score,
    int? Rank,
    bool Pending,
    IReadOnlyList<ReasonAnswer> Reasons);

internal static class Regions
{
    public static void MapRegions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/regions", ListAsync).Describes<RegionsAnswer>(
            "Regions", "The regions of one year, with their cities and where their codes came from.");
        api.MapGet("/regions/{code}", OneAsync).Describes<RegionAnswer>(
            "Regions", "A region's run, its tripods and its history under all its codes.");
    }

    private static async Task<IResult> ListAsync(
        string? province, string? asOf, Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var catalogue = await form.ProvinceAsync(province, catalogues, cancellation);
        var year = form.Year("asOf", asOf, catalogue);
        if (catalogue is not null && (year is null || catalogue.Register!.RegionsOf(year.Value).Count == 0))
        {
            form.UnknownYear("asOf", asOf);
        }

        return form.Refused ?? catalogue!.Answer($"regions/{year}", known => List(known, year!.Value));
    }

    private static async Task<IResult> OneAsync(
        string code, string? asOf, Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var catalogue = await form.ProvinceOfAsync(code, catalogues, cancellation);
        var year = form.PublishedYear("asOf", asOf, catalogue);
        if (form.Refused is { } refused)
        {
            return refused;
        }

        var last = new AwardYear(year!.Year);
        if (catalogue!.Register!.LastStateOf(new RegionCode(code), last) is not { } row)
        {
            form.UnknownRegion<object>(code);
            return form.Refused!;
        }

        return catalogue.Answer($"region/{code}/{last}", known => One(known, row, last));
    }

    private static RegionsAnswer List(Catalogue catalogue, AwardYear asOf)
    {
        var register = catalogue.Register!;
        var regions = register.RegionsOf(asOf);
        return new RegionsAnswer(catalogue.Province.Value, asOf.Value, catalogue.Demonstration, regions.Count,
        [
            .. regions.Select(row => new RegionEntry(
                row.Code.Value,
                NameAnswer.Of(row.Name),
                Texts.Of(row.Level),
                row.Parent.Value,
                register.LineageOf(row.Code).ToString(),
                [.. register.Before(row.Code, asOf).Select(link => Predecessor(register, link))])),
        ]);
    }

    /// <summary>A region as of a published year; of an abolished code, its last state.</summary>
    internal static RegionAnswer One(Catalogue catalogue, RegisterRow row, AwardYear asOf)
    {
        var register = catalogue.Register!;
        var abolished = row.IsValidIn(asOf) ? null : row.ValidTo;
        var last = abolished is { } gone ? new AwardYear(gone).Previous : asOf;
        var lineage = register.LineageOf(row.Code).ToString();
        var streak = catalogue.Count(lineage, last.Value);
        return new RegionAnswer(
            catalogue.Province.Value,
            asOf.Value,
            catalogue.Demonstration,
            row.Code.Value,
            NameAnswer.Of(row.Name),
            Texts.Of(row.Level),
            row.Parent.Value,
            abolished,
            [.. register.ChainOf(row.Code, last).Select(r => new LineageAnswer(
                r.Code.Value, NameAnswer.Of(r.Name), r.ValidFrom, r.ValidTo is { } end ? end - 1 : null))],
            [.. register.Before(row.Code, last).Select(link => Predecessor(register, link))],
            abolished is null
                ? []
                : [.. register.After(row.Code, asOf).Select(link => Successor(register, link))],
            abolished is null ? StreakAnswer.Of(streak) : StreakAnswer.Of(streak) with { Next = null },
            [.. streak.Titles.Select(t => new TripodAnswer(TierAnswer.Of(t.Tier)!, t.Year.Value))],
            [.. (catalogue.StreakOf(lineage)?.Years ?? [])
                .Where(y => y.Year <= last.Value && catalogue.PublishedYear(y.Year) is not null)
                .OrderBy(y => y.Year)
                .Select(y => History(catalogue, y))]);
    }

    private static HistoryAnswer History(Catalogue catalogue, StreakYear year)
    {
        var rulebook = catalogue.RulebookOf(year.RulebookHash);
        return new HistoryAnswer(
            year.Year,
            year.Code,
            year.Outcome,
            year.Published,
            Numbers.Points(year.Score, rulebook),
            year.Rank,
            year.Rank is null && year.Outcome != Outcomes.NotAssessed,
            ReasonAnswer.Of(year.Reasons, year.Outcome, rulebook));
    }

    private static LinkAnswer Predecessor(RegisterView register, LineageLink link) => new(
        link.Year,
        link.Old.Value,
        NameAnswer.Of(register.NameOf(link.Old, link.Year - 1)),
        Texts.Of(link.Kind),
        link.Inherits);

    private static LinkAnswer Successor(RegisterView register, LineageLink link) => new(
        link.Year,
        link.New.Value,
        NameAnswer.Of(register.NameOf(link.New, link.Year)),
        Texts.Of(link.Kind),
        link.Inherits);
}
