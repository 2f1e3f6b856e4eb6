using System.Net;
using Award.Api.Published;
using Award.Api.Streams;
using Award.Ledger.People;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Api.Tests.NonInterference;

/// <summary>
/// The default host as it is composed for real, in this process and on a port of its own, under the story's clock. Feeds of
/// live boards look when they are told to, and nobody is turned away for asking much. Nothing else is replaced; the leaks that
/// may be planted are switched off.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-worlds-");
    private readonly Factory _factory;

    private World(Variant variant)
    {
        Variant = variant;
        _factory = new Factory(this);
    }

    public Variant Variant { get; }

    public StoryClock Clock { get; } = new();

    public FakeTimeProvider FeedClock { get; } = new();

    public Leaks Leaks { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public IGrainFactory Grains => _factory.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _factory.Services;

    /// <summary>Bearer tokens by the name that requests use.</summary>
    public IReadOnlyDictionary<string, string> Tokens { get; private set; } = null!;

    public static World Start(Variant variant)
    {
        var world = new World(variant);
        world._factory.UseKestrel();
        world._factory.StartServer();
        world.Client = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.None,
            AllowAutoRedirect = false,
            UseCookies = false,
        })
        {
            BaseAddress = world._factory.ClientOptions.BaseAddress,
            Timeout = TimeSpan.FromMinutes(1),
        };
        var tokens = world.Services.GetRequiredService<LocalTokens>();
        world.Tokens = Strangers.All.ToDictionary(
            stranger => stranger.Name,
            stranger => tokens.Issue(
                stranger.Name, [stranger.Role], [stranger.Region], [], TimeSpan.FromDays(1)).Text);
        return world;
    }

    /// <summary>Tells the host to stop, as a signal would.</summary>
    public void Stop() => Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class Factory(World world) : WebApplicationFactory<Catalogues>
    {
        protected override IHost CreateHost(IHostBuilder builder)
        {
            builder.UseEnvironment(Environments.Production);
            builder.ConfigureHostConfiguration(settings => settings.AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["urls"] = "http://127.0.0.1:0",
                    ["Award:Data"] = world._folder.FullName,
                    ["Award:Demonstration"] = "false",
                    ["Award:Dashboard"] = "false",
                }));
            return base.CreateHost(builder);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.ConfigureServices(services =>
        {
            services.AddSingleton<TimeProvider>(world.Clock);
            services.AddSingleton(provider => new BoardFeeds(
                provider.GetRequiredService<LiveBoards>(),
                world.FeedClock,
                provider.GetRequiredService<IHostApplicationLifetime>()));

            // How much one may ask depends on real time, which is not the same in two worlds.
            services.PostConfigure<RateLimiterOptions>(limiter => limiter.GlobalLimiter = null);
            world.Leaks.AddTo(services);
        });
    }
}

/// <summary>What is different in a world.</summary>
internal enum Variant
{
    /// <summary>The world that the others are compared with.</summary>
    First,

    /// <summary>Other embargoed figures, incidents and amendments, and another number of them.</summary>
    OtherEmbargoed,

    /// <summary>Another figure of a live year.</summary>
    OtherPublic,
}

/// <summary>People who are signed in and have nothing to see in the small province.</summary>
/// <param name="Region">Shaoxing, or Zhejiang: another province altogether.</param>
internal sealed record Strangers(string Name, string Role, string Region)
{
    public static IReadOnlyList<Strangers> All { get; } =
    [
        .. new[] { "assessor", "reviewer", "publisher", "city", "auditor" }.Select(
            role => new Strangers($"{role} of Shaoxing", role, "330600")),
        new("city of the other city", "city", "990200"),
    ];
}
