using System.Numerics;

namespace Simulation.Tests.Audit;

/// <summary>
/// Counts a whole year anew from its sheets, keeping nothing: values, trees of points, places, designations.
/// </summary>
internal sealed partial class YearCount(YearModel year, YearModel? last)
{
    private const string Root = "total";

    private readonly Dictionary<(string Leaf, string Code), Fraction> _values = [];
    private readonly Dictionary<string, Node> _nodes = [];
    private readonly HashSet<string> _designated = [];

    private Book Book => year.Book;

    public Tables Rate()
    {
        foreach (var sheet in year.Sheets.Values)
        {
            foreach (var leaf in Book.Leaves)
            {
                if (Value(leaf, sheet) is { } value)
                {
                    _values[(leaf.Id, sheet.Place.Code)] = value;
                }
            }
        }

        return new Tables(Level(isCity: false), Level(isCity: true), _values);
    }

    private IReadOnlyList<Row> Level(bool isCity)
    {
        var sheets = year.Sheets.Values.Where(s => s.Place.IsCity == isCity).ToList();
        foreach (var sheet in sheets)
        {
            _nodes[sheet.Place.Code] = isCity && Book.CityScores != "figures" && CountiesOf(sheet).Count > 0
                ? MeanOf([.. CountiesOf(sheet).Select(county => _nodes[county.Place.Code])], isRoot: true)
                : TreeOf(sheet);
        }

        var ranked = sheets.Where(s => Total(s) is not null).ToList();
        return
        [
            .. sheets.Select(sheet => Finish(sheet, Total(sheet) is null ? null : Place(sheet, ranked)))
                .OrderBy(row => row.Rank ?? int.MaxValue)
                .ThenBy(row => row.Code, StringComparer.Ordinal),
        ];
    }

    private Row Finish(SheetModel sheet, int? rank)
    {
        var reasons = Reasons(sheet).ToList();
        var outcome = sheet.IsSuspended ? "suspended" : reasons.Count > 0 ? "not-designated" : "designated";
        if (outcome == "designated")
        {
            _designated.Add(sheet.Place.Code);
        }

        return new Row(
            sheet.Place.Code,
            sheet.Place.IsCity,
            rank,
            Total(sheet) is { } total ? Units.Text(total) : null,
            outcome,
            reasons,
            _nodes[sheet.Place.Code].All.ToDictionary(
                n => n.Id, n => n.Got is { } got ? Units.Text(got) : null));
    }

    private BigInteger? Total(SheetModel sheet) => Shown(_nodes[sheet.Place.Code]);

    private BigInteger? Shown(Node node) => node.Got is { } got ? Rounded(got) : null;

    private BigInteger Rounded(BigInteger units) => Units.Rounded(units, Book.Decimals, Book.Rounding);

    private Node TreeOf(SheetModel sheet)
    {
        var orderOut = IsOut(Book.Order, sheet);
        var lifeOut = IsOut(Book.Life, sheet);
        var full = Units.Of(Book.Points(Book.Order) + Book.Points(Book.Life));
        if (orderOut && lifeOut)
        {
            return new Node(Root, null, full, LeftOut: false, [Nothing(Book.Order), Nothing(Book.Life)]);
        }

        List<Node> dimensions =
        [
            orderOut ? Nothing(Book.Order)
                : Dimension(Book.Order, lifeOut ? full : Units.Of(Book.Points(Book.Order)), sheet),
            lifeOut ? Nothing(Book.Life)
                : Dimension(Book.Life, orderOut ? full : Units.Of(Book.Points(Book.Life)), sheet),
        ];
        return new Node(Root, Sum(dimensions), full, LeftOut: false, dimensions);
    }

    private Node Dimension(string id, BigInteger full, SheetModel sheet)
    {
        var leaves = Book.LeavesOf(id);
        var counted = leaves.Where(leaf => !IsOut(leaf, sheet)).ToList();
        var asWritten = counted.Count == leaves.Count && full == Units.Of(Book.Points(id));
        var shares = asWritten
            ? [.. counted.Select(leaf => Units.Of(leaf.Points))]
            : Divide(full, [.. counted.Select(leaf => leaf.Points)]);
        var nodes = leaves
            .Select(leaf => counted.IndexOf(leaf) is >= 0 and var i
                ? LeafOf(leaf, shares[i], sheet)
                : new Node(leaf.Id, null, 0, true, []))
            .ToList();
        return new Node(id, Sum(nodes), full, LeftOut: false, nodes);
    }

    private Node LeafOf(Leaf leaf, BigInteger full, SheetModel sheet)
    {
        if (_values.TryGetValue((leaf.Id, sheet.Place.Code), out var value))
        {
            var marks = Marks(leaf, sheet, value) * (Units.Points(full) / Fraction.Of(leaf.Points));
            return new Node(leaf.Id, Units.Nearest(marks), full, LeftOut: false, []);
        }

        return new Node(leaf.Id, leaf.Missing == "zero" ? BigInteger.Zero : null, full, LeftOut: false, []);
    }

    private bool IsOut(string dimension, SheetModel sheet) =>
        Book.LeavesOf(dimension).All(leaf => IsOut(leaf, sheet));

    private bool IsOut(Leaf leaf, SheetModel sheet) =>
        leaf.Missing == "exclude-and-rescale" && !_values.ContainsKey((leaf.Id, sheet.Place.Code));

    private Node Nothing(string dimension) => new(
        dimension, null, 0, LeftOut: true, [.. Book.LeavesOf(dimension).Select(leaf => new Node(leaf.Id, null, 0, true, []))]);

    private static BigInteger? Sum(List<Node> nodes) => nodes.Any(node => node.IsOpen)
        ? null
        : nodes.Aggregate(BigInteger.Zero, (sum, node) => sum + (node.Got ?? 0));

    /// <summary>
    /// A city on its counties' scores: node by node the mean of theirs, one left out counting as nothing of
    /// nothing.
    /// </summary>
    private static Node MeanOf(IReadOnlyList<Node> counties, bool isRoot)
    {
        var under = counties[0].Under.Select(
            (_, i) => MeanOf([.. counties.Select(c => c.Under[i])], isRoot: false)).ToList();
        var isOut = !isRoot && counties.All(county => county.LeftOut);
        var isOpen = counties.Any(county => county.IsOpen);
        return new Node(
            counties[0].Id,
            isOut || isOpen ? null : Mean(counties.Select(county => county.Got ?? 0)),
            Mean(counties.Select(county => county.Full)),
            isOut,
            under);
    }

    private static BigInteger Mean(IEnumerable<BigInteger> units)
    {
        var all = units.ToList();
        return new Fraction(
            all.Aggregate(BigInteger.Zero, (sum, one) => sum + one), all.Count).Round("half-even");
    }
}
