using System.Diagnostics.Metrics;
using Award.Ledger;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Ledger.Tests.Conformance;
using Ledger.Tests.Verify;
using Microsoft.Data.Sqlite;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Sqlite;

/// <summary>What is particular to this store: the file, the folder, the batches, the queue.</summary>
public sealed class SqliteLedgerTests : IDisposable
{
    private const string Sheet = "county/2017/330624";

    private readonly TempFolder _folder = new();

    private string File => SqliteLedgerOptions.FileIn(_folder.Path);

    public void Dispose() => _folder.Dispose();

    // ---- the folder and the file

    [Fact]
    public async Task A_folder_is_used_by_one_ledger_at_a_time()
    {
        await using (await OpenAsync())
        {
            var fault = await Assert.ThrowsAsync<LedgerInUseException>(() => OpenAsync());
            Assert.Contains(_folder.Path, fault.Message, StringComparison.Ordinal);
        }

        await using var again = await OpenAsync();
    }

    [Fact]
    public async Task A_file_that_is_no_ledger_is_refused_and_left_alone()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 4096));
        await Assert.ThrowsAsync<LedgerFormatException>(() => OpenAsync());
        Assert.Throws<LedgerFormatException>(() => LedgerVerifier.Verify(_folder.Path));
        Assert.Equal(new string('x', 4096), await System.IO.File.ReadAllTextAsync(File));
    }

    [Theory]
    [InlineData("PRAGMA application_id = 7; CREATE TABLE other (a)")]
    [InlineData("CREATE TABLE other (a)")]
    public async Task Another_programs_database_is_refused(string sql)
    {
        Execute(sql);
        await Assert.ThrowsAsync<LedgerFormatException>(() => OpenAsync());
        Assert.Throws<LedgerFormatException>(() => LedgerVerifier.Verify(_folder.Path));
    }

    [Fact]
    public async Task A_later_format_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        Execute("UPDATE schema_version SET version = 2");
        var fault = await Assert.ThrowsAsync<LedgerFormatException>(() => OpenAsync());
        Assert.Contains("format version 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_can_corrupt_a_wal_database_is_refused()
    {
        Assert.Throws<LedgerFormatException>(() => Schema.CheckLibrary("3.51.2"));
        Schema.CheckLibrary("3.51.3");
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_told_by_name()
    {
        Directory.CreateDirectory(File);
        var fault = await Assert.ThrowsAsync<IOException>(() => OpenAsync());
        Assert.Contains(File, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_ledger_is_not_made_by_verifying()
    {
        Assert.Throws<FileNotFoundException>(() => LedgerVerifier.Verify(_folder.Path));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_ledger_is_verified_while_it_is_written()
    {
        await using var ledger = await OpenAsync();
        var writing = Task.WhenAll(Enumerable.Range(0, 100)
            .Select(n => ledger.AppendAsync(Append($"k-{n}", $"county/2017/{330100 + n}", 0))));
        VerifyReport report;
        do
        {
            report = LedgerVerifier.VerifyChain(_folder.Path, [], []);
            Assert.Empty(report.Findings);
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.Equal(100, LedgerVerifier.VerifyChain(File, [], []).Entries);
    }

    // ---- batches and the queue

    [Theory]
    [InlineData(512, 8_000_000, 2)]
    [InlineData(5, 8_000_000, 5)]
    [InlineData(512, 1, 21)]
    public async Task What_waits_is_committed_together_up_to_the_limits(
        int commands, long bytes, int commits)
    {
        using var gate = new Gate();
        await using var ledger = await OpenAsync(options => options with
        {
            AtWritePoint = gate.Pass,
            BatchCommands = commands,
            BatchBytes = bytes,
        });
        var appends = await BehindTheGateAsync(ledger, gate, 20);
        gate.Open();
        Assert.All(await Task.WhenAll(appends), result => Assert.IsType<AppendResult.Committed>(result));
        Assert.Equal(commits, gate.Count(WritePoint.BeforeCommit));
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_its_commit()
    {
        var appends = new List<Task<AppendResult>>();
        var early = false;
        using var gate = new Gate { At = _ => early |= appends.Skip(1).Any(append => append.IsCompleted) };
        await using var ledger = await OpenAsync(options => options with { AtWritePoint = gate.Pass });
        appends.AddRange(await BehindTheGateAsync(ledger, gate, 20));
        gate.Open();
        await Task.WhenAll(appends);
        Assert.False(early);
    }

    [Fact]
    public async Task Callers_beyond_the_queue_wait_for_a_place_and_may_leave()
    {
        using var gate = new Gate();
        using var leaving = new CancellationTokenSource();
        await using var ledger = await OpenAsync(
            options => options with { AtWritePoint = gate.Pass, QueueCommands = 3 });
        var appends = await BehindTheGateAsync(ledger, gate, 10);
        var leaver = ledger.AppendAsync(Append("leaver", Sheet, 0), leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        gate.Open();
        Assert.All(await Task.WhenAll(appends), result => Assert.IsType<AppendResult.Committed>(result));
        Assert.Null(await ledger.FindCommandAsync(Li, "leaver"));
    }

    [Fact]
    public async Task Callers_who_wait_for_a_place_learn_that_the_store_failed()
    {
        using var gate = new Gate { At = _ => throw new IOException("the disk is gone") };
        await using var ledger = await OpenAsync(
            options => options with { AtWritePoint = gate.Pass, QueueCommands = 3 });
        var appends = await BehindTheGateAsync(ledger, gate, 10);
        gate.Open();
        foreach (var append in appends)
        {
            await Assert.ThrowsAsync<LedgerFailedException>(() => append);
        }
    }

    // ---- other programs, and faults of the file

    [Fact]
    public async Task A_command_that_another_programs_lock_kept_out_is_not_recorded_and_may_be_sent_again()
    {
        await using var ledger = await OpenAsync(options => options with { Busy = TimeSpan.FromSeconds(1) });
        using (var other = SmallLedger.Open(File))
        {
            Execute(other, "BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<LedgerBusyException>(() => ledger.AppendAsync(Append("k1", Sheet, 0)));
            Execute(other, "ROLLBACK");
        }

        Assert.IsType<AppendResult.Committed>(await ledger.AppendAsync(Append("k1", Sheet, 0)));
    }

    [Fact]
    public async Task A_head_that_lags_behind_its_entries_fails_that_command_alone()
    {
        await using var ledger = await OpenAsync();
        await ledger.AppendAsync(Append("k1", Sheet, 0, facts: 2));
        Execute($"UPDATE heads SET version = 1 WHERE stream = '{Sheet}'");
        await Assert.ThrowsAsync<InvalidDataException>(() => ledger.AppendAsync(Append("k2", Sheet, 1)));
        Assert.IsType<AppendResult.Committed>(
            await ledger.AppendAsync(Append("k3", "county/2017/330603", 0)));
        Assert.Null(await ledger.FindCommandAsync(Li, "k2"));
    }

    [Fact]
    public async Task A_fault_of_the_file_ends_the_store_and_tells_the_host()
    {
        Exception? told = null;
        await using var ledger = await OpenAsync(
            options => options with { OnFailure = failure => told = failure });
        await ledger.AppendAsync(Append("k1", Sheet, 0));
        Execute("DROP TABLE provinces");
        await Assert.ThrowsAsync<LedgerFailedException>(() => ledger.AppendAsync(Append("k2", Sheet, 1)));
        Assert.IsType<SqliteException>(told);
        await Assert.ThrowsAsync<LedgerFailedException>(() => ledger.ReadHeadAsync(Sheet));
    }

    // ---- measures

    [Fact]
    public async Task The_store_counts_commits_entries_conflicts_and_repeats()
    {
        using var gate = new Gate();
        using var listener = new MeterListener();
        var seen = new List<(string Name, double Value)>();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == "Award")
            {
                own.EnableMeasurementEvents(instrument);
            }
        };

        // Measured on the writer's thread; others' ledgers measure on theirs.
        var writer = 0;
        void Note(string name, double value)
        {
            if (Environment.CurrentManagedThreadId == writer)
            {
                lock (seen)
                {
                    seen.Add((name, value));
                }
            }
        }

        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Note(instrument.Name, value));
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, _, _) => Note(instrument.Name, value));
        listener.SetMeasurementEventCallback<double>(
            (instrument, value, _, _) => Note(instrument.Name, value));
        listener.Start();
        await using (var ledger = await OpenAsync(options => options with
        {
            AtWritePoint = point =>
            {
                writer = Environment.CurrentManagedThreadId;
                gate.Pass(point);
            },
        }))
        {
            var appends = await BehindTheGateAsync(ledger, gate, 4);
            appends.Add(ledger.AppendAsync(Append("first", Sheet, 0)));
            appends.Add(ledger.AppendAsync(Append("late", Sheet, 7)));
            gate.Open();
            await Task.WhenAll(appends);
        }

        double Sum(string name) => seen.Where(measure => measure.Name == name).Sum(measure => measure.Value);
        Assert.Equal(7, Sum("award.ledger.batch.commands"));
        Assert.Equal(5, Sum("award.ledger.appends"));
        Assert.Equal(1, Sum("award.ledger.conflicts"));
        Assert.Equal(1, Sum("award.ledger.repeats"));
        Assert.Equal(
            2, seen.Count(measure => measure.Name == "award.ledger.commit.duration" && measure.Value > 0));
    }

    /// <summary>A first command that stands at the gate, and as many behind it.</summary>
    private static async Task<List<Task<AppendResult>>> BehindTheGateAsync(
        SqliteLedger ledger, Gate gate, int behind)
    {
        var appends = new List<Task<AppendResult>> { ledger.AppendAsync(Append("first", Sheet, 0)) };
        await gate.Reached;
        appends.AddRange(Enumerable.Range(0, behind)
            .Select(n => ledger.AppendAsync(Append($"behind-{n}", $"county/2018/{330100 + n}", 0))));
        return appends;
    }

    private Task<SqliteLedger> OpenAsync(Func<SqliteLedgerOptions, SqliteLedgerOptions>? with = null)
    {
        var options = new SqliteLedgerOptions { Folder = _folder.Path };
        return SqliteLedger.OpenAsync(with is null ? options : with(options));
    }

    private void Execute(string sql)
    {
        using var connection = SmallLedger.Open(File);
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
