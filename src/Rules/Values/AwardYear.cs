namespace Award.Rules;

/// <summary>An award year (考核年度), 1981 to 2999. <c>default</c> is not a year and throws when read.</summary>
public readonly record struct AwardYear : IComparable<AwardYear>
{
    private readonly int _value;

    /// <exception cref="ArgumentOutOfRangeException">The year lies outside 1981-2999.</exception>
    public AwardYear(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, First);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Last);
        _value = value;
    }

    /// <summary>
    /// The first year for which region codes are known (GB/T 2260, yearly lists from 1981).
    /// </summary>
    public const int First = 1981;

    public const int Last = 2999;

    public int Value =>
        _value == 0 ? throw new InvalidOperationException("default is no award year") : _value;

    public AwardYear Next => new(Value + 1);

    public AwardYear Previous => new(Value - 1);

    public static bool TryFrom(int value, out AwardYear year)
    {
        var valid = value is >= First and <= Last;
        year = valid ? new AwardYear(value) : default;
        return valid;
    }

    public int CompareTo(AwardYear other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
