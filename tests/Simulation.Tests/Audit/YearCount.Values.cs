using System.Numerics;

namespace Simulation.Tests.Audit;

// What each region has of each indicator, and the marks it gives.
internal sealed partial class YearCount
{
    private Fraction? Value(Leaf leaf, SheetModel sheet)
    {
        var counties = CountiesOf(sheet);
        if (counties.Count == 0 || leaf.RollUp == "own")
        {
            return leaf.FromIncidents ? Count([sheet]) : Divided(leaf, sheet, Figure(sheet, leaf.Id));
        }

        if (leaf.RollUp == "sum")
        {
            return leaf.FromIncidents ? Count([sheet, .. counties])
                : Divided(leaf, sheet, Sum(counties, leaf.Id));
        }

        var values = counties.Select(county => Value(leaf, county)).ToList();
        return values.Any(value => value is null)
            ? null
            : values.Aggregate(Fraction.Zero, (sum, value) => sum + value!.Value) / Fraction.Of(values.Count);
    }

    private Fraction? Divided(Leaf leaf, SheetModel sheet, Fraction? raw)
    {
        if (leaf.Id != "cases") return raw;
        var under = Figure(sheet, Book.Residents) ?? Sum(CountiesOf(sheet), Book.Residents);
        return raw is { } over && under is { } residents ? over / residents : null;
    }

    private static Fraction? Sum(IReadOnlyList<SheetModel> counties, string id) =>
        counties.Count == 0 || counties.Any(county => !county.Figures.ContainsKey(id))
            ? null
            : counties.Aggregate(Fraction.Zero, (sum, county) => sum + Fraction.Of(county.Figures[id]));

    private static Fraction? Figure(SheetModel sheet, string id) =>
        sheet.Figures.TryGetValue(id, out var value) ? Fraction.Of(value) : null;

    private static Fraction Count(IEnumerable<SheetModel> sheets) => Fraction.Of(sheets.Sum(Accidents));

    private static int Accidents(SheetModel sheet) => sheet.Counted.Count(i => i.Line.Kind == Book.Accident);

    private Fraction Marks(Leaf leaf, SheetModel sheet, Fraction value) => leaf.Id switch
    {
        "cases" or "survey" => Share(leaf, Along(leaf, value)),
        "accidents" => Deduct(leaf, sheet),
        "green" => Share(leaf, Change(leaf, sheet, value)),
        _ => throw new ArgumentException(leaf.Id, nameof(leaf)),
    };

    private static Fraction Share(Leaf leaf, Fraction share) =>
        Fraction.Of(leaf.Points) * share.Clip(Fraction.Zero, Fraction.One);

    private static Fraction Along(Leaf leaf, Fraction value) =>
        (value - Fraction.Of(leaf.First)) / (Fraction.Of(leaf.Second) - Fraction.Of(leaf.First));

    private Fraction Deduct(Leaf leaf, SheetModel sheet)
    {
        var sheets = leaf.RollUp == "own" ? [sheet] : CountiesOf(sheet).Prepend(sheet);
        var lost = sheets
            .SelectMany(s => s.Counted.Where(i => i.Line.Kind == Book.Accident))
            .Sum(i => leaf.First * (i.Line.Rectified ? 1 : leaf.Third));
        return Fraction.Of(Math.Clamp(leaf.Points - Math.Min(lost, leaf.Second), 0, leaf.Points));
    }

    private Fraction Change(Leaf leaf, SheetModel sheet, Fraction value)
    {
        if (LastYear(leaf, sheet) is not { } before) return Fraction.Of(leaf.Third);
        if (leaf.InPercent && before.IsZero) return Fraction.Of(value.IsZero ? leaf.StillZero : leaf.Risen);
        var change = value - before;
        return Along(leaf, leaf.InPercent ? Fraction.Of(100) * change / before.Abs() : change);
    }

    private Fraction? LastYear(Leaf leaf, SheetModel sheet) =>
        last?.Published is { } tables
        && year.Land.CodeOf(year.Land.UnitOf(sheet.Place.Code), year.Year - 1) is { } code
        && tables.Values.TryGetValue((leaf.Id, code), out var value)
            ? value
            : null;

    private List<SheetModel> CountiesOf(SheetModel sheet) => sheet.Place.IsCity
        ? [.. year.Sheets.Values.Where(s => !s.Place.IsCity && s.Place.Parent == sheet.Place.Code)]
        : [];

    /// <summary>
    /// Divides units by weights, the rest going one each to the largest remainders, the first of equals
    /// first.
    /// </summary>
    private static IReadOnlyList<BigInteger> Divide(BigInteger whole, IReadOnlyList<decimal> weights)
    {
        var exact = weights.Select(
            w => Fraction.Of(whole) * Fraction.Of(w) / Fraction.Of(weights.Sum())).ToList();
        var parts = exact.Select(share => share.Floor()).ToList();
        while (parts.Aggregate(BigInteger.Zero, (sum, part) => sum + part) < whole)
        {
            var most = 0;
            for (var i = 1; i < parts.Count; i++)
            {
                if (Left(i) > Left(most)) most = i;
            }

            parts[most]++;
        }

        return parts;

        Fraction Left(int i) => exact[i] - Fraction.Of(parts[i]);
    }
}
