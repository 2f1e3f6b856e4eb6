using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Award.Ledger.Sqlite;

/// <summary>
/// Connections that only read, kept open. Each read sees one state of the file and runs off the caller's
/// thread.
/// </summary>
internal sealed class ReadPool(string file, int connections, TimeSpan busy) : IAsyncDisposable
{
    private readonly SemaphoreSlim _places = new(connections);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _closed;

    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(SqliteLedger));
        await _places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteLedger));
            return await Task.Run(() => Read(read), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Waits for the reads under way, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (var i = 0; i < connections; i++)
        {
            await _places.WaitAsync().ConfigureAwait(false);
        }

        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        _places.Release(connections);
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        if (!_idle.TryTake(out var connection))
        {
            connection = Connections.OpenReader(file, busy);
        }

        try
        {
            var result = read(connection);
            _idle.Add(connection);
            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
