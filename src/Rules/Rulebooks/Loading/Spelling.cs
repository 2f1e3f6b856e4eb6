namespace Award.Rules.Rulebooks.Loading;

/// <summary>Finds the word a person meant.</summary>
internal static class Spelling
{
    // Longer than any key; comparing takes length × length.
    private const int MaxLength = 40;

    // Of shorter words, everything is a slip away from everything.
    private const int MinLength = 3;

    /// <summary>The word in quotation marks, on one line and not too long for a message.</summary>
    public static string Quote(string word)
    {
        var line = word.Replace("\n", "\\n", StringComparison.Ordinal);
        return line.Length <= MaxLength ? $"'{line}'" : $"'{line[..MaxLength]}…'";
    }

    /// <summary>
    /// " did you mean 'points'?" for a word a slip or two away from one that is known, else nothing.
    /// </summary>
    public static string Hint(string word, IEnumerable<string> known)
    {
        if (word.Length > MaxLength) return "";
        var best = known
            .Where(candidate => candidate.Length >= MinLength)
            .Select(candidate => (Word: candidate, Slips: Distance(Plain(word), Plain(candidate))))
            .Where(found => found.Slips <= Math.Max(1, found.Word.Length / 3))
            .OrderBy(found => found.Slips)
            .ThenBy(found => found.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Word is null ? "" : $"; did you mean '{best.Word}'?";
    }

    // snake_case and Capitals are slips that cost nothing.
    private static string Plain(string word) => word.Replace('_', '-').ToLowerInvariant();

    /// <summary>
    /// Letters put in, left out, changed or swapped with their neighbour (optimal string alignment).
    /// </summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(changed, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
