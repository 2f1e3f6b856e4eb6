using Award.Rules;

namespace Award.Api.Tables;

/// <summary>The words for a region's level in tables.</summary>
internal static class Levels
{
    private static readonly string[] City = ["设区市", "地级市", "市", "city"];
    private static readonly string[] County = ["县(市、区)", "县", "区", "县级市", "county"];

    public static string Of(RegionLevel level, Language language) => (level, language) switch
    {
        (RegionLevel.City, Language.Chinese) => "设区市",
        (RegionLevel.City, _) => "city",
        (_, Language.Chinese) => "县（市、区）",
        _ => "county",
    };

    /// <summary>Null for a word that is no level.</summary>
    public static RegionLevel? Of(string text) =>
        City.Contains(PlainText.Of(text), StringComparer.OrdinalIgnoreCase) ? RegionLevel.City
        : County.Contains(PlainText.Of(text), StringComparer.OrdinalIgnoreCase) ? RegionLevel.County
        : null;
}
