using Award.Grains;
using Award.Ledger;
using Award.Rules;
using Microsoft.Extensions.DependencyInjection;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>
/// What the public sees of a year that is not published: nothing, the board as it stands, or the board as it stood when the year
/// went to review. By the end of collecting the small province has
/// <code>
/// 990101   cases 2   survey 90   90 points   first
/// 990102   cases 6   survey 90   60 points   second, until the amendment
/// 990103   no survey             open        pending
/// </code>
/// </summary>
public sealed class LiveBoardTests : IAsyncLifetime
{
    private const int Y = 2010;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-live-");
    private EmbeddedHost _host = null!;
    private int _keys;

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(_folder.FullName);
        await PublishAsync(_host.Grains);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_embargoed_year_shows_nothing_at_any_stage()
    {
        await OpenAsync("embargoed");
        Assert.Null(await BoardAsync());
        await CollectAsync();
        Assert.Null(await BoardAsync());
        await MoveAsync("review");
        Assert.Null(await BoardAsync());
        await CompleteAsync();
        await MoveAsync("notice");
        Assert.Null(await BoardAsync());
    }

    [Fact]
    public async Task A_year_that_nobody_opened_shows_nothing() => Assert.Null(await BoardAsync());

    [Fact]
    public async Task A_live_year_shows_its_sheets_as_they_stand_from_collecting_to_notice()
    {
        await OpenAsync("live");
        Assert.Null(await BoardAsync());

        await CollectAsync();
        var collecting = await BoardAsync();
        Assert.Equal(("collecting", false), (collecting!.Stage, collecting.Frozen));
        Assert.Equal(
            ["990101 1 90", "990102 2 60", "990103 open", "990201 open", "990202 open"], Lines(collecting));
        Assert.True(collecting.Rows.Single(r => r.Code == "990103").Pending);

        await MoveAsync("review");
        await AmendAsync("990102", "cases", "2");
        await CompleteAsync();
        await MoveAsync("notice");
        var notice = await BoardAsync();
        Assert.Equal(("notice", false), (notice!.Stage, notice.Frozen));
        Assert.Equal(["990103 1 95", "990201 2 95", "990202 3 95", "990101 4 90", "990102 5 90"], Lines(notice));

        await MoveAsync("published");
        Assert.Null(await BoardAsync());
    }

    [Fact]
    public async Task A_frozen_board_stays_what_it_was_whatever_the_work_does_and_after_a_restart()
    {
        await OpenAsync("live-until-freeze");
        await CollectAsync();
        await MoveAsync("review");
        var frozen = await BoardAsync();
        Assert.True(frozen!.Frozen);
        Assert.Equal(["990101 1 90", "990102 2 60", "990103 open", "990201 open", "990202 open"], Lines(frozen));

        await AmendAsync("990102", "cases", "2");
        await CompleteAsync();
        var later = await BoardAsync();
        Assert.Equal(frozen, later! with { Rows = frozen.Rows });
        Assert.Equal(frozen.Rows, later!.Rows);

        await MoveAsync("notice");
        await MoveAsync("review", "an objection was upheld");
        await AmendAsync("990101", "cases", "3");
        var again = await BoardAsync();
        Assert.Equal(frozen.Rows, again!.Rows);
        Assert.Equal(frozen.Version + 2, again.Version);

        await _host.DisposeAsync();
        _host = await EmbeddedHost.StartAsync(_folder.FullName);
        Assert.Equal(again.Fingerprint, (await BoardAsync())!.Fingerprint);
    }

    [Fact]
    public async Task A_board_made_for_the_first_time_after_the_freeze_is_the_one_of_the_freeze()
    {
        await OpenAsync("live-until-freeze");
        await CollectAsync();
        await MoveAsync("review");
        await AmendAsync("990102", "cases", "2");

        Assert.Equal(
            ["990101 1 90", "990102 2 60", "990103 open", "990201 open", "990202 open"], Lines((await BoardAsync())!));
    }

