using System.Numerics;

namespace Award.Rules.Rating;

/// <summary>Roots rounded down to a step. No floating point, so the same everywhere.</summary>
internal static class Roots
{
    /// <summary>
    /// The largest whole number whose square is at most <paramref name="value"/> (not negative), by
    /// Newton's method.
    /// </summary>
    public static BigInteger Square(BigInteger value)
    {
        if (value.IsZero)
            return value;

        // From above, the steps fall until they reach the root rounded down, and then rise or stay.
        var guess = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (guess + (value / guess)) / 2;
            if (next >= guess)
                return guess;

            guess = next;
        }
    }

    /// <summary>
    /// The weighted geometric mean of shares (each 0 to 1), rounded down to <paramref name="decimals"/>
    /// decimals: the largest k ÷ 10ᵈ whose n-th power, n being the sum of the weights, is at most the
    /// product of the shares' powers; found bit by bit.
    /// </summary>
    /// <param name="weights">Positive whole numbers, one a share.</param>
    public static Ratio GeometricMean(IReadOnlyList<Ratio> shares, IReadOnlyList<int> weights, int decimals)
    {
        var step = BigInteger.Pow(10, decimals);
        var degree = weights.Sum();
        var (product, divisor) = (Power.One, Power.One);
        for (var i = 0; i < shares.Count; i++)
        {
            if (shares[i].Sign == 0)
                return Ratio.Zero;

            product = product.Times(shares[i].Numerator, weights[i]);
            divisor = divisor.Times(shares[i].Denominator, weights[i]);
        }

        product = product.Times(step, degree);
        var root = BigInteger.Zero;
        for (var bit = (int)step.GetBitLength(); bit >= 0; bit--)
        {
            var candidate = root + (BigInteger.One << bit);
            if (candidate <= step && divisor.Times(candidate, degree).IsAtMost(product))
                root = candidate;
        }

        return new Ratio(root, step);
    }

    /// <summary>
    /// A product of powers, known between two bounds of some 200 bits, and exactly by its factors for the
    /// rare case that the bounds do not tell: the exact numbers may have tens of thousands of digits.
    /// </summary>
    private sealed record Power(
        BigInteger Low, BigInteger High, long Shift, IReadOnlyList<(BigInteger Base, int Exponent)> Factors)
    {
        private const int Bits = 200;

        public static Power One { get; } = new(1, 1, 0, []);

        public Power Times(BigInteger factor, int exponent)
        {
            var result = this with { Factors = [.. Factors, (factor, exponent)] };
            var square = new Power(factor, factor, 0, []);
            for (var left = exponent; left > 0; left >>= 1)
            {
                if ((left & 1) == 1)
                    result = result.Times(square);

                square = square.Times(square);
            }

            return result;
        }

        public bool IsAtMost(Power other)
        {
            var shift = Math.Min(Shift, other.Shift);
            var (mine, others) = ((int)(Shift - shift), (int)(other.Shift - shift));
            return High << mine <= other.Low << others
                || (Low << mine <= other.High << others && Exact() <= other.Exact());
        }

        private Power Times(Power other)
        {
            var (low, high) = (Low * other.Low, High * other.High);
            var excess = (int)Math.Max(0, high.GetBitLength() - Bits);
            return this with
            {
                Low = low >> excess,
                High = excess == 0 ? high : (high >> excess) + 1,
                Shift = Shift + other.Shift + excess,
            };
        }

        private BigInteger Exact() =>
            Factors.Aggregate(BigInteger.One, (product, f) => product * BigInteger.Pow(f.Base, f.Exponent));
    }
}
