using System.Globalization;
using System.Numerics;

namespace Simulation.Tests.Audit;

/// <summary>
/// The auditor's own exact numbers: a whole number over a positive whole number, never shortened until shown.
/// </summary>
public readonly struct Fraction(BigInteger over, BigInteger under)
{
    public static readonly BigInteger UnitsPerPoint = 100_000_000;

    private BigInteger Over => under.Sign < 0 ? -over : over;

    private BigInteger Under => BigInteger.Abs(under);

    public static Fraction Zero => new(0, 1);

    public static Fraction One => new(1, 1);

    public static Fraction Of(BigInteger whole) => new(whole, 1);

    public static Fraction Of(int whole) => new(whole, 1);

    /// <summary>Reads plain decimal text.</summary>
    public static Fraction Of(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var digits = BigInteger.Parse(
            text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return new Fraction(digits, BigInteger.Pow(10, decimals));
    }

    public static Fraction Of(decimal value) => Of(value.ToString(CultureInfo.InvariantCulture));

    public static Fraction operator +(Fraction a, Fraction b) =>
        new((a.Over * b.Under) + (b.Over * a.Under), a.Under * b.Under);

    public static Fraction operator -(Fraction a, Fraction b) =>
        new((a.Over * b.Under) - (b.Over * a.Under), a.Under * b.Under);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Over * b.Over, a.Under * b.Under);

    public static Fraction operator /(Fraction a, Fraction b) => new(a.Over * b.Under, a.Under * b.Over);

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public int CompareTo(Fraction other) => (Over * other.Under).CompareTo(other.Over * Under);

    public bool IsZero => over.IsZero;

    public Fraction Clip(Fraction least, Fraction most) => this < least ? least : this > most ? most : this;

    public Fraction Abs() => new(BigInteger.Abs(over), BigInteger.Abs(under));

    /// <summary>The whole number below or at it, of a number that is not negative.</summary>
    public BigInteger Floor() => Over / Under;

    /// <summary>
    /// The nearest whole number of a number that is not negative; what to do with a half is said by name.
    /// </summary>
    public BigInteger Round(string rounding)
    {
        var below = Floor();
        var twiceRest = 2 * (Over - (below * Under));
        var isUp = rounding switch
        {
            "down" => false,
            "half-up" => twiceRest >= Under,
            "half-even" => twiceRest > Under || (twiceRest == Under && !below.IsEven),
            _ => throw new ArgumentException(rounding, nameof(rounding)),
        };
        return isUp ? below + 1 : below;
    }
}

/// <summary>Points as the auditor counts them: whole hundred-millionths.</summary>
public static class Units
{
    public static BigInteger Of(decimal points) => new(points * 100_000_000m);

    public static Fraction Points(BigInteger units) => new(units, Fraction.UnitsPerPoint);

    /// <summary>The nearest unit, ties to even.</summary>
    public static BigInteger Nearest(Fraction points) =>
        (points * Fraction.Of(Fraction.UnitsPerPoint)).Round("half-even");

    /// <summary>Rounded to some decimals of a point, as units again.</summary>
    public static BigInteger Rounded(BigInteger units, int decimals, string rounding)
    {
        var step = BigInteger.Pow(10, 8 - decimals);
        return new Fraction(units, step).Round(rounding) * step;
    }

    /// <summary>"87.5": no trailing zeros.</summary>
    public static string Text(BigInteger units)
    {
        var digits = BigInteger.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(9, '0');
        var decimals = digits[^8..].TrimEnd('0');
        return (units.Sign < 0 ? "-" : "") + digits[..^8] + (decimals.Length == 0 ? "" : "." + decimals);
    }
}
