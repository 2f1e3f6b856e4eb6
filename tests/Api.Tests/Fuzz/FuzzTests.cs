using System.Globalization;
using Award.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Support;

namespace Api.Tests.Fuzz;

/// <summary>
/// Requests made up from the OpenAPI document against a running host: no 5xx, no error in the log, every refusal a problem with a
/// code, and nothing on record but what was answered with a receipt. <c>AWARD_FUZZ_SEED</c> asks other ones,
/// <c>AWARD_FUZZ_REQUESTS</c> more.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Requests = 50_000;
    private const int PerWorld = 5_000;

    private static int Seed => Setting("AWARD_FUZZ_SEED", 20_261_125);

    [Fact]
    public async Task Nothing_that_is_sent_breaks_the_engine_or_writes_what_it_refuses()
    {
        var requests = Setting("AWARD_FUZZ_REQUESTS", Requests);
        output.WriteLine($"AWARD_FUZZ_SEED={Seed} AWARD_FUZZ_REQUESTS={requests}");
        var run = new FuzzRun(Seed);
        for (var from = 0; from < requests; from += PerWorld)
        {
            await using var world = await FuzzWorld.StartAsync();
            await run.AskAsync(world, from, Math.Min(PerWorld, requests - from));
        }

        var unreached = run.Asked.Keys.Except(run.Reached).Order().ToList();
        output.WriteLine($"{run.Statuses}\n{run.Asked.Count} operations; no success of: {string.Join(", ", unreached)}");
        Assert.True(run.Faults.Count == 0, $"seed {Seed}\n{string.Join("\n\n", run.Faults)}");
        Assert.All(run.Asked, operation => Assert.InRange(operation.Value, requests / run.Asked.Count, requests));
        Assert.True(unreached.Count <= run.Asked.Count / 3, $"seed {Seed}: seldom well formed enough: {string.Join(", ", unreached)}");
    }

    private static readonly Dictionary<string, (string Noticed, Func<HttpContext, Func<Task>, Task> Fault)> Planted = new()
    {
        ["an endpoint that throws"] = ("answered 500", (context, next) =>
            context.Request.Path.Value!.EndsWith("/progress", StringComparison.Ordinal)
                ? throw new InvalidOperationException("planted")
                : next()),
        ["an error that is only logged"] = ("an error was logged", async (context, next) =>
        {
            await next();
            if (context.Request.Query.ContainsKey("asOf"))
            {
                context.RequestServices.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>()
                    .CreateLogger("planted").Log(Microsoft.Extensions.Logging.LogLevel.Error, default, "planted", null, (text, _) => text);
            }
        }),
        ["a refusal that is no problem"] = ("answered 404 as 'text/plain'", (context, next) =>
        {
            if (!context.Request.Path.Value!.Contains("/streaks", StringComparison.Ordinal))
            {
                return next();
            }

            (context.Response.StatusCode, context.Response.ContentType) = (404, "text/plain");
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return context.Response.WriteAsync("no streaks");
        }),
        ["a refusal that writes"] = ("written without a receipt", async (context, next) =>
        {
            await next();
            if (context.Response.StatusCode == 403 && context.Request.Path.Value!.EndsWith("/vetoes", StringComparison.Ordinal))
            {
                var grains = context.RequestServices.GetRequiredService<IGrainFactory>();
                await SmallProvince.Sheet(grains, 2005, "990101").RecordIncidentsAsync(
                    SmallProvince.By("somebody", context.TraceIdentifier),
                    [new IncidentRow("990101", "accident", new DateOnly(2005, 5, 1), 0, null, true)]);
            }
        }),
        ["a refusal that changes the people file"] = ("the people file changed", async (context, next) =>
        {
            await next();
            if (context.Response.StatusCode == 401)
            {
                context.RequestServices.GetRequiredService<Award.Ledger.People.LocalTokens>()
                    .Issue("somebody", [], [], [], TimeSpan.FromHours(1));
            }
        }),
    };

    public static TheoryData<string> Faults => [.. Planted.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_planted_fault_is_noticed(string fault)
    {
        var (noticed, plant) = Planted[fault];
        await using var world = await FuzzWorld.StartAsync(
            app => app.Use((HttpContext context, RequestDelegate next) => plant(context, () => next(context))));

        var run = new FuzzRun(Seed);
        await run.AskAsync(world, 0, 1_500);

        Assert.Contains(run.Faults, found => found.Contains(noticed, StringComparison.Ordinal));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
