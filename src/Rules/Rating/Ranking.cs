using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>Places in one level's table, by the columns and the mode the rulebook declares.</summary>
internal static class Ranking
{
    /// <summary>The place of every region that has a total; the others have none.</summary>
    public static IReadOnlyDictionary<string, int> Ranks(Rulebook rulebook, IEnumerable<RatedRegion> regions)
    {
        var columns = rulebook.Ranking.Columns.Select(column => Column(rulebook, column)).ToArray();
        var rows = regions.Where(region => region.Total is not null)
            .Select(region => new Row(region.Key, [.. columns.Select(column => column.Read(region))]))
            .ToArray();
        Array.Sort(rows, Compare);
        var ranks = new Dictionary<string, int>(rows.Length, StringComparer.Ordinal);
        var place = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || Compare(rows[i - 1], rows[i]) != 0)
                place = rulebook.Ranking.Mode == RankMode.Dense ? place + 1 : i + 1;

            ranks[rows[i].Key] = place;
        }

        return ranks;

        int Compare(Row a, Row b)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                var order = columns[i].IsCode
                    ? string.CompareOrdinal(a.Key, b.Key)
                    : CompareNumbers(a.Cells[i], b.Cells[i]);
                if (order != 0)
                    return columns[i].Descending && !OneIsMissing(a.Cells[i], b.Cells[i]) ? -order : order;
            }

            return 0;
        }
    }

    /// <summary>A group's or an indicator's node in a tree of scores.</summary>
    public static NodeScore? Find(NodeScore tree, string id) =>
        tree.Node.Id == id
            ? tree
            : tree.Children.Select(child => Find(child, id)).FirstOrDefault(found => found is not null);

    private static bool OneIsMissing(Ratio? a, Ratio? b) => a is null != b is null;

    /// <summary>Ascending; what is missing comes last, whichever way the column runs.</summary>
    private static int CompareNumbers(Ratio? a, Ratio? b) =>
        (a, b) switch
        {
            ({ } x, { } y) => x.CompareTo(y),
            (null, null) => 0,
            (null, _) => 1,
            _ => -1,
        };

    private static Reader Column(Rulebook rulebook, RankingColumn column)
    {
        Func<RatedRegion, Ratio?> read = column.By switch
        {
            "code" => _ => null,
            "total" => region => region.Total?.ToRatio(),
            var id when rulebook.FindIndicator(id) is not null => region => Find(region.Score, id)?.Value,
            var id => region => Find(region.Score, id)?.Points?
                .Round(rulebook.Precision.Decimals, rulebook.Precision.Rounding).ToRatio(),
        };
        return new Reader(column.By == "code", column.Descending, read);
    }

    private sealed record Reader(bool IsCode, bool Descending, Func<RatedRegion, Ratio?> Read);

    private readonly record struct Row(string Key, Ratio?[] Cells);
}
