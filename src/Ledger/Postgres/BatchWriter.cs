using System.Data;
using Award.Ledger.Appending;
using Npgsql;

namespace Award.Ledger.Postgres;

/// <summary>
/// Carries a batch out in one transaction, and again while that helps. Every attempt is the same question
/// and answer: it locks the provinces, looks whether the keys are on record by now, and decides what is not.
/// So an attempt whose commit nobody heard the end of is resolved by the next one: it cannot pass the lock
/// before the lost transaction has ended, one way or the other.
/// </summary>
internal sealed class BatchWriter(NpgsqlDataSource source, PostgresLedgerOptions options)
{
    private readonly Retries _retries = new(source, options);

    /// <summary>Gives every command of the batch its result or its fault.</summary>
    public async Task CarryAsync(IReadOnlyList<Waiting> batch)
    {
        try
        {
            await _retries.RunAsync(() => TryAsync(batch)).ConfigureAwait(false);
        }
        catch (Exception fault) when (batch.Count > 1 && IsOfTheBatch(fault))
        {
            // Somebody's command is at fault. Alone, it fails alone.
            foreach (var waiting in batch)
            {
                await CarryAsync([waiting]).ConfigureAwait(false);
            }
        }
        catch (Exception fault)
        {
            foreach (var waiting in batch)
            {
                waiting.Fault = Answer(waiting, fault);
            }
        }
    }

    private async Task TryAsync(IReadOnlyList<Waiting> batch)
    {
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await AtAsync(PostgresPoint.BeforeLock, connection).ConfigureAwait(false);
        await using var transaction =
            await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted).ConfigureAwait(false);
        var standing = await BatchStatements.LockAsync(connection, batch).ConfigureAwait(false);
        await AtAsync(PostgresPoint.AfterLock, connection).ConfigureAwait(false);
        var draft = new BatchDraft(standing);
        foreach (var waiting in batch)
        {
            draft.Carry(waiting);
        }

        if (draft.Entries.Count == 0)
        {
            return;
        }

#if PLANT_AckBeforeCommit
        foreach (var waiting in batch)
        {
            waiting.Answer();
        }

        await Task.Delay(TimeSpan.FromMilliseconds(25), options.Clock).ConfigureAwait(false);
#endif
        await AtAsync(PostgresPoint.BeforeWrite, connection).ConfigureAwait(false);
        await BatchStatements.WriteAsync(connection, draft).ConfigureAwait(false);
        await AtAsync(PostgresPoint.BeforeCommit, connection).ConfigureAwait(false);
        await CommitAsync(transaction, connection, batch).ConfigureAwait(false);
    }

    /// <summary>From here until the server has answered, nobody knows whether the batch is on record.</summary>
    private async Task CommitAsync(
        NpgsqlTransaction transaction, NpgsqlConnection connection, IReadOnlyList<Waiting> batch)
    {
        foreach (var waiting in batch)
        {
            waiting.Unsure = (waiting.Result as AppendResult.Committed)?.Receipt ?? waiting.Unsure;
        }

        await transaction.CommitAsync().ConfigureAwait(false);
        await AtAsync(PostgresPoint.AfterCommit, connection).ConfigureAwait(false);
    }

    private Task AtAsync(PostgresPoint point, NpgsqlConnection connection) =>
        options.AtPoint?.Invoke(point, connection.ProcessID) ?? Task.CompletedTask;

    private static bool IsOfTheBatch(Exception fault) => fault is FencedException || !Retries.IsPassing(fault);

    private static Exception Answer(Waiting waiting, Exception fault) => fault switch
    {
        _ when waiting.Unsure is not null => new LedgerOutcomeUnknownException(
            "the database was lost while the command was being committed; send it again under its key", fault),
        FencedException => new InvalidDataException(
            "the heads and the entries of a stream disagree: verify the ledger", fault),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new LedgerFullException(
            "the disk of the database is full", fault),
        _ => new LedgerBusyException($"the command was not recorded: {fault.Message}", fault),
    };
}
