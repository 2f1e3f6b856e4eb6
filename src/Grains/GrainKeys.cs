using System.Globalization;
using Award.Rules;

namespace Award.Grains;

/// <summary>Reads grain keys. A key that no room of ours makes is a fault of the caller, not of a user: it throws.</summary>
internal static class GrainKeys
{
    /// <summary><c>county/2017/330624</c> → the year and the code.</summary>
    /// <exception cref="ArgumentException">The key is no region-year of that level.</exception>
    public static (AwardYear Year, RegionCode Code) RegionYear(string key, RegionLevel level) =>
        RegionYear(key, level == RegionLevel.County ? "county" : "city");

    /// <summary><c>what-if/2017/330624</c> → the year and the code.</summary>
    /// <exception cref="ArgumentException">The key is of another shape.</exception>
    public static (AwardYear Year, RegionCode Code) RegionYear(string key, string prefix)
    {
        var parts = key.Split('/');
        return parts.Length == 3 && parts[0] == prefix && TryYear(parts[1], out var year)
            && RegionCode.TryFrom(parts[2], out var code)
                ? (year, code)
                : throw Malformed(key);
    }

    /// <summary><c>year/330000/2017</c> or <c>standings/330000/2017</c> → the province and the year.</summary>
    /// <exception cref="ArgumentException">The key is of another shape.</exception>
    public static (RegionCode Province, AwardYear Year) ProvinceYear(string key, string prefix)
    {
        var parts = key.Split('/');
        return parts.Length == 3 && parts[0] == prefix && RegionCode.TryFrom(parts[1], out var province)
            && TryYear(parts[2], out var year)
                ? (province, year)
                : throw Malformed(key);
    }

    /// <summary><c>province/330000</c> or <c>streak/330621</c> → the code.</summary>
    /// <exception cref="ArgumentException">The key is of another shape.</exception>
    public static RegionCode Code(string key, string prefix)
    {
        var parts = key.Split('/');
        return parts.Length == 2 && parts[0] == prefix && RegionCode.TryFrom(parts[1], out var code)
            ? code
            : throw Malformed(key);
    }

    private static bool TryYear(string text, out AwardYear year)
    {
        year = default;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && AwardYear.TryFrom(value, out year);
    }

    private static ArgumentException Malformed(string key) => new($"'{key}' is no key of this grain", nameof(key));
}
