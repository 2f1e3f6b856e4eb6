using System.Numerics;

namespace Award.Rules;

/// <content>The two forms of a ratio and the four operations on them.</content>
public readonly partial record struct Ratio
{
    private static readonly long[] _powersOfTen =
        [.. Enumerable.Range(0, 19).Select(exponent => (long)BigInteger.Pow(10, exponent))];

    // Either _wide is null and the other two are the number, or they are zero and _wide is. Small are
    // numerators strictly between ±2⁶³ and denominators below 2⁶³, so that a sum of two products fits 128
    // bits.
    private readonly long _numerator;
    private readonly long _denominatorLessOne;
    private readonly Wide? _wide;

    private Ratio(long numerator, long denominator, Wide? wide)
    {
        _numerator = numerator;
        _denominatorLessOne = denominator - 1;
        _wide = wide;
    }

    private long SmallDenominator => _denominatorLessOne + 1;

    private bool IsSmall => _wide is null;

    public static Ratio operator +(Ratio a, Ratio b) =>
        a.IsSmall && b.IsSmall
            ? SmallSum(a, b._numerator, b.SmallDenominator)
            : new Ratio(
                (a.Numerator * b.Denominator) + (b.Numerator * a.Denominator),
                a.Denominator * b.Denominator);

    public static Ratio operator -(Ratio a, Ratio b) =>
        a.IsSmall && b.IsSmall
            ? SmallSum(a, -b._numerator, b.SmallDenominator)
            : new Ratio(
                (a.Numerator * b.Denominator) - (b.Numerator * a.Denominator),
                a.Denominator * b.Denominator);

    public static Ratio operator *(Ratio a, Ratio b) =>
        a.IsSmall && b.IsSmall
            ? SmallProduct(a._numerator, a.SmallDenominator, b._numerator, b.SmallDenominator)
            : new Ratio(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(Ratio a, Ratio b) =>
        a.IsSmall && b.IsSmall && b._numerator != 0
            ? SmallProduct(
                a._numerator,
                a.SmallDenominator,
                b.SmallDenominator * Math.Sign(b._numerator),
                Math.Abs(b._numerator))
            : new Ratio(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static Ratio operator -(Ratio a) =>
        a.IsSmall
            ? new Ratio(-a._numerator, a.SmallDenominator, null)
            : new Ratio(-a.Numerator, a.Denominator);

    public int CompareTo(Ratio other) =>
        IsSmall && other.IsSmall
            ? _denominatorLessOne == other._denominatorLessOne
                ? _numerator.CompareTo(other._numerator)
                : ((Int128)_numerator * other.SmallDenominator).CompareTo(
                    (Int128)other._numerator * SmallDenominator)
            : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>
    /// a + n/d; dividing by the denominators' common divisor first leaves only that much to cancel (Knuth
    /// 4.5.1).
    /// </summary>
    private static Ratio SmallSum(Ratio a, long n, long d)
    {
        var common = CommonDivisor(a.SmallDenominator, d);
        var (left, right) = (a.SmallDenominator / common, d / common);
        var sum = ((Int128)a._numerator * right) + ((Int128)n * left);
        var cancel = common == 1 ? 1 : CommonDivisor((long)Int128.Abs(sum % common), common);
        return InLowestTerms(sum / cancel, (Int128)left * (d / cancel));
    }

    /// <summary>
    /// (n/d)(m/e), cancelled crosswise before multiplying; both factors are in lowest terms.
    /// </summary>
    private static Ratio SmallProduct(long n, long d, long m, long e)
    {
        var (first, second) = (CommonDivisor(Math.Abs(n), e), CommonDivisor(Math.Abs(m), d));
        return InLowestTerms((Int128)(n / first) * (m / second), (Int128)(d / second) * (e / first));
    }

    private static Ratio Reduced(long numerator, long denominator)
    {
        var common = CommonDivisor(Math.Abs(numerator), denominator);
        return new Ratio(numerator / common, denominator / common, null);
    }

    private static Ratio InLowestTerms(Int128 numerator, Int128 denominator) =>
        numerator >= -long.MaxValue && numerator <= long.MaxValue && denominator <= long.MaxValue
            ? new Ratio((long)numerator, (long)denominator, null)
            : new Ratio(0, 1, new Wide(numerator, denominator));

    private static Ratio InLowestTerms(BigInteger numerator, BigInteger denominator) =>
        BigInteger.Abs(numerator) <= long.MaxValue && denominator <= long.MaxValue
            ? new Ratio((long)numerator, (long)denominator, null)
            : new Ratio(0, 1, new Wide(numerator, denominator));

    /// <summary>Euclid's; <paramref name="b"/> is positive, so the result is.</summary>
    private static long CommonDivisor(long a, long b)
    {
        while (a != 0)
            (a, b) = (b % a, a);

        return b;
    }

    private sealed record Wide(BigInteger Numerator, BigInteger Denominator);
}
