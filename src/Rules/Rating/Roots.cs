using System.Numerics;

namespace Award.Rules.Rating;

/// <summary>Integer roots, rounded down. No floating point, so the same everywhere.</summary>
internal static class Roots
{
    /// <summary>The largest whole number whose square is at most <paramref name="value"/> (not negative), by Newton's method.</summary>
    public static BigInteger Square(BigInteger value) => Root(value, 2);

    /// <summary>The largest whole number whose <paramref name="degree"/>-th power is at most <paramref name="value"/>.</summary>
    public static BigInteger Root(BigInteger value, int degree)
    {
        if (value.IsZero || degree == 1)
            return value;

        // From above, Newton's steps fall until they reach the root rounded down, and then rise or stay.
        var bits = (int)((value.GetBitLength() + degree - 1) / degree);
        var guess = BigInteger.One << bits;
        while (true)
        {
            var next = (((degree - 1) * guess) + (value / BigInteger.Pow(guess, degree - 1))) / degree;
            if (next >= guess)
                return guess;

            guess = next;
        }
    }

    /// <summary>
    /// The weighted geometric mean of shares (each 0 to 1), rounded down to <paramref name="decimals"/> decimals.
    /// </summary>
    /// <param name="exponents">Positive whole weights, one a share.</param>
    public static Ratio GeometricMean(IReadOnlyList<Ratio> shares, IReadOnlyList<int> exponents, int decimals)
    {
        var degree = exponents.Sum();
        var (numerator, denominator) = (BigInteger.One, BigInteger.One);
        for (var i = 0; i < shares.Count; i++)
        {
            numerator *= BigInteger.Pow(shares[i].Numerator, exponents[i]);
            denominator *= BigInteger.Pow(shares[i].Denominator, exponents[i]);
        }

        var step = BigInteger.Pow(10, decimals);
        return new Ratio(Root(BigInteger.Pow(step, degree) * numerator / denominator, degree), step);
    }
}
