using System.Globalization;
using System.Text;

namespace Award.Rules.Rulebooks;

/// <summary>Star counts in words: 21 is 二十一 and twenty-one. From 1 to 9,999; beyond that, digits.</summary>
public static class Numerals
{
    private const string Digits = "零一二三四五六七八九";

    private static readonly string[] _small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] _tens =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>
    /// Puts the count in place of {n}; in English with a capital where the name begins with it.
    /// </summary>
    public static BilingualName Fill(BilingualName template, int count)
    {
        var english = English(count);
        if (template.En.StartsWith(Placeholder, StringComparison.Ordinal))
        {
            english = char.ToUpperInvariant(english[0]) + english[1..];
        }

        return new BilingualName(
            template.Zh.Replace(Placeholder, Chinese(count), StringComparison.Ordinal),
            template.En.Replace(Placeholder, english, StringComparison.Ordinal));
    }

    public const string Placeholder = "{n}";

    public static string Chinese(int count)
    {
        if (count is < 1 or > 9999) return count.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        var rest = count;
        foreach (var (value, unit) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = rest / value;
            rest %= value;
            if (digit > 0) text.Append(Digits[digit]).Append(unit);
            else if (text.Length > 0 && rest > 0 && text[^1] != Digits[0]) text.Append(Digits[0]);
        }

        // 十二, not 一十二.
        return count is >= 10 and < 20 ? text.ToString(1, text.Length - 1) : text.ToString();
    }

    public static string English(int count) => count switch
    {
        < 1 or > 9999 => count.ToString(CultureInfo.InvariantCulture),
        < 20 => _small[count],
        < 100 => _tens[count / 10] + (count % 10 == 0 ? "" : "-" + _small[count % 10]),
        < 1000 => _small[count / 100] + " hundred" + After(count % 100),
        _ when count % 1000 < 100 => _small[count / 1000] + " thousand" + After(count % 1000),
        _ => _small[count / 1000] + " thousand " + English(count % 1000),
    };

    private static string After(int rest) => rest == 0 ? "" : " and " + English(rest);
}
