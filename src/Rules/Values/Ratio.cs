using System.Globalization;
using System.Numerics;

namespace Award.Rules;

/// <summary>
/// An exact rational number of any size, always in lowest terms with a positive denominator. Rules computes
/// with these and rounds once, where a rule says so. <c>default</c> is zero.
/// </summary>
/// <remarks>
/// Nearly every number of an award year fits two machine words, so those are kept as such and worked on in
/// 128 bits; what does not fit is kept in big integers. A number has one form only, so equality of the
/// parts is equality of the numbers.
/// </remarks>
public readonly partial record struct Ratio : IComparable<Ratio>
{
    private const int PlainDecimals = 12;

    private static readonly BigInteger _plainStep = BigInteger.Pow(10, PlainDecimals);

    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Ratio(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        this = InLowestTerms(numerator / divisor, denominator / divisor);
    }

    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Ratio(long numerator, long denominator)
    {
        this = numerator == long.MinValue || denominator <= 0
            ? new Ratio((BigInteger)numerator, denominator)
            : Reduced(numerator, denominator);
    }

    public BigInteger Numerator => _wide?.Numerator ?? _numerator;

    public BigInteger Denominator => _wide?.Denominator ?? SmallDenominator;

    public static Ratio Zero => default;

    public static Ratio One => new(1, 1);

    public int Sign => _wide?.Numerator.Sign ?? Math.Sign(_numerator);

    public static Ratio From(decimal value)
    {
        var bits = decimal.GetBits(value);
        var scale = (bits[3] >> 16) & 0xFF;
        if (bits[2] == 0 && bits[1] >= 0 && scale < _powersOfTen.Length)
        {
            var small = ((long)bits[1] << 32) | (uint)bits[0];
            return Reduced(value < 0 ? -small : small, _powersOfTen[scale]);
        }

        var low = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        var digits = (new BigInteger((uint)bits[2]) << 64) | low;
        return new Ratio(value < 0 ? -digits : digits, BigInteger.Pow(10, scale));
    }

    public static Ratio From(Figure figure) => From(figure.Value);

    public static bool operator <(Ratio a, Ratio b) => a.CompareTo(b) < 0;

    public static bool operator >(Ratio a, Ratio b) => a.CompareTo(b) > 0;

    public static bool operator <=(Ratio a, Ratio b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Ratio a, Ratio b) => a.CompareTo(b) >= 0;

    public static Ratio Min(Ratio a, Ratio b) => a <= b ? a : b;

    public static Ratio Max(Ratio a, Ratio b) => a >= b ? a : b;

    public Ratio Abs() => Sign < 0 ? -this : this;

    /// <summary>The value kept within [low, high].</summary>
    public Ratio Clip(Ratio low, Ratio high) => Max(low, Min(high, this));

    /// <summary>The whole number this value becomes by <paramref name="mode"/>.</summary>
    public BigInteger Round(RoundingMode mode)
    {
        if (IsSmall && _denominatorLessOne == 0)
            return _numerator;

        var quotient = BigInteger.DivRem(Numerator, Denominator, out var remainder);
        var twice = BigInteger.Abs(remainder) * 2;
        var away = mode switch
        {
            RoundingMode.Down => false,
            RoundingMode.HalfUp => twice >= Denominator,
            _ => twice > Denominator || (twice == Denominator && !quotient.IsEven),
        };
        return away ? quotient + Sign : quotient;
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
        var nearest = Nearest(decimals);
        return (decimal)nearest.Numerator / (decimal)nearest.Denominator;
    }

    /// <summary>
    /// Canonical text in results: a plain decimal where at most twelve decimals express the value exactly
    /// ("24.25"), else <c>numerator/denominator</c> in lowest terms ("1/3").
    /// </summary>
    public string ToPlainText() =>
        _wide is null && _denominatorLessOne == 0 ? _numerator.ToString(CultureInfo.InvariantCulture)
        : (_plainStep % Denominator).IsZero ? ToFixed(PlainDecimals, RoundingMode.Down)
        : ToString();

    /// <summary>
    /// Decimal text of at most <paramref name="decimals"/> decimals, trailing zeros left out; of any size.
    /// </summary>
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

    /// <summary><c>n/d</c> in lowest terms, or <c>n</c> for a whole number.</summary>
    public override string ToString() =>
        Denominator.IsOne
            ? Numerator.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
