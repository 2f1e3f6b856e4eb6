using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Verify;
using Award.Silo;
using Microsoft.Extensions.DependencyInjection;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>A recount that the record or a silo was away for is finished by a later round, without any restart.</summary>
public sealed class RecountTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private EmbeddedHost _host = null!;
    private InterruptedLedger _ledger = null!;

    private RecountRound Round => _host.Services.GetRequiredService<RecountRound>();

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(_folder, configure: services =>
        {
            services.AddSingleton<ILedger>(
                provider => _ledger = new InterruptedLedger((ILedger)provider.GetRequiredService<IPublished>()));

            // No round but those of the test.
            services.Configure<RecountOptions>(options => options.Every = TimeSpan.Zero);
        });
        await PublishAsync(_host.Grains);
        await new SmallYears(_host.Grains).PublishAsync(2001);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Assert.Empty(LedgerVerifier.Verify(_folder).Findings);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_publication_whose_recount_was_interrupted_is_recounted_by_the_next_round()
    {
        await InterruptedPublicationAsync();
        Assert.False((await Year(_host.Grains, 2002).ViewAsync())!.RecountFinished);
        Assert.Empty((await StreakAsync()).Titles);

        await Round.RunAsync();
        Assert.True((await Year(_host.Grains, 2002).ViewAsync())!.RecountFinished);
        Assert.Equal(["tripod 2002"], (await StreakAsync()).Titles.Select(title => $"{title.Tier} {title.Year}"));
    }

    [Fact]
    public async Task What_a_round_cannot_finish_either_is_tried_by_the_one_after_though_nothing_has_changed()
    {
        await InterruptedPublicationAsync();
        StayAway();
        await Round.RunAsync();
        _ledger.BeforeAppend = null;
        Assert.False((await Year(_host.Grains, 2002).ViewAsync())!.RecountFinished);

        await Round.RunAsync();
        Assert.True((await Year(_host.Grains, 2002).ViewAsync())!.RecountFinished);
        Assert.Equal(["tripod 2002"], (await StreakAsync()).Titles.Select(title => $"{title.Tier} {title.Year}"));
    }

    [Fact]
    public async Task A_round_with_nothing_to_finish_writes_nothing()
    {
        await Round.RunAsync();
        _ledger.BeforeAppend = Away;
        await Round.RunAsync();
        Assert.NotNull(_ledger.BeforeAppend);
    }

    /// <summary>The publication is on record; the first append after it finds the record away.</summary>
    private async Task InterruptedPublicationAsync()
    {
        await Round.RunAsync();
        await new SmallYears(_host.Grains).NoticeAsync(2002);
        _ledger.BeforeAppend = () =>
        {
            _ledger.BeforeAppend = Away;
            return Task.CompletedTask;
        };
        await Must(Year(_host.Grains, 2002).MoveStageAsync(By("publisher", "publish2002"), "published", null));
        Assert.Null(_ledger.BeforeAppend);
    }

    private async Task<StreakDocument> StreakAsync()
    {
        var document = await _host.Ledger.FindAsync("streaks/990000/990201");
        return DocumentJson.Read<StreakDocument>(document!.Bytes.Span);
    }

    private void StayAway() => _ledger.BeforeAppend = () =>
    {
        StayAway();
        return Away();
    };

    private static Task Away() => throw new LedgerBusyException("the record is away");
}
