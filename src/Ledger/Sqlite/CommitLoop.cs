using System.Collections.Concurrent;
using System.Diagnostics;
using Award.Ledger.Appending;
using Microsoft.Data.Sqlite;

namespace Award.Ledger.Sqlite;

/// <summary>
/// The one writer: gathers waiting commands, carries them out in one transaction, each behind a savepoint,
/// commits, and only then answers. A disk that takes no writes (it is full) fails the batch, and the next one is
/// tried anew. Whatever else goes wrong with the disk ends the loop, and every command under way or waiting fails.
/// </summary>
internal sealed class CommitLoop : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly CommandWriter _writer;
    private readonly SqliteLedgerOptions _options;
    private readonly BlockingCollection<Waiting> _queue = [];
    private readonly SemaphoreSlim _places;
    private readonly Statement _begin;
    private readonly Statement _save;
    private readonly Statement _release;
    private readonly Statement _undo;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Task _loop;
    private Exception? _failure;

    public CommitLoop(SqliteConnection connection, SqliteLedgerOptions options)
    {
        _connection = connection;
        _options = options;
        _places = new(options.QueueCommands);
        _writer = new CommandWriter(connection, options.AtWritePoint);
        _begin = new(connection, "BEGIN IMMEDIATE", 0);
        _save = new(connection, "SAVEPOINT command", 0);
        _release = new(connection, "RELEASE command", 0);
        _undo = new(connection, "ROLLBACK TO command", 0);
        _commit = new(connection, "COMMIT", 0);
        _rollback = new(connection, "ROLLBACK", 0);
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
        await _places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            _queue.Add(waiting, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // No more is taken. Whoever waits for a place behind us learns it the same way.
            _places.Release();
            ThrowIfFailed();
            throw new ObjectDisposedException(nameof(SqliteLedger));
        }

        return await waiting.Done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Commits what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _loop.ConfigureAwait(false);
        foreach (var statement in (Statement[])[_begin, _save, _release, _undo, _commit, _rollback])
        {
            statement.Dispose();
        }

        _writer.Dispose();
        _connection.Dispose();
    }

    private void Run()
    {
        var batch = new List<Waiting>(_options.BatchCommands);
        while (_queue.TryTake(out var first, Timeout.Infinite))
        {
            Gather(first, batch);
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

    private void Gather(Waiting first, List<Waiting> batch)
    {
        batch.Add(first);
        var bytes = first.Command.Bytes;
        while (batch.Count < _options.BatchCommands
            && bytes < _options.BatchBytes
            && _queue.TryTake(out var waiting))
        {
            batch.Add(waiting);
            bytes += waiting.Command.Bytes;
        }

        _places.Release(batch.Count);
    }

    private void Commit(List<Waiting> batch)
    {
        if (_options.NoRoom?.Invoke() is { } reason)
        {
            Refuse(batch, new LedgerFullException(reason));
            return;
        }

        var start = Stopwatch.GetTimestamp();
        var committing = false;
        try
        {
            Write(batch, ref committing);
        }
        catch (SqliteException busy) when (!committing && busy.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
        {
            Undo();
            Refuse(batch, new LedgerBusyException("another program holds the ledger's file locked", busy));
            return;
        }
        catch (SqliteException full) when (PassingFaults.IsNoRoom(full))
        {
            Undo();
            Refuse(batch, committing
                ? new LedgerOutcomeUnknownException($"the disk took no writes during the commit: {full.Message}", full)
                : new LedgerFullException($"the disk takes no writes: {full.Message}", full));
            return;
        }

        Waiting.Measure(batch, start);
        foreach (var waiting in batch)
        {
            waiting.Answer();
        }
    }

    private void Write(List<Waiting> batch, ref bool committing)
    {
        _options.AtWritePoint?.Invoke(WritePoint.BeforeBegin);
        _begin.Execute();
        foreach (var waiting in batch)
        {
            CarryOne(waiting);
        }

        _options.AtWritePoint?.Invoke(WritePoint.BeforeCommit);
        committing = true;
        _commit.Execute();
        _options.AtWritePoint?.Invoke(WritePoint.AfterCommit);
    }

    /// <summary>After most refused writes the library has ended the transaction already.</summary>
    private void Undo()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _rollback.Execute();
        }
    }

    // One command's fault undoes that command alone. Only faults of the command itself are meant: a
    // constraint of the tables or a bad argument. Anything else is the disk's or ours, and ends the store.
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
                : new InvalidDataException(
                    "the heads and the entries of a stream disagree: verify the ledger", fault);
        }

        _release.Execute();
    }

    private static void Refuse(List<Waiting> batch, IOException why)
    {
        foreach (var waiting in batch)
        {
            waiting.Fault = why;
            waiting.Answer();
        }
    }

    private void Fail(Exception failure, List<Waiting> batch)
    {
        Volatile.Write(ref _failure, failure);
        _queue.CompleteAdding();
        while (_queue.TryTake(out var waiting))
        {
            _places.Release();
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
}
