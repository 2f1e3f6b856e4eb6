using System.Globalization;
using System.Text;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Support;

namespace Api.Tests.NonInterference;

/// <summary>A way in which something embargoed could get out.</summary>
public enum Leak
{
    None,
    TagOfTheWorkingSet,
    CountOfEverything,
    ErrorThatKnows,
    PositionInTheFeed,
    MovementFromTheWorkingTable,
}

/// <summary>Faults that a test switches on to see them found: each sits where such a fault would sit.</summary>
internal sealed class Leaks
{
    public Leak Planted { get; set; }

    public void AddTo(IServiceCollection services) => services
        .AddSingleton<IStartupFilter>(provider => new Answers(this, provider))
        .AddSingleton<ILiveBoards>(provider => new Boards(
            this, new GrainBoards(provider.GetRequiredService<IGrainFactory>()), provider))
        .AddSingleton<IPublishedDocuments>(provider => new Documents(
            this, new GrainDocuments(provider.GetRequiredService<IGrainFactory>()), provider));

    private static async Task<long> EntriesAsync(IServiceProvider provider, string prefix) =>
        (await provider.GetRequiredService<ILedger>().ReadHeadsAsync(SmallProvince.Province, prefix)).Sum(h => h.Version);

    /// <summary>An entity tag that moves with the working set, a refusal that counts figures, a feed that numbers.</summary>
    private sealed class Answers(Leaks leaks, IServiceProvider provider) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, go) =>
            {
                if (leaks.Planted is not (Leak.TagOfTheWorkingSet or Leak.ErrorThatKnows or Leak.PositionInTheFeed))
                {
                    await go(context);
                    return;
                }

                var count = (await EntriesAsync(provider, $"county/{Story.Embargoed}/")).ToString(CultureInfo.InvariantCulture);
                await (leaks.Planted switch
                {
                    Leak.ErrorThatKnows => RewriteAsync(
                        context, go, StatusCodes.Status404NotFound, $"no year {Story.Embargoed} is published",
                        $"year {Story.Embargoed} has {count} entries, none published"),
                    Leak.PositionInTheFeed => RewriteAsync(
                        context, go, StatusCodes.Status200OK, "],\"next\":\"",
                        $"],\"position\":{await EntriesAsync(provider, "")},\"next\":\""),
                    _ => TagAsync(context, go, count),
                });
            });
            next(app);
        };

        private static Task TagAsync(HttpContext context, RequestDelegate go, string count)
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.Headers.ETag.Count > 0)
                {
                    context.Response.Headers.ETag =
                        $"\"{ContentHash.Of(context.Response.Headers.ETag + count)[..32]}\"";
                }

                return Task.CompletedTask;
            });
            return go(context);
        }

        private static async Task RewriteAsync(
            HttpContext context, RequestDelegate go, int status, string text, string with)
        {
            var sent = context.Response.Body;
            using var kept = new MemoryStream();
            context.Response.Body = kept;
            await go(context);
            context.Response.Body = sent;
            var rewritten = Encoding.UTF8.GetString(kept.ToArray()).Replace(text, with, StringComparison.Ordinal);
            var bytes = context.Response.StatusCode == status && context.Response.Headers.ContentEncoding.Count == 0
                ? Encoding.UTF8.GetBytes(rewritten)
                : kept.ToArray();
            if (context.Response.ContentLength is not null && bytes.Length > 0)
            {
                context.Response.ContentLength = bytes.Length;
            }

            await sent.WriteAsync(bytes);
        }
    }

    /// <summary>A version that counts every entry of the province.</summary>
    private sealed class Boards(Leaks leaks, ILiveBoards boards, IServiceProvider provider) : ILiveBoards
    {
        public async Task<LiveBoardView?> FindAsync(BoardName name, CancellationToken cancellation)
        {
            var board = await boards.FindAsync(name, cancellation);
            if (board is null || leaks.Planted != Leak.CountOfEverything)
            {
                return board;
            }

            var version = board.Version + (int)await EntriesAsync(provider, "");
            return board with { Version = version, Fingerprint = $"{board.Fingerprint} {version}" };
        }
    }

    /// <summary>A published table whose movement is the distance to the place in the working table.</summary>
    private sealed class Documents(Leaks leaks, IPublishedDocuments documents, IServiceProvider provider)
        : IPublishedDocuments
    {
        public Task<DocumentView?> FindAsync(string key, CancellationToken cancellation) =>
            documents.FindAsync(key, cancellation);

        public Task<IReadOnlyList<RegionCode>> ProvincesAsync(CancellationToken cancellation) =>
            documents.ProvincesAsync(cancellation);

        public async Task<IReadOnlyList<DocumentView>> ChangedAsync(
            string keyPrefix, long afterPosition, CancellationToken cancellation)
        {
            if (leaks.Planted != Leak.MovementFromTheWorkingTable
                || keyPrefix != $"standings/{SmallProvince.Province}/")
            {
                return await documents.ChangedAsync(keyPrefix, afterPosition, cancellation);
            }

            var all = await documents.ChangedAsync(keyPrefix, 0, cancellation);
            return [.. await Task.WhenAll(all.Select(MovedAsync))];
        }

        private async Task<DocumentView> MovedAsync(DocumentView view)
        {
            var table = DocumentJson.Read<StandingsDocument>(view.Bytes);
            var working = await provider.GetRequiredService<IGrainFactory>()
                .GetGrain<IStandingsGrain>($"standings/{SmallProvince.Province}/{Story.Embargoed}")
                .TableAsync(CallerView.Unbounded("leak"), table.Level, heal: true);
            var ranks = working!.Rows.ToDictionary(r => r.Code, r => r.Rank, StringComparer.Ordinal);
            var moved = table with
            {
                Rows = [.. table.Rows.Select(r => r with { Movement = r.Rank - ranks.GetValueOrDefault(r.Code) })],
            };
            return view with { Bytes = DocumentJson.Write(view.Key, moved).Bytes.ToArray() };
        }
    }
}
