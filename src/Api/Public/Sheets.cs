using Award.Api.Published;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Rating.Text;
using Award.Rules.Rulebooks;

namespace Award.Api.Public;

/// <summary>A published score sheet: every step from the figure to the total.</summary>
/// <param name="Outcome">As it stands now.</param>
/// <param name="PublishedOutcome">As it was first published.</param>
/// <param name="Indicators">
/// Indicators that hang directly under the root, in rulebooks without dimensions.
/// </param>
public sealed record SheetAnswer(
    string Province,
    int Year,
    bool Demonstration,
    string Code,
    NameAnswer Name,
    string Level,
    string? Parent,
    string Outcome,
    string PublishedOutcome,
    decimal? Score,
    decimal Full,
    int? Rank,
    bool Pending,
    RulebookRef Rulebook,
    IReadOnlyList<ReasonAnswer> Reasons,
    IReadOnlyList<GroupAnswer> Dimensions,
    IReadOnlyList<IndicatorAnswer> Indicators,
    IReadOnlyList<IncidentAnswer> Incidents,
    IReadOnlyList<GroundAnswer> Vetoes);

/// <param name="Excluded">Left out for want of figures; its points went to its siblings.</param>
/// <param name="Full">Full marks, after such a rescaling.</param>
/// <param name="Groups">Levels in between, for rulebooks nested deeper than dimension and indicator.</param>
public sealed record GroupAnswer(
    string Id,
    NameAnswer Name,
    decimal? Points,
    decimal Full,
    bool Excluded,
    string Rule,
    string Provenance,
    IReadOnlyList<WorkingAnswer> Working,
    IReadOnlyList<GroupAnswer> Groups,
    IReadOnlyList<IndicatorAnswer> Indicators);

/// <param name="Value">What was scored: rolled up and divided by its denominator.</param>
/// <param name="Reported">The figure as reported; null when there is none.</param>
/// <param name="Rule">The scoring function that was applied.</param>
/// <param name="Provenance">
/// <c>reported|summed-from-counties|mean-of-counties|incidents|aggregated|missing</c>.
/// </param>
public sealed record IndicatorAnswer(
    string Id,
    NameAnswer Name,
    string? Unit,
    decimal? Value,
    decimal? Reported,
    decimal? Points,
    decimal Full,
    bool Excluded,
    string Rule,
    string Provenance,
    string? Evidence,
    IReadOnlyList<WorkingAnswer> Working);

/// <summary>One line of working: a stable code and its arguments.</summary>
public sealed record WorkingAnswer(string Code, IReadOnlyList<string> Arguments);

public sealed record IncidentAnswer(
    string Id, string Kind, NameAnswer Name, DateOnly Date, int Deaths, string? Severity, bool Rectified);

/// <summary>A ground on which a veto was confirmed (一票否决).</summary>
public sealed record GroundAnswer(string Ground, NameAnswer Name);

internal static class Sheets
{
    public static void MapSheets(this IEndpointRouteBuilder api) =>
        api.MapGet("/regions/{code}/years/{year}", OneAsync).Describes<SheetAnswer>(
            "Regions",
            "A region's published score sheet of one year, with its derivation; as CSV or XLSX too.")
        .AlsoAsTable();

    private static async Task<IResult> OneAsync(
        string code,
        string year,
        string? format,
        string? lang,
        HttpRequest request,
        Catalogues catalogues,
        IPublishedDocuments documents,
        CancellationToken cancellation)
    {
        var form = new QueryForm();
        var table = form.Table(format, lang, request.Headers.Accept);
        var catalogue = await form.ProvinceOfAsync(code, catalogues, cancellation);
        var published = form.PublishedYear("year", year, catalogue);
        if (form.Refused is { } refused)
        {
            return refused;
        }

        // A sheet never changes once it is published, so what was made of it under this catalogue holds.
        var asked = $"sheet/{code}/{published!.Year}";
        if (catalogue!.Made(asked, table) is { } made)
        {
            return made;
        }

        if (await FindAsync(catalogue!, documents, new(code), published.Year, cancellation)
            is not { } sheet)
        {
            form.UnknownRegion<object>(code);
            return form.Refused!;
        }

        return catalogue!.Answer(
            asked, table, known => Of(known, sheet), SheetTable.Of);
    }

