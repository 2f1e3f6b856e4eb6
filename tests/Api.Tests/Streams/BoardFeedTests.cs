using Award.Api.Public;
using Award.Api.Streams;
using Award.Grains;
using Microsoft.Extensions.Time.Testing;

namespace Api.Tests.Streams;

/// <summary>Whom a feed tells what, and when, under a clock of the test's own.</summary>
public sealed class BoardFeedTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly BoardFeed _feed;
    private volatile LiveBoardView? _board = Board(1, "a 1", "b 2");
    private TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BoardFeedTests()
    {
        _feed = new BoardFeed(
            _ =>
            {
                Interlocked.Exchange(ref _looked, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
                return Task.FromResult<LiveBoardView?>(_board);
            },
            _clock);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    [Fact]
    public async Task A_new_client_hears_the_version_and_then_what_each_change_moved()
    {
        _ = Run();
        using var listener = _feed.Listen(null);
        Assert.Equal("1: ", await NextAsync(listener));

        Show(Board(2, "b 1", "a 2"));
        Assert.Equal("2: b a", await NextAsync(listener));

        Show(Board(3, "b 1", "a 3"));
        Assert.Equal("3: a", await NextAsync(listener));
    }

    [Fact]
    public async Task A_client_that_comes_back_hears_what_it_missed_and_nothing_twice()
    {
        _ = Run();
        using (var first = _feed.Listen(null))
        {
            await NextAsync(first);
            Show(Board(2, "b 1", "a 2"));
            await NextAsync(first);
            Show(Board(3, "b 1", "a 3"));
            await NextAsync(first);
        }

        using var behind = _feed.Listen(1);
        Assert.Equal(["2: b a", "3: a"], [await NextAsync(behind), await NextAsync(behind)]);

        using var present = _feed.Listen(3);
        Assert.False(present.Events.TryPeek(out _));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(77)]
    public async Task A_client_with_a_version_nobody_knows_has_to_look_at_every_row(int version)
    {
        _ = Run();
        using var listener = _feed.Listen(version);

        Assert.Equal("1: a b", await NextAsync(listener));
    }

    [Fact]
    public async Task A_slow_client_is_dropped_and_costs_nobody_else()
    {
        _ = Run();
        using var slow = _feed.Listen(null);
        using var quick = _feed.Listen(null);
        for (var version = 2; version <= Listener.Capacity + 2; version++)
        {
            await NextAsync(quick);
            Show(Board(version, $"a {version}"));
        }

        Assert.StartsWith($"{Listener.Capacity + 2}: ", await NextAsync(quick), StringComparison.Ordinal);
        Assert.True(slow.Dropped.IsCancellationRequested);
        Assert.False(quick.Dropped.IsCancellationRequested);
        Assert.Equal(1, _feed.Listening);
    }

    [Fact]
    public async Task A_feed_ends_for_everyone_when_the_year_shows_no_board_any_more()
    {
        var run = Run();
        using var listener = _feed.Listen(null);
        await NextAsync(listener);

        Show(null);

        await run;
        Assert.False(await listener.Events.WaitToReadAsync(TestContext.Current.CancellationToken));
        using var late = _feed.Listen(null);
        Assert.False(await late.Events.WaitToReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_feed_ends_for_everyone_when_the_host_stops()
    {
        var run = Run();
        using var listener = _feed.Listen(null);
        await NextAsync(listener);

        await _stopping.CancelAsync();

        await run;
        Assert.False(await listener.Events.WaitToReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task However_many_listen_it_looks_once_a_second()
    {
        _ = Run();
        var listeners = Enumerable.Range(0, 50).Select(_ => _feed.Listen(null)).ToList();
        await NextAsync(listeners[^1]);
        var looked = _looked.Task;
        Assert.False(looked.IsCompleted);

        _clock.Advance(BoardFeed.LookEvery);

        await looked.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        listeners.ForEach(listener => listener.Dispose());
        Assert.Equal(0, _feed.Listening);
    }

    private Task Run() => _feed.RunAsync(_stopping.Token);

    private void Show(LiveBoardView? board)
    {
        _board = board;
        _clock.Advance(BoardFeed.LookEvery);
    }

    private static async Task<string> NextAsync(Listener listener)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var (version, changed) = await listener.Events.ReadAsync(patience.Token);
        return $"{version}: {string.Join(' ', changed)}";
    }

    private static LiveBoardView Board(int version, params string[] rows) => new(
        "collecting", false, version, $"print {version}", "small", "hash", true,
        [.. rows.Select(row => row.Split(' ')).Select(
            row => new LiveRow(row[0], row[0], row[0], row[0], int.Parse(row[1], null), false, null, "designated", null))]);
}
