namespace Award.Api.Published;

/// <summary>
/// Something brought up to date for every ask: what was committed before the ask began is in it. Asks that arrive while a
/// refresh is under way share the next one, so that however many ask, one at a time is under way.
/// </summary>
internal sealed class Latest<T>(T first, Func<T, CancellationToken, Task<T>> refresh) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private T _current = first;
    private long _asked;
    private long _answered;

    public async Task<T> CurrentAsync(CancellationToken cancellation)
    {
        var ticket = Interlocked.Increment(ref _asked);
        await _refreshing.WaitAsync(cancellation);
        try
        {
            if (_answered < ticket)
            {
                var upTo = Interlocked.Read(ref _asked);
                _current = await refresh(_current, cancellation);
                _answered = upTo;
            }

            return _current;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose() => _refreshing.Dispose();
}
