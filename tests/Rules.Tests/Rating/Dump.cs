using System.Text;
using Award.Rules.Rating;

namespace Rules.Tests.Rating;

/// <summary>Everything a rating says, as text, so that two can be compared by value.</summary>
internal static class Dump
{
    public static string Of(YearRating rating)
    {
        var text = new StringBuilder();
        foreach (var sheet in rating.Counties.Concat(rating.Cities))
            Add(text, sheet);

        var previous = rating.AsPrevious;
        foreach (var (indicator, values) in previous.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.AppendLine($"{indicator}: {string.Join(' ', values.OrderBy(v => v.Key, StringComparer.Ordinal))}");

        foreach (var ((level, indicator), mean) in previous.Means.OrderBy(pair => $"{pair.Key}", StringComparer.Ordinal))
            text.AppendLine($"{level} {indicator}: {mean}");

        return text.ToString();
    }

    private static void Add(StringBuilder text, SheetRating sheet)
    {
        text.AppendLine(
            $"{sheet.Key} {sheet.Level} {sheet.Parent} {sheet.Total} {sheet.Rank} {sheet.Pending} {sheet.Outcome} "
            + $"[{string.Join("; ", sheet.Reasons)}] [{string.Join(' ', sheet.ProposedVetoes)}]");
        Add(text, sheet.Score, 1);
    }

    private static void Add(StringBuilder text, NodeScore score, int depth)
    {
        text.Append(' ', depth).AppendLine(
            $"{score.Node.Id} {score.Points} of {score.Full} {score.Excluded} {score.Value} {score.Rule} {score.Provenance} "
            + string.Join("; ", score.Lines()));
        foreach (var child in score.Children)
            Add(text, child, depth + 1);
    }
}
