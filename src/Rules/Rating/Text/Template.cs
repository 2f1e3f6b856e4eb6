using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Award.Rules.Rulebooks;

namespace Award.Rules.Rating.Text;

/// <summary>Fills a phrase with arguments; see <see cref="Phrases"/> for the marks.</summary>
internal static partial class Template
{
    /// <summary>Decimals at which a fraction without an end is shown.</summary>
    private const int ShownDecimals = 4;

    public static string Fill(
        BilingualName phrase, IReadOnlyList<string> arguments, Rulebook rulebook, Language language) =>
        Marks().Replace(phrase.In(language), match =>
        {
            if (match.ValueSpan is "{*}")
                return string.Join(language == Language.Chinese ? "、" : ", ", arguments);

            var place = int.Parse(match.Groups["place"].ValueSpan, CultureInfo.InvariantCulture);
            var argument = arguments[place];
            return match.Groups["kind"].ValueSpan switch
            {
                "#" => Number(argument),
                "@" => NameOf(argument, rulebook, language),
                _ => argument,
            };
        });

    /// <summary>A number as a person reads it: 1/3 → ≈0.3333; a number with an end stays as it is.</summary>
    public static string Number(string canonical)
    {
        var parts = canonical.Split('/');
        return parts.Length == 2
            ? Number(new Ratio(
                BigInteger.Parse(parts[0], CultureInfo.InvariantCulture),
                BigInteger.Parse(parts[1], CultureInfo.InvariantCulture)))
            : canonical;
    }

    public static string Number(Ratio value)
    {
        var shown = value.Nearest(ShownDecimals);
        return shown == value ? shown.ToPlainText() : $"≈{shown.ToPlainText()}";
    }

    /// <summary>
    /// The name of an indicator, group, denominator or veto ground; the id itself if it is none.
    /// </summary>
    public static string NameOf(string id, Rulebook rulebook, Language language) =>
        (Find(rulebook.Root, id)
            ?? rulebook.FindDenominator(id)?.Name
            ?? rulebook.Vetoes.FirstOrDefault(ground => ground.Id == id)?.Name)?.In(language)
        ?? id;

    private static BilingualName? Find(ScoreNode node, string id) =>
        node.Id == id ? node.Name
        : node is Rulebooks.Group group
            ? group.Children.Select(child => Find(child, id)).FirstOrDefault(name => name is not null)
        : null;

    [GeneratedRegex(@"\{(\*|(?<kind>[#@]?)(?<place>[0-9]))\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();
}
