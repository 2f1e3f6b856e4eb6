using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Verify;
using Award.Rules.Record;
using Award.Silo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Support;
using static Support.SmallProvince;
using YearOpening = Award.Grains.YearOpening;

namespace Grains.Tests;

/// <summary>
/// Deadlines in a real silo under one fake clock: nothing sleeps, and each silo over the same folder is the process started again.
/// Collecting of 2001 ends on 2002-01-31, notice on 2002-03-15; dates are of Asia/Shanghai, where the day begins at 16:00 UTC.
/// </summary>
public sealed class DeadlineTests : IAsyncLifetime
{
    private static readonly DateOnly CollectingUntil = new(2002, 1, 31);
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2002, 1, 10, 0, 0, 0, TimeSpan.Zero));
    private readonly Heard _heard = new();
    private EmbeddedHost _host = null!;

    private IAwardYearGrain Grain => Year(_host.Grains, 2001);

    private DeadlineRound Round => _host.Services.GetRequiredService<DeadlineRound>();

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await PublishAsync(_host.Grains);
        await Must(Grain.OpenAsync(
            By("publisher", "open"), new YearOpening(RulebookId, "embargoed", CollectingUntil, new DateOnly(2002, 3, 15), true)));
        await Must(Grain.MoveStageAsync(By("reviewer", "collect"), "collecting", null));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Assert.Empty(LedgerVerifier.Verify(_folder).Findings);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task On_the_last_day_figures_come_in_and_from_midnight_in_shanghai_on_they_do_not()
    {
        At(2002, 1, 31, 15, 59);
        await Must(SubmitAsync("990101", "late"));
        At(2002, 1, 31, 16, 0);
        Assert.Equal("CollectingEnded", Assert.Single((await SubmitAsync("990102", "too-late")).Refusals).Code);
        Assert.Equal(
            ["CollectingEnded"],
            (await Grain.SubmitFiguresAsync(By("assessor", "together"), [new("990102", "survey", "90", null)])).Refusals
                .Select(r => r.Code));

        await Round.RunAsync();
        await Must(SubmitAsync("990102", "in-review"));
        Assert.Equal(
            [
                "publisher year-opened", "reviewer stage-moved", "engine stage-moved",
            ],
            await EntriesAsync());
    }

    [Fact]
    public async Task What_passed_while_everything_was_down_is_honoured_at_the_start_once()
    {
        await StopAsync();
        At(2002, 2, 20);
        await StartAsync();
        Assert.Equal("review", (await Grain.ViewAsync())!.Stage);
        var moved = Assert.IsType<StageMoved>((await _host.Ledger.ReadStreamAsync("year/990000/2001"))[^1].Fact);
        Assert.Contains("2002-01-31", moved.Reason, StringComparison.Ordinal);
        Assert.NotNull(await _host.Ledger.FindCommandAsync(Person.Engine, "deadline/990000/2001/collecting/2002-01-31"));
        var document = await DocumentAsync();
        Assert.Equal(("review", "2002-02-20T00:00:00.000Z"), (document.Stage, document.Stages[^1].At));

        for (var start = 0; start < 2; start++)
        {
            await StopAsync();
            await StartAsync();
        }

        Assert.Equal(["publisher year-opened", "reviewer stage-moved", "engine stage-moved"], await EntriesAsync());
    }

    [Fact]
    public async Task Many_rounds_at_once_honour_it_once()
    {
        At(2002, 2, 1);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? Round.RunAsync() : Grain.HonourDeadlinesAsync()));
        Assert.Equal(["publisher year-opened", "reviewer stage-moved", "engine stage-moved"], await EntriesAsync());
    }

    [Fact]
    public async Task It_is_announced_seven_days_before_once_for_each_date_it_is_set_to()
    {
        At(2002, 1, 23, 15, 59);
        await Round.RunAsync();
        Assert.Equal(2, (await EntriesAsync()).Count);
        At(2002, 1, 23, 16, 0);
        await Task.WhenAll(Round.RunAsync(), Round.RunAsync(), Grain.HonourDeadlinesAsync());
        var announced = Assert.IsType<DeadlineAnnounced>((await _host.Ledger.ReadStreamAsync("year/990000/2001"))[^1].Fact);
        Assert.Equal((Deadline.Collecting, CollectingUntil), (announced.Deadline, announced.Date));

        await Must(ExtendAsync("collecting", new DateOnly(2002, 2, 3), "extend"));
        await Round.RunAsync();
        At(2002, 1, 27, 0, 0);
        await Round.RunAsync();
        await Round.RunAsync();
        Assert.Equal(
            [
                "publisher year-opened", "reviewer stage-moved", "engine deadline-announced", "reviewer deadline-extended",
                "engine deadline-announced",
            ],
            await EntriesAsync());
    }

    [Fact]
    public async Task An_extension_just_before_puts_it_off_and_one_just_after_is_refused()
    {
        At(2002, 1, 31, 15, 59);
        await Must(ExtendAsync("collecting", new DateOnly(2002, 2, 1), "in-time"));
        At(2002, 1, 31, 16, 0);
        await Must(SubmitAsync("990101", "extended"));
        Assert.Equal(new DateOnly(2002, 2, 1), (await DocumentAsync()).CollectingUntil);
        At(2002, 2, 1, 16, 0);
        Assert.Equal(
            "CollectingEnded",
            Assert.Single((await ExtendAsync("collecting", new DateOnly(2002, 2, 9), "late")).Refusals).Code);
        await Round.RunAsync();
        Assert.Equal("review", (await DocumentAsync()).Stage);
        Assert.NotNull(await _host.Ledger.FindCommandAsync(Person.Engine, "deadline/990000/2001/collecting/2002-02-01"));
        Assert.Null(await _host.Ledger.FindCommandAsync(Person.Engine, "deadline/990000/2001/collecting/2002-01-31"));
    }

    [Fact]
    public async Task Extensions_and_rounds_at_once_leave_a_record_that_one_order_explains()
    {
        At(2002, 1, 31, 15, 0);
        await Task.WhenAll(
        [
            .. Enumerable.Range(1, 5).Select(day => (Task)ExtendAsync("collecting", new DateOnly(2002, 2, day), $"day-{day}")),
            .. Enumerable.Range(0, 5).Select(_ => Round.RunAsync()),
        ]);
        var facts = (await _host.Ledger.ReadStreamAsync("year/990000/2001")).Select(e => e.Fact).ToList();
        var extended = facts.OfType<DeadlineExtended>().Select(f => f.Until).ToList();
        Assert.Equal(extended.Order().Distinct(), extended);
        Assert.Equal(new DateOnly(2002, 2, 5), extended[^1]);
        var announced = facts.OfType<DeadlineAnnounced>().ToList();
        Assert.Equal(announced.Distinct(), announced);
        Assert.DoesNotContain(facts.OfType<StageMoved>(), f => f.To == Stage.Review);
    }

    [Fact]
    public async Task The_timer_wakes_the_years_without_being_asked()
    {
        await StopAsync();
        await StartAsync(every: TimeSpan.FromMinutes(1));
        var moved = _heard.NextAsync("stands in review");
        At(2002, 2, 1);
        await moved.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal("review", (await Grain.ViewAsync())!.Stage);
    }

    private Task<WriteResult> SubmitAsync(string code, string key) => Sheet(_host.Grains, 2001, code).SubmitFiguresAsync(
        By("assessor", key), [new FigureRow(code, "survey", "90", null)]);

    private Task<WriteResult> ExtendAsync(string deadline, DateOnly until, string key) =>
        Grain.ExtendDeadlineAsync(By("reviewer", key), deadline, until, "snow closed the roads");

    private async Task<IReadOnlyList<string>> EntriesAsync() =>
        [.. (await _host.Ledger.ReadStreamAsync("year/990000/2001")).Select(e => $"{e.Actor.Subject} {FactCodec.KindOf(e.Fact)}")];

    private async Task<YearDocument> DocumentAsync() =>
        DocumentJson.Read<YearDocument>((await _host.Ledger.FindAsync("years/990000/2001"))!.Bytes.Span);

    private void At(int year, int month, int day, int hour = 0, int minute = 0) =>
        _clock.SetUtcNow(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero));

    // Without a timer unless a test is about it: whatever passes then, passes when the test says so.
    private async Task StartAsync(TimeSpan every = default) =>
        _host = await EmbeddedHost.StartAsync(_folder, _clock, services => services
            .AddSingleton<ILoggerProvider>(_heard)
            .Configure<DeadlineOptions>(options => options.Every = every));

    private Task StopAsync() => _host.DisposeAsync().AsTask();

    /// <summary>What the silo logs, so that a test waits for the event and not for a time.</summary>
    private sealed class Heard : ILoggerProvider, ILogger
    {
        private readonly Lock _gate = new();
        private readonly List<(string Words, TaskCompletionSource Said)> _awaited = [];

        public Task NextAsync(string words)
        {
            var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                _awaited.Add((words, said));
            }

            return said.Task;
        }

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = formatter(state, exception);
            lock (_gate)
            {
                foreach (var (words, said) in _awaited.Where(a => line.Contains(a.Words, StringComparison.Ordinal)))
                {
                    said.TrySetResult();
                }
            }
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }
    }
}
