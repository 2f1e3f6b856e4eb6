namespace Award.Rules.Rulebooks.Loading;

/// <summary>Gathers problems; each is kept once, and beyond <see cref="Most"/> only counted.</summary>
internal sealed class ProblemList
{
    /// <summary>Nobody reads more at a time, and a hostile text could hold a hundred thousand.</summary>
    public const int Most = 200;

    private readonly HashSet<RulebookProblem> _problems = [];
    private int _left;

    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Further problems are only counted, so their messages need no care.</summary>
    public bool IsFull => _problems.Count >= Most;

    public int Count => _problems.Count + _left;

    public void Add(RefusalCode code, string path, int line, string message)
    {
        if (_problems.Count < Most) _problems.Add(new RulebookProblem(code, path, line, message));
        else _left++;
    }

    public void Add(RefusalCode code, YamlItem item, string message) =>
        Add(code, item.Path, item.Line, message);

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<RulebookProblem> ToSortedList()
    {
        var sorted = _problems
            .OrderBy(problem => problem.Line)
            .ThenBy(problem => problem.Path, StringComparer.Ordinal)
            .ToList();
        if (_left > 0)
        {
            sorted.Add(new RulebookProblem(
                RefusalCode.RulebookUnreadable,
                "", sorted[^1].Line,
                $"and {_left} more problems after these"));
        }

        return sorted;
    }
}
