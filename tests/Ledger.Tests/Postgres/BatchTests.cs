using Award.Ledger;
using Award.Ledger.Postgres;
using Ledger.Tests.Conformance;
using Support;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Postgres;

/// <summary>How a silo gathers commands, and when it answers them.</summary>
public sealed class BatchTests(PostgresServer server)
{
    private const string Sheet = "county/2017/330624";
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task<AppendResult>> _appends = [];
    private int _commits;
    private bool _early;

    [Theory]
    [InlineData(512, 8_000_000, 2)]
    [InlineData(5, 8_000_000, 5)]
    [InlineData(512, 1, 21)]
    public async Task What_waits_is_committed_together_up_to_the_limits(int commands, long bytes, int commits)
    {
        await using var ledger = await OpenAsync(options => options with { BatchCommands = commands, BatchBytes = bytes });
        await RunBehindTheGateAsync(ledger, 20);
        Assert.All(_appends, append => Assert.IsType<AppendResult.Committed>(append.Result));
        Assert.Equal(commits, _commits);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_its_commit()
    {
        await using var ledger = await OpenAsync();
        await RunBehindTheGateAsync(ledger, 20);
        Assert.False(_early);
        Assert.Equal(2, _commits);
    }

    [Fact]
    public async Task Callers_beyond_the_queue_wait_for_a_place_and_may_leave()
    {
        using var leaving = new CancellationTokenSource();
        await using var ledger = await OpenAsync(options => options with { QueueCommands = 3 });
        var running = RunBehindTheGateAsync(ledger, 10, opening: false);
        await _reached.Task;
        var leaver = ledger.AppendAsync(Append("leaver", Sheet, 0), leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        _open.SetResult();
        await running;
        Assert.All(_appends, append => Assert.IsType<AppendResult.Committed>(append.Result));
        Assert.Null(await ledger.FindCommandAsync(Li, "leaver"));
    }

    /// <summary>A first command that stands at the gate, and as many behind it.</summary>
    private async Task RunBehindTheGateAsync(PostgresLedger ledger, int behind, bool opening = true)
    {
        _appends.Add(ledger.AppendAsync(Append("first", Sheet, 0)));
        await _reached.Task;
        _appends.AddRange(Enumerable.Range(0, behind)
            .Select(n => ledger.AppendAsync(Append($"behind-{n}", $"county/2018/{330100 + n}", 0))));
        if (opening)
        {
            _open.SetResult();
        }

        await Task.WhenAll(_appends);
    }

    private async Task<PostgresLedger> OpenAsync(Func<PostgresLedgerOptions, PostgresLedgerOptions>? with = null) =>
        await Stores.OpenAsync(await server.NewDatabaseAsync(), options =>
        {
            var gated = options with { AtPoint = PassAsync };
            return with is null ? gated : with(gated);
        });

    private async Task PassAsync(PostgresPoint point, int process)
    {
        if (_reached.TrySetResult())
        {
            await _open.Task;
        }

        if (point == PostgresPoint.BeforeCommit)
        {
            _commits++;

            // The first commit is of the first command alone; of the others none may be answered before theirs.
            // An answer takes a moment to arrive, so it is waited for.
            var clock = RealClock.Instance;
            var answer = Task.WhenAny(_appends.Skip(_commits == 1 ? 0 : 1));
            _early |= await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(100), clock)) == answer;
        }
    }
}
