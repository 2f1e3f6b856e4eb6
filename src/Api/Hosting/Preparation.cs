using System.Diagnostics;
using System.Globalization;
using Award.Api.Configuration;
using Award.Api.Demonstration;
using Award.Api.People;
using Award.Api.Public;
using Award.Api.Published;
using Award.Ledger.Sqlite;
using Award.Rules;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Award.Api.Hosting;

/// <summary>
/// What happens once the server answers: what comes with the engine is put on record, the demonstration is loaded where it
/// belongs, and the person at the console is told what is there and where to look.
/// </summary>
internal static class Preparation
{
    /// <exception cref="StartRefusedException">The rulebooks, the data or the settings do not fit together.</exception>
    public static async Task PrepareAsync(this WebApplication app, SqliteLedger ledger)
    {
        var options = app.Services.GetRequiredService<AwardOptions>();
        var say = Console.Out;
        await say.WriteLineAsync($"award: the record is in {options.Data}");
        try
        {
            await LoadAsync(app, ledger, options, say);
        }
        catch (Exception fault) when (fault is InvalidOperationException or DataFileException)
        {
            throw new StartRefusedException(fault.Message);
        }

        await say.WriteLineAsync();
        await LeaderboardAsync(app.Services.GetRequiredService<Catalogues>(), say);
        await WhereToLookAsync(app, say);
    }

    private static async Task LoadAsync(
        WebApplication app, SqliteLedger ledger, AwardOptions options, TextWriter say)
    {
        var grains = app.Services.GetRequiredService<IGrainFactory>();
        var years = new DemonstrationYears(DataFile.Folder);
        var empty = (await ledger.ReadHeadsAsync(RegisterFiles.Zhejiang, "year/")).Count == 0;
        var rulebooks = await new BundledRecord(grains, years.Register, say).PublishAsync(options.Rulebooks);
        if (!await IsWantedAsync(ledger, years, options, empty))
        {
            return;
        }

        if (!rulebooks.TryGetValue(options.DemonstrationRulebook, out var rulebook))
        {
            throw new StartRefusedException(
                $"Award:Demonstration:Rulebook={options.DemonstrationRulebook} is none of {string.Join(", ", rulebooks.Keys)}");
        }

        var watch = Stopwatch.StartNew();
        await say.WriteLineAsync(
            $"award: loading the demonstration, award years {years.First}-{years.Last} by {rulebook.Id}; a moment …");
        await new DemonstrationRun(grains, years, rulebook, say).RunAsync(app.Lifetime.ApplicationStopping);
        await say.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"award: the demonstration is on record ({watch.Elapsed.TotalSeconds:0} s)"));
    }

    /// <summary>A run that was cut short is finished; a record with years of its own is left alone unless told otherwise.</summary>
    private static async Task<bool> IsWantedAsync(
        SqliteLedger ledger, DemonstrationYears years, AwardOptions options, bool empty) =>
        options.Demonstration != false
        && !await DemonstrationRun.IsCompleteAsync(ledger, years.Last)
        && (empty || options.Demonstration == true || await DemonstrationRun.IsBegunAsync(ledger, years.First));

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
                await say.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"  {row.Rank,3}  {row.Code}  {row.Score,7:0.00}  {row.StreakYears,2} 连冠  {row.Name.Zh} {row.Name.En}"
                    + $"{(row.Tier is { } tier ? $" · {tier.Zh} {tier.En}" : "")}{(row.Designated ? "" : " · 未命名 not designated")}"));
            }

            await say.WriteLineAsync();
        }
    }

    private static async Task WhereToLookAsync(WebApplication app, TextWriter say)
    {
        var server = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>();
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var tokens = app.Services.GetRequiredService<DevelopmentTokens>();
        await say.WriteLineAsync(
            $"""
              {address}/                                    the leaderboard
              {address}/regions/330600?asOf=2017            a region and its streak (Shaoxing)
              {address}/api/v1/regions/330600?asOf=2017     the same as JSON
              {address}/reference                           the API
              {address}/dashboard                           the grains (from this machine only)
              tokens of an assessor, a reviewer and a publisher: {tokens.Path}
            award: ready; Ctrl+C stops it
            """);
    }
}
