using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// The year rated with some figures of one region replaced or added: peers, places and the city's share of
/// counties move as they would for real.
/// </summary>
/// <param name="Before">The region as the sheets have it.</param>
/// <param name="After">The region with the figures.</param>
/// <param name="Year">The whole year with them.</param>
public sealed record WhatIf(YearEnd Before, YearEnd After, YearRating Year)
{
    /// <summary>Rates the year without and with the figures.</summary>
    /// <param name="figures">Raw figures by id, as reported; those not named stay as they are.</param>
    /// <param name="kept">A rating of these sheets or earlier ones, to save work.</param>
    /// <exception cref="ArgumentException">
    /// No sheet of that region, or a figure that <see cref="FirstRefused"/> refuses.
    /// </exception>
    public static WhatIf Of(
        Rulebook rulebook,
        YearSheets sheets,
        string region,
        IReadOnlyDictionary<string, Figure> figures,
        StreakSoFar streak,
        YearRating? kept = null)
    {
        if (FirstRefused(rulebook, sheets, region, figures) is { } refused)
            throw new ArgumentException($"{refused.Path}: {refused.Message}", nameof(figures));

        var before = Rater.Rate(rulebook, sheets, kept);
        var after = Rater.Rate(rulebook, sheets.With(region, figures), before);
        return new WhatIf(End(before), End(after), after);

        YearEnd End(YearRating year) => YearEnd.Of(rulebook, RegionView.Of(year, region).Sheet, streak);
    }

    /// <summary>
    /// The first figure, by id, that this region cannot report, as the sheet's commands would refuse it; null
    /// when all can stand. The path is "/figures/{id}".
    /// </summary>
    /// <exception cref="ArgumentException">No sheet of that region.</exception>
    public static Refusal? FirstRefused(
        Rulebook rulebook, YearSheets sheets, string region, IReadOnlyDictionary<string, Figure> figures) =>
        Refused(rulebook, sheets, region, figures.Select(each => KeyValuePair.Create(each.Key, $"{each.Value}")))
            .FirstOrDefault();

    /// <summary>Every figure that cannot stand, as <see cref="FirstRefused"/>; values are text as reported.</summary>
    /// <exception cref="ArgumentException">No sheet of that region.</exception>
    public static IEnumerable<Refusal> Refused(
        Rulebook rulebook,
        YearSheets sheets,
        string region,
        IEnumerable<KeyValuePair<string, string>> figures)
    {
        var expected = sheets.Expects(rulebook, sheets.SheetOf(region));
        return figures.OrderBy(figure => figure.Key, StringComparer.Ordinal)
            .Select(figure =>
                (FigureChecks.Indicator(rulebook, expected, figure.Key, null)
                    ?? FigureChecks.Value(rulebook, figure.Key, figure.Value, null)) is { } refusal
                        ? refusal with { Path = $"/figures/{Escaped(figure.Key)}" }
                        : null)
            .OfType<Refusal>();
    }

    // RFC 6901.
    private static string Escaped(string id) =>
        id.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
