using System.Globalization;
using System.Text;

namespace Award.Ledger;

/// <summary>The one text form of dates, instants and enums on record.</summary>
public static class CanonicalText
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>"2017-05-01".</summary>
    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"2018-03-01T02:03:04.567Z": UTC, always three decimals; finer parts are cut off.</summary>
    public static string Of(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>The enum member's name in kebab case: "not-designated".</summary>
    /// <exception cref="ArgumentOutOfRangeException">No member has this value.</exception>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        EnumNames<TEnum>.Names.TryGetValue(value, out var name)
            ? name
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"no {typeof(TEnum).Name}");

    /// <summary>"NotDesignated" → "not-designated".</summary>
    public static string Kebab(string pascal)
    {
        ArgumentNullException.ThrowIfNull(pascal);
        var text = new StringBuilder(pascal.Length + 8);
        foreach (var letter in pascal)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>
    /// The instant as it will stand on record: UTC, whole milliseconds, finer parts cut off.
    /// </summary>
    public static DateTimeOffset Recorded(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond));
    }

    internal static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    internal static bool TryInstant(string text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);

    internal static bool TryEnum<TEnum>(string text, out TEnum value)
        where TEnum : struct, Enum => EnumNames<TEnum>.Values.TryGetValue(text, out value);

    private static class EnumNames<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> Names =
            Enum.GetValues<TEnum>().ToDictionary(value => value, value => Kebab(value.ToString()));

        public static readonly Dictionary<string, TEnum> Values = Names.ToDictionary(
            pair => pair.Value, pair => pair.Key);
    }
}
