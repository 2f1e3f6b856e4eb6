using System.Threading.Channels;
using Award.Grains;
using Award.Grains.Recording;
using Award.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Support;

namespace Grains.Tests;

/// <summary>
/// The catalogue tells its followers what is published where: when it is told itself, and as well when nobody told it.
/// </summary>
public sealed class CatalogueTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private readonly Follower _follower = new();
    private EmbeddedHost _host = null!;

    private ICatalogueGrain Catalogue => _host.Grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key);

    private IPublishedGrain Published => _host.Grains.GetGrain<IPublishedGrain>("published");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Followers_are_told_of_a_publication_at_once()
    {
        // It would look by itself after an hour.
        await StartAsync(TimeSpan.FromHours(1));
        await FollowAsync();
        await SmallProvince.PublishAsync(_host.Grains);
        await UntilToldAsync(await LatestAsync());
    }

    [Fact]
    public async Task What_nobody_told_it_of_it_finds_by_itself()
    {
        await StartAsync(TimeSpan.FromMilliseconds(50), services => services.AddSingleton<IPublishedNotices, NoNotices>());
        await FollowAsync();
        await SmallProvince.PublishAsync(_host.Grains);
        await UntilToldAsync(await LatestAsync());

        var raised = await _host.Ledger.RaiseEpochAsync();
        Assert.Equal(raised, (await UntilToldAsync(await LatestAsync())).Epoch);
    }

    [Fact]
    public async Task Whoever_follows_anew_hears_what_is_so_now_though_every_message_was_lost()
    {
        await StartAsync(TimeSpan.FromHours(1), services => services.AddSingleton<IPublishedNotices, NoNotices>());
        await FollowAsync();
        await SmallProvince.PublishAsync(_host.Grains);
        Assert.Equal(await LatestAsync(), Versions(await FollowAsync()));
    }

    [Fact]
    public async Task Documents_are_listed_and_fetched_until_none_is_left()
    {
        await StartAsync(TimeSpan.FromHours(1));
        await SmallProvince.PublishAsync(_host.Grains);
        await new SmallYears(_host.Grains).PublishAsync(2001);
        var province = SmallProvince.Province.Value;
        var changes = await Published.ChangesAsync(province, 0);
        Assert.Equal(await _host.Ledger.ReadEpochAsync(), changes.Epoch);
        Assert.Equal((await LatestAsync()).Single(), $"{province}@{changes.Version}");

        var left = changes.Changed.Select(place => place.Key).ToList();
        while (left.Count > 0)
        {
            var page = await Published.FetchAsync(left);
            Assert.NotEmpty(page);
            foreach (var document in page)
            {
                var stored = await _host.Ledger.FindAsync(document.Key);
                Assert.Equal((stored!.Position, Convert.ToHexString(stored.Bytes.Span)),
                    (document.Position, Convert.ToHexString(document.Bytes)));
                Assert.True(left.Remove(document.Key));
            }
        }

        Assert.Empty((await Published.ChangesAsync(province, changes.Version)).Changed);
        Assert.Equal(changes.Version, (await Published.ChangesAsync(province, changes.Version + 5)).Version);
    }

    private async Task StartAsync(TimeSpan lookEvery, Action<IServiceCollection>? configure = null) =>
        _host = await EmbeddedHost.StartAsync(_folder, configure: services =>
        {
            services.Configure<CatalogueOptions>(options => options.LookEvery = lookEvery);
            configure?.Invoke(services);
        });

    private Task<CatalogueView> FollowAsync() =>
        Catalogue.FollowAsync(_host.Grains.CreateObjectReference<ICatalogueFollower>(_follower));

    private async Task<IReadOnlyList<string>> LatestAsync() =>
        [.. (await _host.Ledger.ReadLatestAsync()).Select(latest => $"{latest.Province}@{latest.Position}")];

    private static IReadOnlyList<string> Versions(CatalogueView view) =>
        [.. view.Provinces.Select(province => $"{province.Province}@{province.Version}")];

    private async Task<CatalogueView> UntilToldAsync(IReadOnlyList<string> versions)
    {
        var epoch = await _host.Ledger.ReadEpochAsync();
        while (true)
        {
            var told = await _follower.Told.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (told.Epoch == epoch && Versions(told).SequenceEqual(versions))
            {
                return told;
            }
        }
    }

    private sealed class Follower : ICatalogueFollower
    {
        public Channel<CatalogueView> Told { get; } = Channel.CreateUnbounded<CatalogueView>();

        public Task ChangedAsync(CatalogueView catalogue) => Told.Writer.WriteAsync(catalogue).AsTask();
    }

    private sealed class NoNotices : IPublishedNotices
    {
        public void Published()
        {
        }
    }
}
