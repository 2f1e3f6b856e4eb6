using System.Globalization;
using Award.Api.Configuration;
using Award.Api.People;
using Award.Api.Public;
using Award.Api.Published;
using Award.Rules;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Award.Api.Hosting;

/// <summary>
/// What the person at the console is told once the server answers: the latest tables, and where to look
/// next.
/// </summary>
internal static class Welcome
{
    public static async Task SayWelcomeAsync(this WebApplication app)
    {
        var say = Console.Out;
        await say.WriteLineAsync();
        await LeaderboardAsync(app.Services.GetRequiredService<Catalogues>(), say);
        await WhereToLookAsync(app, say);
    }

    private static async Task LeaderboardAsync(Catalogues catalogues, TextWriter say)
    {
        foreach (var catalogue in await catalogues.AllAsync(CancellationToken.None))
        {
            if (catalogue.LatestPublished is not { } latest)
            {
                continue;
            }

            var table = Standings.Table(catalogue, latest, RegionLevel.City, new Window(0, int.MaxValue));
            await say.WriteLineAsync($"  {latest.Year} 年度设区市榜单 · cities of award year {latest.Year}"
                + (table.Demonstration ? " · 示范数据 demonstration data" : ""));
            foreach (var row in table.Entries)
            {
                var tier = row.Tier is { } reached ? $" · {reached.Zh} {reached.En}" : "";
                var mark = row.Designated ? "" : " · 未命名 not designated";
                await say.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"  {row.Rank,3}  {row.Code}  {row.Score,7:0.00}  {row.StreakYears,2} 连冠  "
                    + $"{row.Name.Zh} {row.Name.En}{tier}{mark}"));
            }

            await say.WriteLineAsync();
        }
    }

    private static async Task WhereToLookAsync(WebApplication app, TextWriter say)
    {
        var server = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>();
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var options = app.Services.GetRequiredService<AwardOptions>();
        var tokens = options.Auth.Authority is { } authority
            ? $"tokens come from {authority}"
            : $"tokens of six people, one a role: {StartTokens.PathIn(options.Data)}";
        await say.WriteLineAsync(
            $"""
              {address}/                                    the leaderboard
              {address}/regions/330600?asOf=2017            a region and its streak (Shaoxing)
              {address}/api/v1/regions/330600?asOf=2017     the same as JSON
              {address}/reference                           the API
              {address}/dashboard                           the grains (for operators)
              {tokens}
            award: ready; Ctrl+C stops it
            """);
    }
}
