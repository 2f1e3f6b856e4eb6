namespace Award.Api.Tables;

/// <summary>Things by what a person may call them: an id or code, a Chinese or an English name.</summary>
internal sealed class NameIndex<T>
    where T : class
{
    private readonly Dictionary<string, T> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<T>> _byName = new(StringComparer.OrdinalIgnoreCase);

    public NameIndex(IEnumerable<T> things, Func<T, string> id, Func<T, IEnumerable<string>> names)
    {
        foreach (var thing in things)
        {
            _byId[PlainText.Of(id(thing))] = thing;
            foreach (var name in names(thing).Select(PlainText.Of).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!_byName.TryGetValue(name, out var same))
                {
                    _byName[name] = same = [];
                }

                same.Add(thing);
            }
        }
    }

    /// <summary>All that go by this text; an id goes before names.</summary>
    public IReadOnlyList<T> Find(string text) =>
        _byId.TryGetValue(PlainText.Of(text), out var one) ? [one]
        : _byName.TryGetValue(PlainText.Of(text), out var same) ? same
        : [];
}
