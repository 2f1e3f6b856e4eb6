using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Award.Ledger.Sqlite;

/// <summary>
/// The one writer: gathers waiting commands, carries them out in one transaction, each behind a savepoint, commits, and only
/// then answers. Whatever goes wrong with the disk ends the loop, and every command under way or waiting fails.
/// </summary>
internal sealed class CommitLoop : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly CommandWriter _writer;
    private readonly SqliteLedgerOptions _options;
    private readonly TimeProvider _time;
    private readonly Channel<Waiting> _queue;
    private readonly Statement _begin;
    private readonly Statement _save;
    private readonly Statement _release;
    private readonly Statement _undo;
    private readonly Statement _commit;
    private readonly Task _loop;
    private Exception? _failure;

    public CommitLoop(SqliteConnection connection, SqliteLedgerOptions options, TimeProvider time)
    {
        _connection = connection;
        _options = options;
        _time = time;
        _writer = new CommandWriter(connection, options.AtWritePoint);
        _begin = new(connection, "BEGIN IMMEDIATE", 0);
        _save = new(connection, "SAVEPOINT command", 0);
        _release = new(connection, "RELEASE command", 0);
        _undo = new(connection, "ROLLBACK TO command", 0);
        _commit = new(connection, "COMMIT", 0);
        _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.QueueCommands) { SingleReader = true });
        _loop = Task.Factory.StartNew(
            Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <exception cref="LedgerFailedException">The store has failed.</exception>
    public void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } failure)
        {
            throw Failed(failure);
        }
    }

    public async Task<AppendResult> AppendAsync(PreparedCommand command, CancellationToken cancellation)
    {
        var waiting = new Waiting(command);
        try
        {
            await _queue.Writer.WriteAsync(waiting, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            ThrowIfFailed();
            throw new ObjectDisposedException(nameof(SqliteLedger));
        }

        return await waiting.Done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Commits what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        foreach (var statement in (Statement[])[_begin, _save, _release, _undo, _commit])
        {
            statement.Dispose();
        }

        _writer.Dispose();
        _connection.Dispose();
    }

    private void Run()
    {
        var batch = new List<Waiting>(_options.BatchCommands);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Gather(batch);
            try
            {
                Commit(batch);
            }
            catch (Exception failure)
            {
                Fail(failure, batch);
                return;
            }

            batch.Clear();
        }
    }

    private void Gather(List<Waiting> batch)
    {
        var bytes = 0L;
        while (batch.Count < _options.BatchCommands
            && bytes < _options.BatchBytes
            && _queue.Reader.TryRead(out var waiting))
        {
            batch.Add(waiting);
            bytes += waiting.Command.Bytes;
        }
    }

    private void Commit(List<Waiting> batch)
    {
        var start = _time.GetTimestamp();
        _options.AtWritePoint?.Invoke(WritePoint.BeforeBegin);
        try
        {
            _begin.Execute();
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
        {
            Refuse(batch, busy);
            return;
        }

        foreach (var waiting in batch)
        {
            CarryOne(waiting);
        }

        _options.AtWritePoint?.Invoke(WritePoint.BeforeCommit);
        _commit.Execute();
        _options.AtWritePoint?.Invoke(WritePoint.AfterCommit);
        Measure(batch, start);
        foreach (var waiting in batch)
        {
            waiting.Answer();
        }
    }

    // One command's fault undoes that command alone. Only faults of the command itself are meant: a constraint of the
    // tables or a bad argument. Anything else is the disk's or ours, and ends the store.
    private void CarryOne(Waiting waiting)
    {
        _save.Execute();
        try
        {
            waiting.Result = _writer.Carry(waiting.Command);
        }
        catch (Exception fault) when (fault is ArgumentException
            or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT })
        {
            _undo.Execute();
            waiting.Fault = fault is ArgumentException
                ? fault
                : new InvalidDataException("the heads and the entries of a stream disagree: verify the ledger", fault);
        }

        _release.Execute();
    }

    private static void Refuse(List<Waiting> batch, SqliteException busy)
    {
        foreach (var waiting in batch)
        {
            waiting.Fault = new LedgerBusyException("another program holds the ledger's file locked", busy);
            waiting.Answer();
        }
    }

    private void Fail(Exception failure, List<Waiting> batch)
    {
        Volatile.Write(ref _failure, failure);
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out var waiting))
        {
            batch.Add(waiting);
        }

        foreach (var waiting in batch)
        {
            waiting.Fault = Failed(failure);
            waiting.Answer();
        }

        _options.OnFailure?.Invoke(failure);
    }

    private static LedgerFailedException Failed(Exception failure) =>
        new($"the ledger's store has failed and must be opened again: {failure.Message}", failure);

    private void Measure(List<Waiting> batch, long start)
    {
        LedgerMetrics.BatchCommands.Record(batch.Count);
        LedgerMetrics.CommitDuration.Record(_time.GetElapsedTime(start).TotalSeconds);
        LedgerMetrics.Entries.Add(batch.Sum(waiting =>
            waiting.Result is AppendResult.Committed ? waiting.Command.Payloads.Sum(p => p.Length) : 0));
        LedgerMetrics.Conflicts.Add(batch.Count(waiting => waiting.Result is AppendResult.Conflict));
        LedgerMetrics.Repeats.Add(batch.Count(waiting => waiting.Result is AppendResult.AlreadyRecorded));
    }

    private sealed class Waiting(PreparedCommand command)
    {
        public PreparedCommand Command { get; } = command;

        public TaskCompletionSource<AppendResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AppendResult? Result { get; set; }

        public Exception? Fault { get; set; }

        public void Answer()
        {
            if (Fault is not null)
            {
                Done.TrySetException(Fault);
            }
            else
            {
                Done.TrySetResult(Result!);
            }
        }
    }
}
