using System.Numerics;

namespace Simulation.Tests.Audit;

// Places in the table, and who is designated.
internal sealed partial class YearCount
{
    private int Place(SheetModel sheet, List<SheetModel> ranked)
    {
        var before = ranked.Where(other => Compare(other, sheet) < 0).ToList();
        return 1 + (Book.IsDense ? Groups(before) : before.Count);
    }

    // How many different places they hold.
    private int Groups(List<SheetModel> sheets)
    {
        var different = new List<SheetModel>();
        foreach (var sheet in sheets)
        {
            if (different.All(other => Compare(other, sheet) != 0))
            {
                different.Add(sheet);
            }
        }

        return different.Count;
    }

    private int Compare(SheetModel a, SheetModel b)
    {
        foreach (var (by, descending) in Book.Columns)
        {
            var compared = by == "code"
                ? string.CompareOrdinal(a.Place.Code, b.Place.Code) * (descending ? -1 : 1)
                : Compare(Cell(a, by), Cell(b, by), descending);
            if (compared != 0) return compared;
        }

        return 0;
    }

    private static int Compare(Fraction? a, Fraction? b, bool descending) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        ({ } x, { } y) => descending ? y.CompareTo(x) : x.CompareTo(y),
    };

    private Fraction? Cell(SheetModel sheet, string by)
    {
        var root = _nodes[sheet.Place.Code];
        if (by is Root or Book.Order or Book.Life)
        {
            return Shown(root.All.Single(node => node.Id == by)) is { } units ? Units.Points(units) : null;
        }

        return _values.TryGetValue((by, sheet.Place.Code), out var value) ? value : null;
    }

    private IEnumerable<string> Reasons(SheetModel sheet)
    {
        var naming = Book.NamingOf(sheet.Place.IsCity);
        var root = _nodes[sheet.Place.Code];
        if (sheet.IsSuspended || sheet.IsBarred) yield return "suspended";

        var open = root.Got is null
            ? root.All.Where(n => n.IsOpen && n.Under.Count == 0).Select(n => n.Id).ToList() : [];
        foreach (var _ in open) yield return "figure-missing";
        if (root.Got is null && open.Count == 0) yield return "figure-missing";

        if (Total(sheet) is { } total && total < Units.Of(naming.PassMark)) yield return "below-pass-mark";
        if (naming.DimensionMinimum)
        {
            foreach (var _ in root.Under.Where(IsBelowMinimum)) yield return "below-dimension-minimum";
        }

        if (SurveyReason(sheet, naming.SurveyMinimum, open) is { } reason) yield return reason;
        if (naming.VetoBlocks)
        {
            foreach (var _ in sheet.Barring) yield return "vetoed";
        }

        var counties = CountiesOf(sheet);
        if (counties.Count > 0 && Book.CountyShare is { } share
            && new Fraction(counties.Count(c => _designated.Contains(c.Place.Code)), counties.Count) < Fraction.Of(share))
        {
            yield return "too-few-counties-designated";
        }
    }

    private bool IsBelowMinimum(Node dimension) =>
        Book.Minimum(dimension.Id) is { } minimum
        && Shown(dimension) < Rounded(Units.Nearest(Fraction.Of(minimum) * Units.Points(dimension.Full)));

    private string? SurveyReason(SheetModel sheet, decimal? minimum, List<string> open)
    {
        if (minimum is not { } least) return null;

        if (_values.TryGetValue(("survey", sheet.Place.Code), out var value))
        {
            return value < Fraction.Of(least) ? "below-figure-minimum" : null;
        }

        return open.Contains("survey") ? null : "figure-missing";
    }
}
