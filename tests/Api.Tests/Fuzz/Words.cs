namespace Api.Tests.Fuzz;

/// <summary>Values by the name of what they stand for: such as are on record, and such as nobody should send.</summary>
internal sealed class Words
{
    private const int Remembered = 400;

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["province"] = ["990000", "990000", "990000", "990000", "330000", "110000"],
        ["year"] = ["2001", "2002", "2003", "2003", "2004", "2004", "2005", "2005", "2006", "2007", "2008", "2999"],
        ["asOf"] = ["2001", "2002", "2003", "2999"],
        ["code"] = ["990100", "990101", "990102", "990103", "990200", "990201", "990202", "330600", "990000"],
        ["region"] = ["990100", "990101", "990102", "990103", "990200", "990201", "990202", "330600", "990000"],
        ["regions"] = ["990100", "990101", "990202"],
        ["level"] = ["city", "county"],
        ["offset"] = ["0", "1", "3", "99"],
        ["limit"] = ["1", "3", "100", "1000"],
        ["radius"] = ["0", "2", "100"],
        ["indicator"] = ["cases", "residents", "survey", "accidents"],
        ["kind"] = ["accident", "accident", "nothing"],
        ["ground"] = ["falsified", "falsified", "deadly"],
        ["rulebook"] = ["small", "small", "zhejiang-demonstration"],
        ["format"] = ["json", "csv", "xlsx"],
        ["lang"] = ["zh", "en"],
        ["layout"] = ["wide", "long"],
        ["to"] = ["collecting", "review", "notice", "published"],
        ["visibility"] = ["embargoed", "live", "live-until-freeze"],
        ["deadline"] = ["collecting", "notice"],
        ["value"] = ["2", "6.5", "97.25", "1"],
        ["date"] = ["2003-05-04", "2004-05-04", "2005-05-04", "2006-02-28"],
        ["until"] = ["2998-01-01", "2005-01-01"],
        ["collectingUntil"] = ["2998-01-01"],
        ["noticeUntil"] = ["2998-02-01"],
        ["dryRun"] = ["true", "false"],
        ["preview"] = ["true", "false"],
    };

    private static readonly string[] Hostile =
    [
        "", " ", "0", "-1", "-9223372036854775808", "9223372036854775808", "2147483648", "1e400", "NaN", "1.5", "0x10", "+1",
        "1_000", "٢٠٠١", "２００１", "null", "undefined", "true", "[]", "{}", "\"", "'", "' OR 1=1 --", "<script>alert(1)</script>",
        "../../../etc/passwd", "..", ".", "/", "//", "\\", "%", "%00", "%2e%2e%2f", "a/b", "a?b", "a#b", "a&b=c", "a;b", "a b",
        "\u0000", "\u0001", "\u007f", "\r\n", "\t", "\u200b", "\u202e990101", "\ufeff990101", "\ufffd", "\ud83c\udfc6", "e\u0301", "柯桥区",
        "990101\u0000", "990101 ", " 990101", "990101\n", "99010", "9901011", "000000", "999999", "330000-p-1", "990101-v-0",
        "990101-v-999999999", "990101-v-99999999999", "-v-", "990101-z-1", "{0}", "${jndi:ldap://127.0.0.1/a}", "%s%n", "CON",
        "=1+1", "@SUM(1)", "2001-02-30", "9999-12-31", "0000-00-00", "city,county", "CITY", "constructor", "__proto__",
    ];

    private readonly List<string> _ids =
    [
        "990101-v-1", "990102-v-1", "990103-v-1", "990101-i-1", "990102-i-1", "990201-s-1", "990101-r-1", "990201-r-1",
        "990000-p-1", "990000-p-2", "990000-p-3", "small", "zhejiang-demonstration",
    ];

    /// <summary>An id that an answer named.</summary>
    public void Learn(string id)
    {
        _ids.Add(id);
        if (_ids.Count > Remembered)
        {
            _ids.RemoveAt(20);
        }
    }

    /// <summary>A value for a parameter or member, one in <paramref name="spoil"/> of them such as nobody should send.</summary>
    public string? For(string name, Dice dice, int spoil) =>
        dice.Once(spoil) ? Bad(dice)
        : name.Equals("id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Id", StringComparison.Ordinal) ? dice.OneOf(_ids)
        : Known.TryGetValue(name, out var known) ? dice.OneOf(known)
        : null;

    public static string Bad(Dice dice) => dice.Below(12) switch
    {
        0 => new string(dice.Of('9', 'a', '柯', '%'), dice.Of(7, 128, 129, 600)),
        1 => $"{dice.OneOf(Hostile)}{dice.OneOf(Hostile)}",
        _ => dice.OneOf(Hostile),
    };

    public static IReadOnlyList<string> HostileTexts => Hostile;
}
