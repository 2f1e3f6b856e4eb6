using System.Globalization;
using System.Text.RegularExpressions;

namespace Award.Rules.Rulebooks.Loading;

/// <summary>A piece of the YAML text that remembers where it stands. Closed.</summary>
/// <param name="Path">JSON pointer.</param>
/// <param name="Line">From 1.</param>
internal abstract record YamlItem(string Path, int Line)
{
    public static string Pointer(string parent, string key)
    {
        var escaped = key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return $"{parent}/{escaped}";
    }
}

/// <param name="Plain">Written without quotes, so it may be a number, true, false or nothing.</param>
internal sealed partial record YamlScalar(string Path, int Line, string Text, bool Plain)
    : YamlItem(Path, Line)
{
    public bool IsNothing => Plain && Text is "" or "~" or "null";

    /// <summary>
    /// Reads as a number, whether or not it lies within the limits of <see cref="Figure"/>.
    /// </summary>
    public bool LooksLikeNumber => Plain && NumberPattern().IsMatch(Text);

    public decimal? Number => LooksLikeNumber && Figure.TryParse(Text, out var figure) ? figure.Value : null;

    public int? Integer =>
        Number is { } && int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value : null;

    public bool? Flag => !Plain ? null : Text switch { "true" => true, "false" => false, _ => null };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}

internal sealed record YamlList(string Path, int Line, IReadOnlyList<YamlItem> Items) : YamlItem(Path, Line);

/// <param name="Entries">In the order of the text, keys unique.</param>
internal sealed record YamlMap(string Path, int Line, IReadOnlyList<YamlEntry> Entries) : YamlItem(Path, Line)
{
    private readonly Dictionary<string, YamlEntry> _byKey =
        Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);

    public YamlEntry? Find(string key) => _byKey.GetValueOrDefault(key);
}

/// <param name="Line">The line of the key; the value may stand below it.</param>
internal sealed record YamlEntry(string Key, int Line, YamlItem Value);
