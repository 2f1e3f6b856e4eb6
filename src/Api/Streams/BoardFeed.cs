using Award.Api.Public;
using Award.Grains;

namespace Award.Api.Streams;

/// <summary>
/// The versions of one live board, as they are seen on this node, told to whoever listens. One look a second, however many
/// listen: between two looks several versions become one event. It ends when the year is published, or the host stops.
/// </summary>
internal sealed class BoardFeed(Func<CancellationToken, Task<LiveBoardView?>> look, TimeProvider clock)
{
    /// <summary>How many events a client that was away can still be told one by one.</summary>
    internal const int Remembered = Listener.Capacity + 1;

    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Listener> _listeners = [];
    private readonly List<BoardEvent> _past = [];
    private LiveBoardView? _board;
    private bool _ended;

    public TimeProvider Clock => clock;

    internal int Listening
    {
        get
        {
            lock (_gate)
            {
                return _listeners.Count;
            }
        }
    }

    /// <summary>Looks until the year shows no board any more or the token says stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            using var timer = new PeriodicTimer(LookEvery, clock);
            while (await TryLookAsync(stopping) && await timer.WaitForNextTickAsync(stopping))
            {
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops, and with it every stream.
        }
        finally
        {
            End();
        }
    }

    /// <summary>Listens from after a version; null: from now on.</summary>
    /// <param name="after">The version a client saw last.</param>
    public Listener Listen(int? after)
    {
        lock (_gate)
        {
            var listener = new Listener(this, after);
            if (_ended)
            {
                listener.Complete();
                return listener;
            }

            if (_board is { } board)
            {
                Greet(listener, board);
            }

            _listeners.Add(listener);
            return listener;
        }
    }

    internal void Leave(Listener listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
        }
    }

    private async Task<bool> TryLookAsync(CancellationToken stopping)
    {
        try
        {
            if (await look(stopping) is not { } board)
            {
                return false;
            }

            Tell(board);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or IOException)
        {
            // The silo does not answer: what changed meanwhile is told after the next look.
        }

        return true;
    }

    private void Tell(LiveBoardView board)
    {
        lock (_gate)
        {
            if (_board is not { } before)
            {
                _board = board;
                _past.Add(new BoardEvent(board.Version, []));
                _listeners.ForEach(listener => Greet(listener, board));
            }
            else if (before.Fingerprint != board.Fingerprint)
            {
                var told = new BoardEvent(board.Version, Changed(before, board));
                _board = board;
                _past.Add(told);
                if (_past.Count > Remembered)
                {
                    _past.RemoveAt(0);
                }

                _listeners.RemoveAll(listener => !listener.TryTell(told));
            }
        }
    }

    /// <summary>The first events of a client: what it missed one by one, or that it has to look at everything.</summary>
    private void Greet(Listener listener, LiveBoardView board)
    {
        if (listener.After is not { } after)
        {
            listener.TryTell(new BoardEvent(board.Version, []));
            return;
        }

        if (after == board.Version)
        {
            return;
        }

        var known = _past.FindIndex(told => told.Version == after);
        var missed = known < 0 ? [] : _past.Skip(known + 1).ToList();
        if (missed.Count is 0 or > Listener.Capacity)
        {
            missed = [new BoardEvent(board.Version, [.. board.Rows.Select(row => row.Code)])];
        }

        missed.ForEach(told => listener.TryTell(told));
    }

    private void End()
    {
        lock (_gate)
        {
            _ended = true;
            _listeners.ForEach(listener => listener.Complete());
            _listeners.Clear();
        }
    }

    private static List<string> Changed(LiveBoardView before, LiveBoardView after)
    {
        var old = before.Rows.ToDictionary(row => row.Code, StringComparer.Ordinal);
        return [.. after.Rows.Where(row => !row.Equals(old.GetValueOrDefault(row.Code))).Select(row => row.Code)];
    }
}
