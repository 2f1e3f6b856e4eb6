using Api.Tests.Hosts;
using Award.Grains;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Support;
using static Support.SmallProvince;

namespace Api.Tests.Fuzz;

/// <summary>A bearer token of somebody with one role.</summary>
internal sealed record FuzzToken(string Role, string Text)
{
    private readonly Caller _caller = new(
        new Person(Role), [Enum.Parse<Role>(Role, ignoreCase: true)], [], []);

    public bool May(Operation operation) => AccessRules.CheckRole(_caller, operation) is null;
}

/// <summary>
/// A running host with the small province on record: 2001 and 2002 published, a year in each stage after them, things in them that
/// are still undecided, and tokens of every role near and far.
/// </summary>
internal sealed class FuzzWorld : IAsyncDisposable
{
    private FuzzWorld(InProcess host) => Host = host;

    public InProcess Host { get; }

    public IReadOnlyList<FuzzToken> Tokens { get; private set; } = [];

    /// <param name="before">Put in front of everything the host answers; for planted faults.</param>
    public static async Task<FuzzWorld> StartAsync(Action<IApplicationBuilder>? before = null)
    {
        var world = new FuzzWorld(InProcess.Start(
            [("Award:RateLimits:Enabled", "false")],
            services =>
            {
                if (before is not null)
                {
                    services.AddSingleton<IStartupFilter>(new Before(before));
                }
            }));
        await PublishAsync(world.Host.Grains);
        var years = new SmallYears(world.Host.Grains);
        await years.PublishAsync(2001);
        await years.PublishAsync(2002);
        await world.OpenAsync(2003, "embargoed", "collecting", "review", "notice");
        await world.OpenAsync(2004, "live-until-freeze", "collecting", "review");
        await world.OpenAsync(2005, "live", "collecting");
        await world.OpenAsync(2006, "embargoed");
        await years.ProposeAsync("990101", 2001);
        world.Tokens =
        [
            .. from role in new[] { "assessor", "assessor", "reviewer", "publisher", "city", "auditor", "operator" }
               from region in new[] { "990000", "990000", "990100", "990101", "330000" }
               select new FuzzToken(role, world.Host.TokenOf($"{role} of {region}", role, region)),
        ];
        return world;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task OpenAsync(int year, string visibility, params string[] stages)
    {
        var grain = Year(Host.Grains, year);
        await Must(grain.OpenAsync(By("publisher", $"open{year}"), new Award.Grains.YearOpening(RulebookId, visibility, null, null, true)));
        foreach (var stage in stages)
        {
            if (stage == "review")
            {
                await FillAsync(year);
            }

            await Must(grain.MoveStageAsync(By("reviewer", $"{stage}{year}"), stage, null));
        }
    }

    private async Task FillAsync(int year)
    {
        foreach (var code in new[] { "990101", "990102", "990103", "990201", "990202" })
        {
            await Must(Sheet(Host.Grains, year, code).SubmitFiguresAsync(By("assessor", $"{year}/{code}"),
            [
                new FigureRow(code, "cases", "3", null),
                new FigureRow(code, "residents", "1", null),
                new FigureRow(code, "survey", "95", null),
            ]));
        }

        foreach (var code in new[] { "990100", "990200" })
        {
            await Must(Sheet(Host.Grains, year, code).SubmitFiguresAsync(
                By("assessor", $"{year}/{code}"), [new FigureRow(code, "survey", "90", null)]));
        }
    }

    private sealed class Before(Action<IApplicationBuilder> before) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            before(app);
            next(app);
        };
    }
}
