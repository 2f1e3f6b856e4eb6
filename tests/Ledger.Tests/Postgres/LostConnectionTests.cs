using Award.Ledger;
using Award.Ledger.Postgres;
using Ledger.Tests.Conformance;
using Npgsql;
using Support;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Postgres;

/// <summary>
/// The server's process for a batch is killed, or its answer is lost, at each point of the batch: every
/// command is on record once, and its caller has the receipt as if nothing had happened.
/// </summary>
public sealed class LostConnectionTests(PostgresServer server)
{
    private const string Sheet = "county/2017/330624";

    public static TheoryData<string, string> Losses()
    {
        var data = new TheoryData<string, string>();
        foreach (var point in Enum.GetNames<PostgresPoint>())
        {
            data.Add(point, "killed");
            data.Add(point, "answer lost");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_connection_lost_at_any_point_loses_nothing_and_doubles_nothing(string place, string how)
    {
        var database = await server.NewDatabaseAsync();
        var lost = 0;
        async Task Lose(PostgresPoint point, int process)
        {
            if (point.ToString() != place || Interlocked.Exchange(ref lost, 1) == 1)
            {
                return;
            }

            if (how == "answer lost")
            {
                throw new IOException("the network is gone");
            }

            await PostgresServer.ExecuteAsync(database, $"SELECT pg_terminate_backend({process})");
        }

        await using var ledger = await Stores.OpenAsync(database, options => options with { AtPoint = Lose });
        var results = await Task.WhenAll(
            ledger.AppendAsync(Append("k1", Sheet, 0)),
            ledger.AppendAsync(Empty("k2") with { Appends = [On("year/330000/2017", 0, 2), On("streak/330621", 0)] }),
            ledger.AppendAsync(Append("k1", Sheet, 0)),
            ledger.AppendAsync(Append("k3", Sheet, 7)),
            ledger.AppendAsync(Append("k4", "year/440000/2017", 0) with { Province = Guangdong }));
        Assert.Equal(1, lost);
        Assert.Equal(
            ["Committed", "Committed", "AlreadyRecorded", "Conflict", "Committed"],
            results.Select(result => result.GetType().Name));
        Assert.Equal(4, (await ledger.ReadProvinceAsync(Zhejiang, 0, 100)).Count);
        Stores.AssertSound(
            database, results.OfType<AppendResult.Committed>().Select(committed => committed.Receipt));
    }

    [Theory]
    [InlineData(PostgresErrorCodes.SerializationFailure, 1)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, 4)]
    [InlineData(PostgresErrorCodes.LockNotAvailable, 1)]
    public async Task A_transaction_that_gave_way_is_carried_out_again(string code, int times)
    {
        var left = times;
        await using var ledger = await Stores.OpenAsync(
            await server.NewDatabaseAsync(),
            options => options with
            {
                AtPoint = (point, _) => point == PostgresPoint.BeforeCommit && left-- > 0
                    ? throw new PostgresException("gave way", "ERROR", "ERROR", code)
                    : Task.CompletedTask,
            });
        (await ledger.AppendAsync(Append("k1", Sheet, 0))).Receipt();
        Assert.Equal(-1, left);
        Assert.Single(await ledger.ReadStreamAsync(Sheet));
    }

    [Fact]
    public async Task A_full_disk_is_told_of_at_once_and_the_next_command_is_tried_anew()
    {
        var full = true;
        await using var ledger = await Stores.OpenAsync(await server.NewDatabaseAsync(), options => options with
        {
            AtPoint = (point, _) => full && point == PostgresPoint.BeforeWrite
                ? throw new PostgresException("could not extend file", "ERROR", "ERROR", PostgresErrorCodes.DiskFull)
                : Task.CompletedTask,
        });
        await Assert.ThrowsAsync<LedgerFullException>(() => ledger.AppendAsync(Append("k1", Sheet, 0)));
        full = false;
        (await ledger.AppendAsync(Append("k1", Sheet, 0))).Receipt();
    }

    [Fact]
    public async Task A_command_that_the_database_refuses_fails_alone()
    {
        var database = await server.NewDatabaseAsync();
        await using var ledger = await Stores.OpenAsync(database);
        await ledger.AppendAsync(Append("k1", Sheet, 0));
        await PostgresServer.ExecuteAsync(
            database, "ALTER TABLE ledger.commands ADD CONSTRAINT refused CHECK (key <> 'bad')");
        var appends = Enumerable.Range(0, 20)
            .Select(n => ledger.AppendAsync(Append(n == 7 ? "bad" : $"n-{n}", $"county/2018/{330100 + n}", 0))).ToList();
        await Task.WhenAll(appends).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(7, Assert.Single(Enumerable.Range(0, 20), n => appends[n].IsFaulted));
        await Assert.ThrowsAsync<LedgerBusyException>(() => appends[7]);
    }

    [Fact]
    public async Task A_head_that_lags_behind_its_entries_fails_that_command_alone()
    {
        var database = await server.NewDatabaseAsync();
        await using var ledger = await Stores.OpenAsync(database);
        await ledger.AppendAsync(Append("k1", Sheet, 0, facts: 2));
        await PostgresServer.ExecuteAsync(database, $"UPDATE ledger.heads SET version = 1 WHERE stream = '{Sheet}'");
        var bad = ledger.AppendAsync(Append("k2", Sheet, 1));
        var good = ledger.AppendAsync(Append("k3", "county/2017/330603", 0));
        await Assert.ThrowsAsync<InvalidDataException>(() => bad);
        (await good).Receipt();
        Assert.Null(await ledger.FindCommandAsync(Li, "k2"));
    }

    [Fact]
    public async Task A_silo_that_froze_in_the_middle_of_a_batch_holds_nobody_up_for_long()
    {
        var database = await server.NewDatabaseAsync();
        var thaw = new TaskCompletionSource();
        var frozen = new TaskCompletionSource();
        var first = true;
        await using var slow = await Stores.OpenAsync(database, options => options with
        {
            IdleTimeout = TimeSpan.FromMilliseconds(300),
            AtPoint = (point, _) =>
            {
                if (point != PostgresPoint.BeforeCommit || !first)
                {
                    return Task.CompletedTask;
                }

                first = false;
                frozen.SetResult();
                return thaw.Task;
            },
        });
        await using var other = await Stores.OpenAsync(database);
        var late = slow.AppendAsync(Append("late", Sheet, 0));
        await frozen.Task;
        (await other.AppendAsync(Append("k1", Sheet, 0))).Receipt();
        thaw.SetResult();
        Assert.Equal(new AppendResult.Conflict(Sheet, 0, 1), await late);
        Stores.AssertSound(database, []);
    }
}
