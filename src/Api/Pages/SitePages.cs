using System.Text.Encodings.Web;
using System.Text.Unicode;
using Award.Api.Public;
using Award.Api.Published;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Rulebooks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.WebEncoders;

namespace Award.Api.Pages;

/// <summary>The public pages, rendered on the server from the same answers as the API's.</summary>
internal static class SitePages
{
    /// <summary>No script runs on these pages, and nothing comes from elsewhere.</summary>
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly Window Everything = new(0, int.MaxValue);

    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();

        // Chinese goes out as Chinese. The pages have no forms that change anything, so no key is worth
        // keeping on disk.
        services.Configure<WebEncoderOptions>(encoding =>
            encoding.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", LeaderboardAsync);
        pages.MapGet("/regions/{code}", RegionAsync);
        pages.MapGet("/regions/{code}/years/{year}", SheetAsync);
        foreach (var asset in SiteFiles.All)
        {
            pages.MapGet(asset.Path, (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Results.Bytes(asset.Bytes, asset.ContentType);
            });
        }

        pages.MapGet("/favicon.ico", () => Results.Redirect(SiteFiles.Icon.Path));
    }

    /// <summary>The page for what is not there, in place of a problem, for those who ask for pages.</summary>
    public static RazorComponentResult<NotFoundPage> NotFound(HttpContext context) => Page<NotFoundPage>(
        context,
        new Dictionary<string, object?>
        {
            [nameof(NotFoundPage.Speech)] = Speech.Of(context.Request),
            [nameof(NotFoundPage.Address)] = context.Request.Path.Value ?? "/",
        },
        StatusCodes.Status404NotFound);

    /// <summary>The operators' door: shown instead of the dashboard to whoever is not signed in.</summary>
    /// <param name="refused">A token was given, and it is no operator's.</param>
    public static RazorComponentResult<SignInPage> SignIn(HttpContext context, bool refused)
    {
        var page = Page<SignInPage>(
            context,
            new Dictionary<string, object?>
            {
                [nameof(SignInPage.Speech)] = Speech.Of(context.Request),
                [nameof(SignInPage.Refused)] = refused,
            },
            StatusCodes.Status401Unauthorized);
        context.Response.Headers.CacheControl = "no-store";
        return page;
    }

    /// <summary>Whether a request is a person's who looks at pages.</summary>
    public static bool IsForPages(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static async Task<IResult> LeaderboardAsync(
        string? province, string? year, string? level, string? q,
        HttpContext context, Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var wanted = form.Level(level);
        var speech = Speech.Of(context.Request);
        var catalogue = province is null
            ? await catalogues.AllAsync(cancellation) is [var first, ..] ? first : null
            : await form.ProvinceAsync(province, catalogues, cancellation);
        if (catalogue is null || catalogue.Published.Count == 0)
        {
            return province is null && year is null
                ? Page<Leaderboard>(
                    context, LeaderboardModel.Empty(speech, catalogue?.Demonstration ?? false))
                : NotFound(context);
        }

        var published = form.PublishedYear("year", year, catalogue);
        if (form.Refused is not null)
        {
            return NotFound(context);
        }

        var address = $"/?year={published!.Year}&level={Texts.Of(wanted)}";
        return Page<Leaderboard>(context, new LeaderboardModel(
            speech,
            address,
            published.Demonstration,
            Standings.Table(catalogue, published, wanted, Everything),
            [.. catalogue.Published.Select(y => y.Year).Reverse()],
            wanted == RegionLevel.County ? Parents(catalogue, published.Year) : [],
            q?.Trim() ?? ""));
    }

    private static async Task<IResult> RegionAsync(
        string code, string? asOf, HttpContext context, Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var catalogue = await form.ProvinceOfAsync(code, catalogues, cancellation);
        var year = form.PublishedYear("asOf", asOf, catalogue);
        if (form.Refused is not null
            || catalogue!.Register!.LastStateOf(new(code), new(year!.Year)) is not { } row)
        {
            return NotFound(context);
        }

        var region = Regions.One(catalogue, row, new AwardYear(year.Year));
        var hasCity = row.Level == RegionLevel.County && row.Parent != catalogue.Province;
        return Page<RegionPage>(context, new RegionModel(
            Speech.Of(context.Request),
            $"/regions/{code}?asOf={year.Year}",
            region,
            hasCity ? NameAnswer.Of(catalogue.Register.NameOf(row.Parent, year.Year)) : null,
            hasCity ? row.Parent.Value : null,
            Rungs(catalogue.RulebookOf(year.RulebookHash).Ladder, region),
            [.. catalogue.Published.Select(y => y.Year).Reverse()]));
    }

    private static async Task<IResult> SheetAsync(
        string code, string year, HttpContext context,
        Catalogues catalogues, IPublishedDocuments documents, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var catalogue = await form.ProvinceOfAsync(code, catalogues, cancellation);
        var published = form.PublishedYear("year", year, catalogue);
        return form.Refused is null
            && await Sheets.FindAsync(catalogue!, documents, new(code), published!.Year, cancellation)
                is { } sheet
                ? Page<SheetPage>(context, new SheetModel(
                    Speech.Of(context.Request),
                    $"/regions/{code}/years/{year}",
                    Sheets.Of(catalogue!, sheet)))
                : NotFound(context);
    }

    private static Dictionary<string, NameAnswer> Parents(Catalogue catalogue, int year) =>
        catalogue.Register!
        .RegionsOf(new AwardYear(year))
        .Where(r => r.Level == RegionLevel.County && r.Parent != catalogue.Province)
        .ToDictionary(r => r.Code.Value, r => NameAnswer.Of(catalogue.Register.NameOf(r.Parent, year)));

    /// <summary>The ladder's rungs, up to the second one that the run has not reached.</summary>
    private static List<RungModel> Rungs(Ladder ladder, RegionAnswer region)
    {
        var rungs = new List<RungModel>();
        var streak = region.Streak;
        for (var step = ladder.NextAfter(0); step is not null; step = ladder.NextAfter(step.Years))
        {
            var reached = step.Years <= streak.Years;
            rungs.Add(new RungModel(
                TierAnswer.Of(step.ToTier())!, step.Years, reached, YearOf(step.Years, region, reached)));
            if (rungs.Count(r => !r.Reached) == 2)
            {
                break;
            }
        }

        return rungs;
    }

    // A run with a year not assessed in its middle is longer in the calendar: then the conferred titles
    // tell the years.
    private static int? YearOf(int years, RegionAnswer region, bool reached) =>
        !reached
            ? region.Streak.Next is { } next && region.AbolishedIn is null
                ? next.Earliest + years - region.Streak.Years - next.YearsToGo
                : null
            : region.History
                .Where(h => h.Year >= region.Streak.From && h.Outcome == Outcomes.Designated)
                .Select(h => (int?)h.Year)
                .ElementAtOrDefault(years - 1);

    private static RazorComponentResult<T> Page<T>(HttpContext context, object model)
        where T : IComponent => Page<T>(context, new Dictionary<string, object?> { ["Model"] = model }, 200);

    private static RazorComponentResult<T> Page<T>(
        HttpContext context, IReadOnlyDictionary<string, object?> parameters, int status)
        where T : IComponent
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Accept-Language";
        return new RazorComponentResult<T>(parameters) { StatusCode = status };
    }
}