    /// <summary>The sheet of a published year, or null when the region was not in it.</summary>
    internal static async Task<SheetDocument?> FindAsync(
        Catalogue catalogue,
        IPublishedDocuments documents,
        RegionCode code,
        int year,
        CancellationToken cancellation)
    {
        var key = DocumentKeys.Sheet(catalogue.Province, new AwardYear(year), code);
        return catalogue.PublishedYear(year) is not null
            && await documents.FindAsync(key, cancellation) is { } view
                ? DocumentJson.Read<SheetDocument>(view.Bytes)
                : null;
    }

    internal static SheetAnswer Of(Catalogue catalogue, SheetDocument sheet)
    {
        var rulebook = catalogue.RulebookOf(sheet.RulebookHash);
        var now = catalogue.StreakOf(new RegionCode(sheet.Code), sheet.Year)?.Years
            .First(y => y.Year == sheet.Year);
        return new SheetAnswer(
            sheet.Province,
            sheet.Year,
            sheet.Demonstration,
            sheet.Code,
            NameAnswer.Of(sheet.Name),
            sheet.Level,
            sheet.Parent,
            now?.Outcome ?? sheet.Outcome,
            sheet.Outcome,
            Numbers.Points(sheet.Score, rulebook),
            Numbers.Points(sheet.Root.Full, rulebook)!.Value,
            sheet.Rank,
            sheet.Pending,
            new RulebookRef(sheet.RulebookId, sheet.RulebookHash),
            ReasonAnswer.Of(sheet.Reasons, now?.Outcome ?? sheet.Outcome, rulebook),
            Groups(sheet.Root, rulebook),
            Indicators(sheet.Root, rulebook),
            [.. sheet.Incidents.Select(incident => new IncidentAnswer(
                incident.Id,
                incident.Kind,
                NameAnswer.Of(Subjects.NameOf(rulebook, incident.Kind)),
                incident.Date,
                incident.Deaths,
                incident.Severity,
                incident.Rectified))],
            [.. sheet.Vetoes.Select(ground =>
                new GroundAnswer(ground, NameAnswer.Of(Subjects.NameOf(rulebook, ground))))]);
    }

    internal static IReadOnlyList<GroupAnswer> Groups(ScoreText score, Rulebook rulebook) =>
        [.. score.Children.Where(c => !IsIndicator(c)).Select(child => Group(child, rulebook))];

    internal static IReadOnlyList<IndicatorAnswer> Indicators(ScoreText score, Rulebook rulebook) =>
        [.. score.Children.Where(IsIndicator).Select(child => Indicator(child, rulebook))];

    private static bool IsIndicator(ScoreText score) => score.Children.Count == 0;

    private static GroupAnswer Group(ScoreText score, Rulebook rulebook) => new(
        score.Id,
        NameAnswer.Of(score.Name),
        Numbers.Points(score.Points, rulebook),
        Numbers.Points(score.Full, rulebook)!.Value,
        score.Excluded,
        score.Rule,
        score.Provenance,
        Working(score),
        Groups(score, rulebook),
        Indicators(score, rulebook));

    private static IndicatorAnswer Indicator(ScoreText score, Rulebook rulebook) => new(
        score.Id,
        NameAnswer.Of(score.Name),
        score.Unit,
        Numbers.ExactOrNull(score.Value),
        Numbers.ExactOrNull(score.Reported),
        Numbers.Points(score.Points, rulebook),
        Numbers.Points(score.Full, rulebook)!.Value,
        score.Excluded,
        score.Rule,
        score.Provenance,
        score.Evidence,
        Working(score));

    private static WorkingAnswer[] Working(ScoreText score) =>
        [.. score.Working.Select(line => new WorkingAnswer(line.Code, line.Arguments))];
}
