using System.Text;

namespace Award.Rules.Streaks;

/// <summary>Numbers in words, 1 to 9999, for names such as 十一星平安金鼎 and "Eleven-star Gold Tripod".</summary>
public static class NumberWords
{
    private const string Digits = "零一二三四五六七八九";

    private static readonly (int Value, string Name)[] Places = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];

    private static readonly string[] Small =
    [
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>11 → 十一, 20 → 二十, 101 → 一百零一, 110 → 一百一十.</summary>
    public static string Chinese(int number)
    {
        Check(number);
        var text = new StringBuilder();
        var skipped = false;
        foreach (var (value, name) in Places)
        {
            var digit = number / value % 10;
            if (digit == 0)
            {
                skipped = text.Length > 0;
                continue;
            }

            if (skipped)
            {
                text.Append(Digits[0]);
                skipped = false;
            }

            // 十一, not 一十一, at the head of a number.
            if (!(value == 10 && digit == 1 && text.Length == 0))
            {
                text.Append(Digits[digit]);
            }

            text.Append(name);
        }

        return text.ToString();
    }

    /// <summary>11 → Eleven, 21 → Twenty-one, 101 → One-hundred-one: hyphens, for it stands before "-star".</summary>
    public static string English(int number)
    {
        Check(number);
        var words = string.Join('-', Words(number).Where(w => w.Length > 0));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static IEnumerable<string> Words(int number) => number switch
    {
        >= 1000 => [Small[number / 1000], "thousand", .. Words(number % 1000)],
        >= 100 => [Small[number / 100], "hundred", .. Words(number % 100)],
        >= 20 => [Tens[number / 10], Small[number % 10]],
        _ => [Small[number]],
    };

    private static void Check(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9999);
    }
}
