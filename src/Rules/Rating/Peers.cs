using System.Numerics;
using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// What a relative indicator needs to know of the year's peers: the regions of one level that have a value,
/// itself included.
/// </summary>
internal abstract record Peers
{
    /// <summary>Decimals of a z-score; what lies beyond is cut off.</summary>
    private const int ZDecimals = 8;

    public static Peers Of(Relative rule, IReadOnlyList<Ratio> values)
    {
        if (values.Count == 0 || values.All(value => value == values[0]))
            return new NoSpread(values.Count);

        return rule.Method switch
        {
            RelativeMethod.MinMax => new Extremes(values.Min(), values.Max()),
            RelativeMethod.ZScore => Moments.Of(values),
            _ => new Sorted([.. values.Order()]),
        };
    }

    /// <summary>Whether every value scores the same among these peers as among the other.</summary>
    public virtual bool ScoresLike(Peers? other) => Equals(other);

    /// <summary>Marks for a peer's value.</summary>
    public abstract Marks Score(Indicator indicator, Relative rule, Ratio value);

    private sealed record NoSpread(int Count) : Peers
    {
        public override Marks Score(Indicator indicator, Relative rule, Ratio value) =>
            Marks.Share(
                indicator,
                rule.ShareWithoutSpread,
                ScoredValue.Line("peers-without-spread", ScoredValue.Text(Count)));
    }

    private sealed record Extremes(Ratio Least, Ratio Most) : Peers
    {
        public override Marks Score(Indicator indicator, Relative rule, Ratio value)
        {
            var (worst, best) = indicator.Direction == Direction.HigherIsBetter
                ? (Least, Most)
                : (Most, Least);
            return Marks.Share(
                indicator,
                Scoring.Along(value, worst, best),
                ScoredValue.Line("peers-min-max", Least.ToPlainText(), Most.ToPlainText()));
        }
    }

    /// <summary>
    /// All values over one common denominator, so that mean and standard deviation stay whole numbers: with
    /// a the value's numerator, z² = (n−1)(na − Σa)² ÷ n(nΣa² − (Σa)²).
    /// </summary>
    private sealed record Moments(
        int Count, BigInteger Denominator, BigInteger Sum, BigInteger SumOfSquares) : Peers
    {
        public static Moments Of(IReadOnlyList<Ratio> values)
        {
            var denominator = values
                .Select(v => v.Denominator)
                .Distinct()
                .Aggregate(BigInteger.One, LeastCommonMultiple);
            var numerators = values.Select(v => v.Numerator * (denominator / v.Denominator)).ToArray();
            return new Moments(
                values.Count,
                denominator,
                numerators.Aggregate(BigInteger.Add),
                numerators.Aggregate(BigInteger.Zero, (sum, a) => sum + (a * a)));
        }

        public override Marks Score(Indicator indicator, Relative rule, Ratio value)
        {
            var above = (Count * value.Numerator * (Denominator / value.Denominator)) - Sum;
            var spread = Count * ((Count * SumOfSquares) - (Sum * Sum));
            var step = BigInteger.Pow(10, ZDecimals);
            var size = Roots.Square(step * step * (Count - 1) * above * above / spread);
            var better = indicator.Direction == Direction.HigherIsBetter ? above.Sign : -above.Sign;
            var z = new Ratio(size * better, step);
            return Marks.Share(
                indicator,
                Scoring.Along(z, rule.ZFloor, rule.ZTarget),
                ScoredValue.Line("z-score", z.ToPlainText()));
        }

        private static BigInteger LeastCommonMultiple(BigInteger a, BigInteger b) =>
            a / BigInteger.GreatestCommonDivisor(a, b) * b;
    }

    private sealed record Sorted(Ratio[] Rising) : Peers
    {
        public override Marks Score(Indicator indicator, Relative rule, Ratio value)
        {
            var below = FirstNotBelow(value, orEqual: false);
            var equal = FirstNotBelow(value, orEqual: true) - below;
            var worse = indicator.Direction == Direction.HigherIsBetter
                ? below
                : Rising.Length - below - equal;
            var share = new Ratio((2 * worse) + equal - 1, 2 * (Rising.Length - 1));
            return Marks.Share(
                indicator,
                share,
                ScoredValue.Line(
                    "percentile",
                    ScoredValue.Text(worse),
                    ScoredValue.Text(equal - 1),
                    ScoredValue.Text(Rising.Length - 1)));
        }

        public override bool ScoresLike(Peers? other) =>
            other is Sorted sorted && Rising.AsSpan().SequenceEqual(sorted.Rising);

        private int FirstNotBelow(Ratio value, bool orEqual)
        {
            var (low, high) = (0, Rising.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                var order = Rising[middle].CompareTo(value);
                if (order < 0 || (orEqual && order == 0))
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }
    }
}
