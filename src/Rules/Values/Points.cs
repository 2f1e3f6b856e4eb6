using System.Globalization;
using System.Numerics;

namespace Award.Rules;

/// <summary>
/// Points at a fixed scale of eight decimals, up to ±90 thousand million. Sums are exact whatever their
/// order; overflow throws <see cref="OverflowException"/> and is never wrapped. <c>default</c> is zero
/// points.
/// </summary>
public readonly record struct Points : IComparable<Points>
{
    public const int Decimals = 8;

    public const long UnitsPerPoint = 100_000_000;

    private Points(long units) => Units = units;

    /// <summary>Hundred-millionths of a point.</summary>
    public long Units { get; }

    public static Points Zero => default;

    public static Points FromUnits(long units) => new(units);

    /// <exception cref="ArgumentOutOfRangeException">More than eight decimals.</exception>
    /// <exception cref="OverflowException">Out of range.</exception>
    public static Points From(decimal value)
    {
        var units = checked(value * UnitsPerPoint);
        return units == decimal.Truncate(units)
            ? new Points((long)units)
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, "points have at most eight decimals");
    }

    /// <summary>The nearest points to an exact value; a tie goes to the even unit.</summary>
    /// <exception cref="OverflowException">Out of range.</exception>
    public static Points Nearest(Ratio value) =>
        new(checked((long)(value * new Ratio(UnitsPerPoint, 1)).Round(RoundingMode.HalfEven)));

    /// <summary>
    /// Rounds to <paramref name="decimals"/> (0-8) decimals by the policy the rulebook names.
    /// </summary>
    public Points Round(int decimals, RoundingMode mode)
    {
        var step = BigInteger.Pow(10, Decimals - decimals);
        return new Points(checked((long)(new Ratio(Units, step).Round(mode) * step)));
    }

    /// <summary>
    /// Divides <paramref name="whole"/> by positive weights so that the parts add up to it exactly: each
    /// gets its share rounded down to a unit, and the units left over go one each to the largest
    /// remainders, ties to the earlier part.
    /// </summary>
    public static IReadOnlyList<Points> Divide(Points whole, IReadOnlyList<Ratio> weights)
    {
        var total = weights.Aggregate(Ratio.Zero, (sum, weight) => sum + weight);
        var exact = weights.Select(weight => new Ratio(whole.Units, 1) * weight / total).ToArray();
        var units = exact.Select(share => (long)share.Round(RoundingMode.Down)).ToArray();
        var left = (int)(whole.Units - units.Sum());
        var byRemainder = Enumerable.Range(0, exact.Length)
            .OrderByDescending(i => exact[i] - new Ratio(units[i], 1))
            .ThenBy(i => i);
        foreach (var i in byRemainder.Take(left))
            units[i]++;

        return [.. units.Select(unit => new Points(unit))];
    }

    public Ratio ToRatio() => new(Units, UnitsPerPoint);

    public decimal ToDecimal() => (decimal)Units / UnitsPerPoint;

    public int CompareTo(Points other) => Units.CompareTo(other.Units);

    public static Points operator +(Points left, Points right) => new(checked(left.Units + right.Units));

    public static Points operator -(Points left, Points right) => new(checked(left.Units - right.Units));

    public static bool operator <(Points left, Points right) => left.Units < right.Units;

    public static bool operator >(Points left, Points right) => left.Units > right.Units;

    public static bool operator <=(Points left, Points right) => left.Units <= right.Units;

    public static bool operator >=(Points left, Points right) => left.Units >= right.Units;

    public static Points Min(Points left, Points right) => left <= right ? left : right;

    public static Points Max(Points left, Points right) => left >= right ? left : right;

    /// <summary>Canonical text: no trailing zeros, no exponent.</summary>
    public override string ToString() => ToDecimal().ToString("0.########", CultureInfo.InvariantCulture);
}
