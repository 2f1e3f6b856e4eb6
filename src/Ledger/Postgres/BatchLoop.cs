using System.Diagnostics;
using System.Threading.Channels;
using Award.Ledger.Appending;

namespace Award.Ledger.Postgres;

/// <summary>
/// This silo's one writer: gathers the commands that wait, has them committed together, and only then
/// answers. Other silos have theirs; the database's locks and unique indexes stand between them.
/// </summary>
internal sealed class BatchLoop : IAsyncDisposable
{
    private readonly Channel<Waiting> _queue =
        Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });

    private readonly BatchWriter _writer;
    private readonly PostgresLedgerOptions _options;
    private readonly SemaphoreSlim _places;
    private readonly Task _loop;

    public BatchLoop(BatchWriter writer, PostgresLedgerOptions options)
    {
        _writer = writer;
        _options = options;
        _places = new(options.QueueCommands);
        _loop = Task.Run(RunAsync);
    }

    public async Task<AppendResult> AppendAsync(PreparedCommand command, CancellationToken cancellation)
    {
        var waiting = new Waiting(command);
        await _places.WaitAsync(cancellation).ConfigureAwait(false);
        if (!_queue.Writer.TryWrite(waiting))
        {
            // No more is taken. Whoever waits for a place behind us learns it the same way.
            _places.Release();
            throw new ObjectDisposedException(nameof(PostgresLedger));
        }

        return await waiting.Done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Commits what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var batch = new List<Waiting>(_options.BatchCommands);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            Gather(batch);
            var start = Stopwatch.GetTimestamp();
            await _writer.CarryAsync(batch).ConfigureAwait(false);
            Waiting.Measure(batch, start);
            foreach (var waiting in batch)
            {
                waiting.Answer();
            }

            batch.Clear();
        }
    }

    private void Gather(List<Waiting> batch)
    {
        var bytes = 0L;
        while (batch.Count < _options.BatchCommands
            && (batch.Count == 0 || bytes < _options.BatchBytes)
            && _queue.Reader.TryRead(out var waiting))
        {
            batch.Add(waiting);
            bytes += waiting.Command.Bytes;
        }

        _places.Release(batch.Count);
    }
}
