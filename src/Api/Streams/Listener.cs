using System.Threading.Channels;
using Award.Api.Public;

namespace Award.Api.Streams;

/// <summary>
/// One client of a feed, with a few events of its own to fall behind by. One that falls further behind is dropped: the feed
/// waits for nobody, and what the client missed it can ask for with <c>Last-Event-ID</c>.
/// </summary>
internal sealed class Listener(BoardFeed feed, int? after) : IDisposable
{
    public const int Capacity = 16;

    private readonly Channel<BoardEvent> _events = Channel.CreateBounded<BoardEvent>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly CancellationTokenSource _dropped = new();

    /// <summary>The version the client saw last; null when it named none.</summary>
    public int? After => after;

    public ChannelReader<BoardEvent> Events => _events.Reader;

    /// <summary>Cancelled when the client was too slow.</summary>
    public CancellationToken Dropped => _dropped.Token;

    /// <summary>Hands it an event; false when it is too slow, and dropped with that.</summary>
    public bool TryTell(BoardEvent told)
    {
        if (_events.Writer.TryWrite(told))
        {
            return true;
        }

        _ = _dropped.CancelAsync();
        return false;
    }

    /// <summary>Nothing more will come; what is waiting is still told.</summary>
    public void Complete() => _events.Writer.TryComplete();

    public void Dispose() => feed.Leave(this);
}