    [Fact]
    public async Task The_version_counts_what_changes_the_board_and_nothing_else()
    {
        await OpenAsync("live");
        await MoveAsync("collecting");
        Assert.Equal(1, (await BoardAsync())!.Version);

        await FigureAsync("990101", "survey", "90");
        Assert.Equal(2, (await BoardAsync())!.Version);

        var veto = await Must(Sheet(_host.Grains, Y, "990101").RaiseVetoAsync(By("assessor", Key()), "falsified", "made up"));
        Assert.Equal(2, (await BoardAsync())!.Version);
        await Must(Sheet(_host.Grains, Y, "990101").DecideVetoAsync(
            By("reviewer", Key()), veto.CreatedIds[0], VetoStep.Confirm, null));
        Assert.Equal(3, (await BoardAsync())!.Version);

        await MoveAsync("review");
        Assert.Equal(4, (await BoardAsync())!.Version);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Last_year_moves_a_board_when_it_is_published_unless_it_froze_before(bool freezes, int moved)
    {
        await OpenAsync("live");
        await OpenAsync("live-until-freeze", Y + 1);
        await MoveAsync("collecting", year: Y + 1);
        if (freezes)
        {
            await MoveAsync("review", year: Y + 1);
        }

        var before = await BoardAsync(Y + 1);
        await CollectAsync();
        await MoveAsync("review");
        await CompleteAsync();
        await MoveAsync("notice");
        await MoveAsync("published");

        var after = await BoardAsync(Y + 1);
        Assert.Equal(before!.Version + moved, after!.Version);
        Assert.Equal(freezes, before.Fingerprint == after.Fingerprint);
    }

    [Fact]
    public async Task A_freeze_and_an_amendment_between_two_reads_do_not_show_the_amendment()
    {
        await OpenAsync("live-until-freeze");
        await CollectAsync();
        var armed = true;
        await _host.DisposeAsync();
        _host = await EmbeddedHost.StartAsync(_folder.FullName, configure: services => services.AddSingleton<ILedger>(
            provider => new InterruptedLedger((ILedger)provider.GetRequiredService<IPublished>())
            {
                BeforeHeads = async prefix =>
                {
                    if (armed && prefix == $"county/{Y}/")
                    {
                        // The board has read the year, which is not frozen, and is about to read its sheets.
                        armed = false;
                        await MoveAsync("review");
                        await AmendAsync("990102", "cases", "2");
                    }
                },
            }));

        var board = await BoardAsync();

        Assert.False(armed);
        Assert.True(board!.Frozen);
        Assert.Equal(["990101 1 90", "990102 2 60", "990103 open", "990201 open", "990202 open"], Lines(board));
    }

    /// <summary>
    /// By the clearing rulebook 990101 has its 60 for the cases and 20 without an accident, and nothing for a survey that it does not
    /// know; what is missing counts nothing by it. A board that was made before the change and one that is made for the first time after it are the same.
    /// </summary>
    [Fact]
    public async Task A_board_follows_a_changed_rulebook_as_if_it_were_made_anew()
    {
        await Previews.OtherRulebooks.PublishAsync(_host.Grains);
        await OpenAsync("live");
        await CollectAsync();
        var before = await BoardAsync();
        await Must(Year(_host.Grains, Y).ChangeRulebookAsync(By("publisher", Key()), "clearing", "revised"));

        var after = await BoardAsync();
        Assert.Equal(("clearing", before!.Version + 1), (after!.RulebookId, after.Version));
        Assert.Equal(
            ["990101 1 80", "990103 2 80", "990102 3 50", "990201 4 20", "990202 5 20"], Lines(after));
        await FigureAsync("990102", "cleared", "90");
        var figure = await BoardAsync();
        await _host.DisposeAsync();
        _host = await EmbeddedHost.StartAsync(_folder.FullName);
        var anew = await BoardAsync();
        Assert.Equal(figure!.Fingerprint, anew!.Fingerprint);
        Assert.Equal(figure.Rows, anew.Rows);
        Assert.Contains("990102 3 60", Lines(anew));
    }

    [Fact]
    public async Task A_frozen_board_stays_with_the_rulebook_of_the_freeze()
    {
        await Previews.OtherRulebooks.PublishAsync(_host.Grains);
        await OpenAsync("live-until-freeze");
        await CollectAsync();
        await MoveAsync("review");
        var frozen = await BoardAsync();
        await Must(Year(_host.Grains, Y).ChangeRulebookAsync(By("publisher", Key()), "clearing", "revised"));
        Assert.Equal(frozen!.Fingerprint, (await BoardAsync())!.Fingerprint);
        await _host.DisposeAsync();
        _host = await EmbeddedHost.StartAsync(_folder.FullName);
        Assert.Equal(frozen.Fingerprint, (await BoardAsync())!.Fingerprint);
    }

    private Task<LiveBoardView?> BoardAsync(int year = Y) =>
        _host.Grains.GetGrain<ILiveBoardGrain>($"live/{Province}/{year}").BoardAsync("county");

    private static IEnumerable<string> Lines(LiveBoardView board) => board.Rows.Select(
        r => r.Score is null ? $"{r.Code} open" : $"{r.Code} {r.Rank} {r.Score}");

    private Task OpenAsync(string visibility, int year = Y) => Must(Year(_host.Grains, year).OpenAsync(
        By("publisher", Key()), new YearOpening(RulebookId, visibility, null, null, true)));

    private Task MoveAsync(string to, string? reason = null, int year = Y) => Must(Year(_host.Grains, year).MoveStageAsync(
        By(to == "published" ? "publisher" : "reviewer", Key()), to, reason));

    private async Task CollectAsync()
    {
        await MoveAsync("collecting");
        await FigureAsync("990101", "cases", "2");
        await FigureAsync("990102", "cases", "6");
        await FigureAsync("990103", "cases", "2");
        await FigureAsync("990101", "survey", "90");
        await FigureAsync("990102", "survey", "90");
        foreach (var code in (string[])["990101", "990102", "990103"])
        {
            await FigureAsync(code, "residents", "1");
        }
    }

    private async Task CompleteAsync()
    {
        await FigureAsync("990103", "survey", "95");
        foreach (var code in (string[])["990201", "990202"])
        {
            await FigureAsync(code, "cases", "2");
            await FigureAsync(code, "residents", "1");
            await FigureAsync(code, "survey", "95");
        }

        await FigureAsync("990100", "survey", "90");
        await FigureAsync("990200", "survey", "90");
    }

    private Task FigureAsync(string code, string indicator, string value) => Must(Sheet(_host.Grains, Y, code)
        .SubmitFiguresAsync(By("assessor", Key()), [new FigureRow(code, indicator, value, null)]));

    private async Task AmendAsync(string code, string indicator, string value)
    {
        var sheet = Sheet(_host.Grains, Y, code);
        var version = (await sheet.ViewAsync(CallerView.Unbounded("assessor"))).Sheet!.Version;
        await Must(sheet.AmendFigureAsync(By("assessor", Key()), indicator, value, "counted again", version));
    }

    private string Key() => $"live-{++_keys}";
}
