using Award.Ledger;
using Award.Ledger.Postgres;
using Award.Rules.Record;
using Ledger.Tests.Conformance;
using Support;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Postgres;

/// <summary>
/// Several stores over one database, as several silos have them, appending to the same streams at once.
/// </summary>
public sealed class ManySilosTests(PostgresServer server) : IAsyncLifetime
{
    private const int Silos = 4;
    private readonly List<PostgresLedger> _ledgers = [];
    private string _database = "";

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Missing is null)
        {
            _database = await server.NewDatabaseAsync();
            _ledgers.AddRange(await Task.WhenAll(Enumerable.Range(0, Silos).Select(_ => Stores.OpenAsync(_database))));
        }
        else
        {
            await server.NewDatabaseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var ledger in _ledgers)
        {
            await ledger.DisposeAsync();
        }
    }

    [Fact]
    public async Task Every_command_is_applied_once_though_each_is_sent_over_two_silos_at_the_same_time()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).SelectMany(n => new[]
        {
            UntilRecordedAsync(_ledgers[n % Silos], n),
            UntilRecordedAsync(_ledgers[(n + 1) % Silos], n),
        }));
        Assert.Equal(200, receipts.Select(receipt => receipt.Id).Distinct().Count());
        var entries = await _ledgers[0].ReadProvinceAsync(Zhejiang, 0, 10_000);
        Assert.Equal(Enumerable.Range(1, 300).Select(n => (long)n), entries.Select(entry => entry.Position));
        Assert.Equal(200, entries.Select(entry => entry.CommandId).Distinct().Count());
        Stores.AssertSound(_database, receipts);
    }

    [Fact]
    public async Task A_reader_by_position_misses_nothing_while_silos_write()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, 200).Select(n => UntilRecordedAsync(_ledgers[n % Silos], n)));
        var seen = new List<long>();
        bool last;
        do
        {
            last = writing.IsCompleted;
            var more = await _ledgers[0].ReadProvinceAsync(Zhejiang, seen.Count == 0 ? 0 : seen[^1], 7);
            seen.AddRange(more.Select(entry => entry.Position));
            last &= more.Count == 0;
        }
        while (!last);
        await writing;
        Assert.Equal(Enumerable.Range(1, 300).Select(n => (long)n), seen);
    }

    [Fact]
    public async Task Provinces_that_many_silos_begin_at_once_begin_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => _ledgers[n % Silos].AppendAsync(
            Append($"k-{n}", $"year/{110000 + (n / 4 * 10000)}/2017", 0) with
            {
                Province = new($"{110000 + (n / 4 * 10000)}"),
            })));
        Assert.Equal(10, results.Count(result => result is AppendResult.Committed));
        Assert.Equal(30, results.Count(result => result is AppendResult.Conflict));
        Assert.Equal(10, (await _ledgers[0].ReadProvincesAsync()).Count);
        Stores.AssertSound(_database, results.OfType<AppendResult.Committed>().Select(result => result.Receipt));
    }

    [Fact]
    public async Task A_key_raced_in_two_provinces_is_recorded_in_one()
    {
        Assert.Equal(1, await RaceOneKeyAsync());
        Stores.AssertSound(_database, []);
    }

    [Fact]
    public async Task Without_the_unique_index_of_keys_a_command_is_applied_twice()
    {
        await PostgresServer.ExecuteAsync(
            _database, "ALTER TABLE ledger.commands DROP CONSTRAINT commands_by_key, DROP CONSTRAINT commands_by_id");
        Assert.Equal(2, await RaceOneKeyAsync());
    }

    /// <summary>Two silos stand behind their locks with the same key in hand; how many get it recorded.</summary>
    private async Task<int> RaceOneKeyAsync()
    {
        var both = new Barrier(2);
        Task Meet(PostgresPoint point, int process)
        {
            if (point == PostgresPoint.BeforeWrite && both.ParticipantCount == 2)
            {
                both.SignalAndWait(TimeSpan.FromSeconds(2));
            }

            return Task.CompletedTask;
        }

        await using var one = await Stores.OpenAsync(_database, options => options with { AtPoint = Meet });
        await using var two = await Stores.OpenAsync(_database, options => options with { AtPoint = Meet });
        var results = await Task.WhenAll(
            one.AppendAsync(Append("raced", "year/330000/2017", 0)),
            two.AppendAsync(Append("raced", "year/440000/2017", 0) with { Province = Guangdong }));
        both.Dispose();
        return results.Count(result => result is AppendResult.Committed);
    }

    /// <summary>As a grain does: a conflict is a reason to look again and decide anew.</summary>
    private static async Task<Receipt> UntilRecordedAsync(PostgresLedger ledger, int n)
    {
        var stream = $"county/2017/{330100 + (n % 5)}";
        var expected = 0L;
        while (true)
        {
            var command = Empty($"k-{n}") with { Actor = n % 2 == 0 ? Li : Wang, Appends = [On(stream, expected, 1 + (n % 2))] };
            switch (await ledger.AppendAsync(command))
            {
                case AppendResult.Committed done:
                    return done.Receipt;
                case AppendResult.AlreadyRecorded done:
                    return done.Receipt;
                case AppendResult.Conflict conflict:
                    expected = conflict.Actual;
                    break;
                case var other:
                    throw new InvalidOperationException($"{other} for a key used once");
            }
        }
    }
}
