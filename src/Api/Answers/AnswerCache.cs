using System.Collections.Concurrent;

namespace Award.Api.Answers;

/// <summary>
/// Answers by what was asked, for as long as the catalogue they were made from. Bounded: beyond the limit
/// answers are made anew each time, with the same bytes.
/// </summary>
internal sealed class AnswerCache(int limit = 600)
{
    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    /// <summary>The answer made before, or null.</summary>
    public Answer? Find(string asked) => _answers.GetValueOrDefault(asked);

    public Answer Get(string asked, Func<Answer> make)
    {
        if (_answers.TryGetValue(asked, out var known))
        {
            return known;
        }

        var made = make();
        return _answers.Count < limit ? _answers.GetOrAdd(asked, made) : made;
    }
}
