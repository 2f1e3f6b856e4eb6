using System.Collections.Concurrent;
using Award.Ledger;
using Award.Ledger.Postgres;
using Ledger.Tests.Conformance;
using Npgsql;
using Support;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Postgres;

/// <summary>
/// The server goes away under load, as after a crash, while two silos write. Whatever was acknowledged is on
/// record, nothing is on record twice, and what a caller was told had failed may be sent again.
/// </summary>
public sealed class RestartTests
{
    private const int Streams = 12;

    [Fact]
    public async Task After_restarts_under_load_what_was_acknowledged_is_on_record_and_nothing_twice()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.NewDatabaseAsync();
        await using var one = await OpenAsync(database);
        await using var two = await OpenAsync(database);
        using var ending = new CancellationTokenSource();
        var load = new Load([one, two]);
        var writers = Enumerable.Range(0, Streams).Select(n => load.RunAsync(n, ending.Token)).ToList();
        for (var round = 1; round <= 4; round++)
        {
            await load.ReachAsync(load.Acknowledged.Count + 100);
            await server.RestartAsync(round % 2 == 0 ? "fast" : "immediate");
        }

        await load.ReachAsync(load.Acknowledged.Count + 100);
        await ending.CancelAsync();
        await Task.WhenAll(writers);
        await AssertSoundAsync(database, one, load);
    }

    [Fact]
    public async Task While_the_server_is_stopped_callers_are_told_and_the_store_goes_on_afterwards()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.NewDatabaseAsync();
        await using var ledger = await OpenAsync(database);
        await ledger.AppendAsync(Append("k1", "year/330000/2017", 0));
        await server.StopAsync("immediate");
        await Assert.ThrowsAsync<LedgerBusyException>(() => ledger.AppendAsync(Append("k2", "year/330000/2017", 1)));
        await Assert.ThrowsAsync<LedgerBusyException>(() => ledger.ReadHeadAsync("year/330000/2017"));
        await server.StartAgainAsync();
        (await ledger.AppendAsync(Append("k2", "year/330000/2017", 1))).Receipt();
        Assert.Equal(2, (await ledger.ReadStreamAsync("year/330000/2017")).Count);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_with_the_server_is_unknown_and_resolved_when_it_is_sent_again()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.NewDatabaseAsync();
        var stops = 1;
        await using var ledger = await OpenAsync(database, async (point, _) =>
        {
            if (point == PostgresPoint.AfterCommit && stops-- > 0)
            {
                await server.StopAsync("immediate");
                throw new IOException("the network is gone");
            }
        });
        var command = Append("k1", "year/330000/2017", 0);
        await Assert.ThrowsAsync<LedgerOutcomeUnknownException>(() => ledger.AppendAsync(command));
        await server.StartAgainAsync();
        Assert.IsType<AppendResult.AlreadyRecorded>(await ledger.AppendAsync(command));
        Assert.Single(await ledger.ReadStreamAsync("year/330000/2017"));
    }

    private static Task<PostgresLedger> OpenAsync(string database, Func<PostgresPoint, int, Task>? at = null) =>
        Stores.OpenAsync(database, options => options with { Patience = TimeSpan.FromSeconds(1), AtPoint = at });

    private static async Task AssertSoundAsync(string database, PostgresLedger ledger, Load load)
    {
        Stores.AssertSound(database, load.Acknowledged.Values);
        await using var source = NpgsqlDataSource.Create(database);
        await using var count = source.CreateCommand("SELECT key FROM ledger.commands GROUP BY key HAVING count(*) > 1");
        Assert.Null(await count.ExecuteScalarAsync());
        foreach (var key in load.Acknowledged.Keys)
        {
            Assert.NotNull(await ledger.FindCommandAsync(Li, key));
        }
    }

    /// <summary>Writers that send each command until it is acknowledged, and note the receipt.</summary>
    private sealed class Load(PostgresLedger[] ledgers)
    {
        private volatile TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentDictionary<string, Receipt> Acknowledged { get; } = new();

        public async Task ReachAsync(int count)
        {
            while (Acknowledged.Count < count)
            {
                await _more.Task.WaitAsync(TimeSpan.FromSeconds(60));
            }
        }

        public async Task RunAsync(int writer, CancellationToken ending)
        {
            for (var n = 0; !ending.IsCancellationRequested; n++)
            {
                var receipt = await UntilRecordedAsync(writer, n);
                Assert.True(Acknowledged.TryAdd($"{writer}-{n}", receipt));
                Interlocked.Exchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            }
        }

        private async Task<Receipt> UntilRecordedAsync(int writer, int n)
        {
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    var command = Append($"{writer}-{n}", $"county/2017/{330100 + writer}", n);
                    var result = await ledgers[(writer + attempt) % ledgers.Length].AppendAsync(command);
                    return result switch
                    {
                        AppendResult.Committed done => done.Receipt,
                        AppendResult.AlreadyRecorded done => done.Receipt,
                        _ => throw new InvalidOperationException($"{result} for a stream of one writer"),
                    };
                }
                catch (Exception fault) when (fault is LedgerBusyException or LedgerOutcomeUnknownException)
                {
                    // Sent again under the same key, over the other silo.
                }
            }
        }
    }
}
