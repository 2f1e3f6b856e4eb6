using System.Globalization;
using Award.Rules;
using Award.Rules.Rulebooks;

namespace Award.Cli.Rating;

/// <summary>What the rulebook makes of one heading. Closed.</summary>
internal abstract record TableColumn
{
    private TableColumn() { }

    /// <summary>A figure: an indicator that is reported, or a denominator.</summary>
    /// <param name="YesNo">Whether the words for yes and no stand for 1 and 0.</param>
    public sealed record OfFigure(string Id, bool IsIndicator, bool YesNo) : TableColumn;

    /// <summary>How many incidents like this one happened.</summary>
    /// <param name="NeedsAttribute">Scored by severity or deaths, and the heading names neither.</param>
    public sealed record OfIncidents(string Id, Incident Pattern, bool IsIndicator, bool NeedsAttribute)
        : TableColumn;

    /// <summary>The rulebook has no such word.</summary>
    public sealed record Unknown : TableColumn;

    /// <summary>The heading says something that cannot be.</summary>
    public sealed record Refused(string Reason) : TableColumn;

    /// <summary>
    /// Reads a heading: an id, or a Chinese or English name, of an indicator, denominator or incident kind;
    /// for incidents with attributes in brackets, such as <c>mass_incident[major]</c>,
    /// <c>fire[deaths=3]</c>, <c>flaw[not-rectified]</c>.
    /// </summary>
    public static TableColumn Read(string heading, Rulebook rulebook)
    {
        var open = heading.IndexOf('[', StringComparison.Ordinal);
        var attributes = open > 0 && heading.EndsWith(']') ? heading[(open + 1)..^1] : null;
        var word = attributes is null ? heading : heading[..open].TrimEnd();
        var indicators = rulebook.Indicators.Where(i => i.Id == word).ToList() is { Count: > 0 } byId
            ? byId
            : [.. rulebook.Indicators.Where(i => IsNamed(i.Name, word))];
        if (indicators.Count > 1)
        {
            return new Refused(
                $"'{word}' names {string.Join(" and ", indicators.Select(i => i.Id))}; use the id");
        }

        if (indicators is [{ FromIncidents: true } counted])
        {
            return Incidents(counted.Id, counted.IncidentKinds[0], attributes, counted);
        }

        if (indicators is [var reported])
        {
            return Figure(new OfFigure(reported.Id, true, reported.Scoring is PassFail), attributes);
        }

        if (
            rulebook.Denominators.FirstOrDefault(d => d.Id == word || IsNamed(d.Name, word)) is
            { } denominator)
        {
            return Figure(new OfFigure(denominator.Id, false, false), attributes);
        }

        return rulebook.IncidentKinds.FirstOrDefault(k => k.Id == word || IsNamed(k.Name, word)) is { } kind
            ? Incidents(kind.Id, kind.Id, attributes, null)
            : new Unknown();
    }

    private static TableColumn Figure(OfFigure column, string? attributes) =>
        attributes is null
            ? column
            : new Refused($"'{column.Id}' is a figure; only incidents have attributes");

    private static TableColumn Incidents(string id, string kind, string? attributes, Indicator? indicator)
    {
        var pattern = new Incident("", kind, default);
        foreach (
            var attribute in (attributes ?? "").Split(
                ';',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (
                Enum.TryParse<Severity>(attribute, ignoreCase: true, out var severity)
                && !char.IsAsciiDigit(attribute[0]))
            {
                pattern = pattern with { Severity = severity };
            }
            else if (
                attribute.StartsWith("deaths=", StringComparison.Ordinal)
                && int.TryParse(
                    attribute["deaths=".Length..],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var deaths))
            {
                pattern = pattern with { Deaths = deaths };
            }
            else if (attribute == "not-rectified")
            {
                pattern = pattern with { Rectified = false };
            }
            else
            {
                return new Refused(
                    $"'{attribute}' is no attribute; there are ordinary, larger, major, extreme, deaths=N, "
                        + "not-rectified");
            }
        }

        return new OfIncidents(
            id,
            pattern,
            indicator is not null,
            indicator?.Scoring is DeductionTiered && attributes is null);
    }

    private static bool IsNamed(BilingualName name, string word) =>
        name.Zh == word || string.Equals(name.En, word, StringComparison.OrdinalIgnoreCase);
}
