using Award.Api.Answers;
using Award.Api.Audit;
using Award.Api.Configuration;
using Award.Api.Copies;
using Award.Api.Pages;
using Award.Api.Public;
using Award.Api.Published;
using Award.Api.Streams;
using Award.Api.Telling;
using Award.Api.Writing;

namespace Award.Api.Hosting;

/// <summary>The API and the pages, the same in a process that has everything and in a node over silos elsewhere.</summary>
internal static class ApiSurface
{
    /// <summary>All that stands on grains, beside what each kind of process brings: people, tokens, texts, the access log.</summary>
    public static void AddApi(this WebApplicationBuilder builder, AwardOptions options)
    {
        var services = builder.Services;
        builder.AddPlumbing();
        services.AddSingleton<Catalogues>();
        services.AddSingleton<FeedPages>();
        services.AddSingleton(options.Streams);
        services.AddLiveBoards();
        services.AddSingleton<Writes>();
        services.AddRateLimits(options.RateLimits);
        services.AddSingleton<TableImport>();
        builder.AddTelling(options);
        services.AddPages();
        services.AddReference();
        services.AddApiHealth();
    }

    public static void UseApi(this WebApplication app, AwardOptions options)
    {
        app.UseProxies(options);
        app.UsePlumbing();
        app.UseRoutingWithHead();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAccessLog();
        app.UseAuthorization();
        app.UseFreshCopies();

        var api = app.MapGroup("/api/v1");
        MapPublic(api);
        MapWorking(api);
        app.MapReference();
        app.MapDashboard(options);
        app.MapHealth();
        app.MapPages();
    }

    private static void MapPublic(RouteGroupBuilder api)
    {
        api.MapStandings();
        api.MapLiveStream();
        api.MapRegions();
        api.MapSheets();
        api.MapStreaks();
        api.MapRulebooks();
        api.MapAwardYears();
        api.MapNotices();
        api.MapFeed();
    }

    private static void MapWorking(RouteGroupBuilder api)
    {
        api.MapOpenYears();
        api.MapFigures();
        api.MapImports();
        api.MapAmendments();
        api.MapIncidents();
        api.MapVetoes();
        api.MapStages();
        api.MapDeadlines();
        api.MapProposals();
        api.MapProposalList();
        api.MapRulebookChanges();
        api.MapShadows();
        api.MapSuspensions();
        api.MapRevocations();
        api.MapObjections();
        api.MapRecusals();
        api.MapWorkingYears();
        api.MapProgress();
        api.MapWorkingSheets();
        api.MapWhatIfs();
        api.MapAccess();
        api.MapInbox();
        api.MapAudit();
    }
}
