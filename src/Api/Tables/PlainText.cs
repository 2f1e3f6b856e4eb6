using System.Text;

namespace Award.Api.Tables;

/// <summary>
/// Text as a person meant it, whichever keyboard they had: full-width ASCII, spaces and minus signs become
/// the plain ones. Nothing else is folded: "10²" is not 102.
/// </summary>
internal static class PlainText
{
    private const int Quoted = 40;
    private const char Apostrophe = '\'';
    private const string Starts = "=+-@\t\r";

    /// <summary>Folded and trimmed; runs of blanks become one.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var folded = Fold(character);
            if (folded is ' ' && (plain.Length == 0 || plain[^1] == ' '))
            {
                continue;
            }

            if (folded != default)
            {
                plain.Append(folded);
            }
        }

        if (plain.Length > 0 && plain[^1] == ' ')
        {
            plain.Length--;
        }

        return plain.ToString();
    }

    /// <summary>
    /// A cell that a spreadsheet could take for a formula begins with an apostrophe; a plain negative number
    /// does not.
    /// </summary>
    public static string Guard(string text) =>
        text.Length > 0 && Starts.Contains(text[0]) && !IsNegativeNumber(text) ? Apostrophe + text : text;

    /// <summary>Takes away what <see cref="Guard"/> put there.</summary>
    public static string Unguard(string text) =>
        text is [Apostrophe, var second, ..] && Starts.Contains(second) ? text[1..] : text;

    /// <summary>In quotes for a message, cut to a few words.</summary>
    public static string Quote(string text)
    {
        var plain = Of(text);
        return plain.Length <= Quoted ? $"'{plain}'" : $"'{plain[..Quoted]}…'";
    }

    private static bool IsNegativeNumber(string text) =>
        text is ['-', _, ..]
        && text.Skip(1).All(c => char.IsAsciiDigit(c) || c == '.')
        && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[^1]) && text.Count(c => c == '.') <= 1;

    private static char Fold(char character) => character switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
        '\u2212' => '-',
        '\uFEFF' or '\u200B' => default,
        _ when char.IsWhiteSpace(character) => ' ',
        _ => character,
    };
}
