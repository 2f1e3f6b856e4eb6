using System.Collections.Concurrent;

namespace Award.Api.Answers;

/// <summary>
/// Answers by what was asked, for as long as the catalogue they were made from. Bounded in number and in bytes: what has not been
/// asked for since as much again was made is let go, and made anew with the same bytes.
/// </summary>
internal sealed class AnswerCache(int limit = 600, int bytes = 8 * 1024 * 1024)
{
    private readonly Lock _gate = new();
    private Half _young = new();
    private Half _old = new();

    /// <summary>Bytes of the answers that are kept, as they are without a coding.</summary>
    internal int Size => _young.Size + _old.Size;

    public Answer Get(string asked, Func<Answer> make) => Find(asked) ?? Keep(asked, make());

    /// <summary>The answer that was made to this before, if it is still kept.</summary>
    public Answer? Find(string asked) =>
        _young.Answers.TryGetValue(asked, out var known) ? known
        : _old.Answers.TryGetValue(asked, out known) ? Keep(asked, known)
        : null;

    private Answer Keep(string asked, Answer answer)
    {
        lock (_gate)
        {
            if (_young.Answers.TryGetValue(asked, out var other))
            {
                return other;
            }

            if (_young.Answers.Count >= limit / 2 || _young.Size + answer.Size > bytes / 2)
            {
                (_old, _young) = (_young, new Half());
            }

            _young.Answers[asked] = answer;
            _young.Size += answer.Size;
            return answer;
        }
    }

    private sealed class Half
    {
        public ConcurrentDictionary<string, Answer> Answers { get; } = new(StringComparer.Ordinal);

        public int Size { get; set; }
    }
}
