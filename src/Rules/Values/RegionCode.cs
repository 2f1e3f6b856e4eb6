using System.Diagnostics.CodeAnalysis;

namespace Award.Rules;

/// <summary>
/// A region's code at county level or above: six digits, GB/T 2260. The first two name the province.
/// A code is a name, not an identity: see <see cref="LineageId"/>. <c>default</c> throws when read.
/// </summary>
public readonly record struct RegionCode : IComparable<RegionCode>
{
    private readonly string? _value;

    /// <exception cref="FormatException">Not six ASCII digits, or the first is zero.</exception>
    public RegionCode(string value) =>
        _value = IsValid(value)
            ? value
            : throw new FormatException($"'{value}' is no region code (six digits)");

    public string Value => _value ?? throw new InvalidOperationException("default is no region code");

    /// <summary>The province the code lies in: 330624 → 330000.</summary>
    public RegionCode Province => new(string.Concat(Value.AsSpan(0, 2), "0000"));

    public static bool IsValid([NotNullWhen(true)] string? value) =>
        value is { Length: 6 } && value[0] != '0' && value.All(char.IsAsciiDigit);

    public static bool TryFrom(string? value, out RegionCode code)
    {
        var valid = IsValid(value);
        code = valid ? new RegionCode(value!) : default;
        return valid;
    }

    public int CompareTo(RegionCode other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>Whether a region is assessed as a county (县、市、区) or as a city (设区市).</summary>
public enum RegionLevel
{
    County,
    City,
}
