using Award.Api.Answers;
using Award.Api.Audit;
using Award.Api.Configuration;
using Award.Api.Hosting;
using Award.Api.Pages;
using Award.Api.Public;
using Award.Api.Published;
using Award.Api.Streams;
using Award.Api.Telling;
using Award.Api.Writing;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.WebHost.UseDefaultUrl();
    builder.Logging.SpeakPlainly();

    var options = AwardOptions.Read(builder.Configuration);
    await using var ledger = await builder.AddEmbeddedAsync(options, TimeProvider.System);
    builder.AddPlumbing();
    builder.Services.AddSingleton(options);
    builder.Services.AddHostedService<Preparation>();
    builder.Services.AddSingleton<IPublishedDocuments, GrainDocuments>();
    builder.Services.AddSingleton<Catalogues>();
    builder.Services.AddSingleton(options.Streams);
    builder.Services.AddLiveBoards();
    builder.Services.AddSingleton<Writes>();
    builder.Services.AddRateLimits(options.RateLimits);
    builder.Services.AddSingleton<TableImport>();
    builder.AddTelling(options);
    builder.Services.AddPages();
    builder.Services.AddReference();
    builder.Services.AddHealth();

    await using var app = builder.Build();
    app.UseProxies(options);
    app.UsePlumbing();
    app.UseRoutingWithHead();
    app.UseRequestTimeouts();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseAccessLog();
    app.UseAuthorization();

    var api = app.MapGroup("/api/v1");
    api.MapStandings();
    api.MapLiveStream();
    api.MapRegions();
    api.MapSheets();
    api.MapStreaks();
    api.MapRulebooks();
    api.MapAwardYears();
    api.MapNotices();

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

    app.MapReference();
    app.MapDashboard(options);
    app.MapHealth();
    app.MapPages();

    await app.StartServingAsync();
    await app.SayWelcomeAsync();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync($"award: {refused.Message}");
    return 2;
}
