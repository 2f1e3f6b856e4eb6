using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Award.Rules;

/// <summary>
/// A reported value (填报): exact decimal, at most 10 decimals and 18 digits before the point.
/// Canonical text: no exponent, no trailing zeros, no plus sign, never "-0".
/// </summary>
public readonly record struct Figure : IComparable<Figure>
{
    public const int MaxDecimals = 10;

    private static decimal Limit => 1_000_000_000_000_000_000m;

    /// <exception cref="ArgumentOutOfRangeException">
    /// More decimals or digits than a figure may have.
    /// </exception>
    public Figure(decimal value)
    {
        if (!IsValid(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "at most 10 decimals and 18 digits");
        }

        Value = Normalise(value);
    }

    public decimal Value { get; }

    public static bool IsValid(decimal value) =>
        value < Limit && value > -Limit && decimal.Round(value, MaxDecimals) == value;

    /// <summary>
    /// Reads plain decimal text ("-12.5"); no exponent, thousands separators, spaces or signs but '-'.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Figure figure)
    {
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        figure = default;
        if (text is null || text.StartsWith('+') || text.Length > 40 || DecimalsOf(text) > MaxDecimals
            || !decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var value)
            || !IsValid(value))
        {
            return false;
        }

        figure = new Figure(value);
        return true;
    }

    public int CompareTo(Figure other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("0.##########", CultureInfo.InvariantCulture);

    // Counted in the text, since parsing rounds what a decimal cannot hold.
    private static int DecimalsOf(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point
            ? text.TrimEnd('0').Length - point - 1
            : 0;

    // Dividing by one with 28 decimals strips trailing zeros; zero loses its sign.
    private static decimal Normalise(decimal value) => value == 0 ? 0 : value / 1.0000000000000000000000000000m;
}
