using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;

namespace Award.Ledger.Published;

/// <summary>Domain values as the text that documents carry: kebab-case names, exact decimals.</summary>
public static class Texts
{
    public static NameText Of(BilingualName name) => new(name.Zh, name.En);

    public static string Of(RegionLevel level) => level == RegionLevel.County ? "county" : "city";

    public static string Of<T>(T value)
        where T : struct, Enum => Kebab(value.ToString());

    public static ReasonText Of(Reason reason) =>
        new(Of(reason.Code), reason.Subject, reason.Required, reason.Actual);

    /// <summary>An instant as RFC 3339 in UTC with milliseconds.</summary>
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString(
        "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>"NotDesignated" → "not-designated".</summary>
    public static string Kebab(string pascal) => string.Concat(pascal.Select((letter, index) =>
        char.IsUpper(letter) ? (index == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>The enum member of a kebab-case name.</summary>
    /// <exception cref="FormatException">No member reads so.</exception>
    public static T Parse<T>(string kebab)
        where T : struct, Enum =>
        TryParse<T>(kebab, out var value) ? value : throw new FormatException($"'{kebab}' is no {typeof(T).Name}");

    public static bool TryParse<T>(string? kebab, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (string.Equals(Of(candidate), kebab, StringComparison.Ordinal))
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    public static RegisterRowText Of(RegisterRow row) => new(
        row.Code.Value, Of(row.Name), Of(row.Level), row.Parent.Value, row.ValidFrom, row.ValidTo);

    public static LineageText Of(LineageLink link) => new(
        link.Year, link.Old.Value, link.New.Value, link.OldSurvives, Of(link.Kind), link.Inherits);

    public static RegisterRow Row(RegisterRowText row) => new(
        new RegionCode(row.Code),
        new BilingualName(row.Name.Zh, row.Name.En),
        Parse<RegionLevel>(row.Level),
        new RegionCode(row.Parent),
        row.ValidFrom,
        row.ValidTo);

    public static LineageLink Link(LineageText link) => new(
        link.Year,
        new RegionCode(link.Old),
        new RegionCode(link.New),
        link.OldSurvives,
        Parse<LineageKind>(link.Kind),
        link.Inherits);
}
