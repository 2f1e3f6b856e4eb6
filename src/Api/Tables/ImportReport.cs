using Award.Rules;

namespace Award.Api.Tables;

/// <summary>
/// Everything wrong with a table, cell by cell: <c>{path: "/B7", row: 7, code, message}</c>. The first so
/// many are kept, all are counted.
/// </summary>
internal sealed class ImportReport(int most)
{
    private readonly List<(CellPlace Place, Refusal Refusal)> _kept = [];

    public int Count { get; private set; }

    public bool IsGood => Count == 0;

    /// <summary>Nothing after the last problem was looked at.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>How many are not listed.</summary>
    public int More => Count - _kept.Count;

    /// <summary>By row, then column; what is about the whole table first.</summary>
    public IReadOnlyList<Refusal> Refusals =>
        [.. _kept.OrderBy(problem => problem.Place).Select(problem => problem.Refusal)];

    public void Add(RefusalCode code, CellPlace place, string message) =>
        Keep(place, new Refusal(code, $"/{place}", message, place.Row));

    /// <param name="path">What it is about when that is not the table: a header, or a part of the address.</param>
    public void Add(RefusalCode code, string message, string path = "") => Keep(default, new Refusal(code, path, message));

    /// <summary>A problem after which the rest of the table cannot be read.</summary>
    public void Stop(RefusalCode code, string message)
    {
        Add(code, message);
        IsStopped = true;
    }

    /// <inheritdoc cref="Stop(RefusalCode, string)"/>
    public void Stop(RefusalCode code, CellPlace place, string message)
    {
        Add(code, place, message);
        IsStopped = true;
    }

    private void Keep(CellPlace place, Refusal refusal)
    {
        Count++;
        if (_kept.Count < most)
        {
            _kept.Add((place, refusal));
        }
    }
}
