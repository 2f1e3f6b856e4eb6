using System.Globalization;
using System.Numerics;

namespace Award.Rules;

/// <summary>How a number between two representable ones is settled. Named in the rulebook.</summary>
public enum RoundingMode
{
    /// <summary>To the nearest; a tie to the even neighbour.</summary>
    HalfEven,

    /// <summary>To the nearest; a tie away from zero (四舍五入).</summary>
    HalfUp,

    /// <summary>Towards zero.</summary>
    Down,
}

/// <summary>
/// An exact rational number, always in lowest terms with a positive denominator. Rules computes with these and
/// rounds once, where a rule says so. <c>default</c> is zero.
/// </summary>
public readonly record struct Ratio : IComparable<Ratio>
{
    private const int PlainDecimals = 12;

    private static readonly BigInteger MaxPlain = BigInteger.Pow(10, PlainDecimals);

    private readonly BigInteger _denominatorLessOne;

    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Ratio(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominatorLessOne = (denominator / divisor) - 1;
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator => _denominatorLessOne + 1;

    public static Ratio Zero => default;

    public static Ratio One => new(1, 1);

    public int Sign => Numerator.Sign;

    public static Ratio From(decimal value)
    {
        var bits = decimal.GetBits(value);
        var scale = (bits[3] >> 16) & 0xFF;
        var digits = (new BigInteger((uint)bits[2]) << 64) | (new BigInteger((uint)bits[1]) << 32) | (uint)bits[0];
        return new Ratio(value < 0 ? -digits : digits, BigInteger.Pow(10, scale));
    }

    public static Ratio From(Figure figure) => From(figure.Value);

    public static Ratio operator +(Ratio a, Ratio b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Ratio operator -(Ratio a, Ratio b) =>
        new((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Ratio operator *(Ratio a, Ratio b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(Ratio a, Ratio b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static Ratio operator -(Ratio a) => new(-a.Numerator, a.Denominator);

    public static bool operator <(Ratio a, Ratio b) => a.CompareTo(b) < 0;

    public static bool operator >(Ratio a, Ratio b) => a.CompareTo(b) > 0;

    public static bool operator <=(Ratio a, Ratio b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Ratio a, Ratio b) => a.CompareTo(b) >= 0;

    public static Ratio Min(Ratio a, Ratio b) => a <= b ? a : b;

    public static Ratio Max(Ratio a, Ratio b) => a >= b ? a : b;

    public Ratio Abs() => Sign < 0 ? -this : this;

    /// <summary>The value kept within [low, high].</summary>
    public Ratio Clip(Ratio low, Ratio high) => Max(low, Min(high, this));

    public int CompareTo(Ratio other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The whole number this value becomes by <paramref name="mode"/>.</summary>
    public BigInteger Round(RoundingMode mode)
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var remainder);
        var twice = BigInteger.Abs(remainder) * 2;
        var away = mode switch
        {
            RoundingMode.Down => false,
            RoundingMode.HalfUp => twice >= Denominator,
            _ => twice > Denominator || (twice == Denominator && !quotient.IsEven),
        };
        return away ? quotient + Numerator.Sign : quotient;
    }

    /// <summary>The nearest value with at most <paramref name="decimals"/> decimals, ties to even.</summary>
    public Ratio Nearest(int decimals)
    {
        var step = BigInteger.Pow(10, decimals);
        return new Ratio((this * new Ratio(step, 1)).Round(RoundingMode.HalfEven), step);
    }

    /// <summary>The nearest decimal with <paramref name="decimals"/> decimals, ties to even.</summary>
    /// <exception cref="OverflowException">The value does not fit a decimal.</exception>
    public decimal ToDecimal(int decimals)
    {
        var step = BigInteger.Pow(10, decimals);
        var scaled = (this * new Ratio(step, 1)).Round(RoundingMode.HalfEven);
        return (decimal)scaled / (decimal)step;
    }

    /// <summary>
    /// Canonical text in results: a plain decimal where at most twelve decimals express the value exactly ("24.25"),
    /// else <c>numerator/denominator</c> in lowest terms ("1/3").
    /// </summary>
    public string ToPlainText() =>
        (MaxPlain % Denominator).IsZero ? ToFixed(PlainDecimals, RoundingMode.Down) : ToString();

    /// <summary>Decimal text of at most <paramref name="decimals"/> decimals, trailing zeros left out; of any size.</summary>
    public string ToFixed(int decimals, RoundingMode mode)
    {
        var step = BigInteger.Pow(10, decimals);
        var scaled = (this * new Ratio(step, 1)).Round(mode);
        var whole = BigInteger.DivRem(BigInteger.Abs(scaled), step, out var rest);
        var text = whole.ToString(CultureInfo.InvariantCulture);
        if (!rest.IsZero)
        {
            var digits = rest.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0');
            text = $"{text}.{digits.TrimEnd('0')}";
        }

        return scaled.Sign < 0 ? $"-{text}" : text;
    }

    public override string ToString() => Denominator.IsOne ? Numerator.ToString() : $"{Numerator}/{Denominator}";
}
