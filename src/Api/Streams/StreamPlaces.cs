using Award.Api.Configuration;
using Award.Rules;

namespace Award.Api.Streams;

/// <summary>
/// Places for open streams: so many for one client, so many in all. A stream costs little but lasts, so how often one may ask
/// does not bound how many are open.
/// </summary>
internal sealed class StreamPlaces(StreamOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>How many are taken.</summary>
    public int Taken
    {
        get
        {
            lock (_gate)
            {
                return _all;
            }
        }
    }

    /// <summary>A place, to be given back by disposing of it; or why there is none.</summary>
    public (IDisposable? Place, Refusal? Refusal) Take(string client)
    {
        lock (_gate)
        {
            var own = _taken.GetValueOrDefault(client);
            if (own >= options.PerClient)
            {
                return (null, new Refusal(
                    RefusalCode.TooManyRequests, "", $"you have {own} streams open, and that is all you may; close one"));
            }

            if (_all >= options.AtOnce)
            {
                return (null, new Refusal(
                    RefusalCode.RecordBusy, "", "as many streams are open as there can be; ask again after Retry-After"));
            }

            _taken[client] = own + 1;
            _all++;
            return (new Place(this, client), null);
        }
    }

    private void GiveBack(string client)
    {
        lock (_gate)
        {
            _all--;
            if (--_taken[client] == 0)
            {
                _taken.Remove(client);
            }
        }
    }

    private sealed class Place(StreamPlaces places, string client) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                places.GiveBack(client);
            }
        }
    }
}
