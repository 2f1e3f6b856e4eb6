using System.Globalization;
using System.Text.Json;
using Award.Cli.Tables;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rating.Text;
using Award.Rules.Rulebooks;

namespace Award.Cli.Rating;

/// <summary>A rated table as text: for reading, as CSV, or as JSON with the whole derivation.</summary>
internal sealed class RatingText(YearRating rating, RegionLevel level, Language language)
{
    /// <summary>Above this many scores the table for reading shows groups only.</summary>
    private const int MostColumns = 12;

    /// <summary>Up to so many missing figures are named in the table for reading; more are counted.</summary>
    private const int MostMissing = 3;

    private readonly Rulebook _rulebook = rating.Rulebook;
    private readonly bool _chinese = language == Language.Chinese;

    public string AsCsv()
    {
        var rows = rating.Table(level);
        List<string> headings =
        [
            "rank",
            "key",
            "total",
            "outcome",
            .. Below(_rulebook.Root).Select(node => node.Id),
            "reasons",
            "vetoes",
        ];
        return CsvText.Of(
            rows.Select(
                    IReadOnlyList<string> (row) =>
                        [
                            Rank(row),
                            row.Key,
                            row.Total?.ToString() ?? "",
                            Kebab(row),
                            .. Below(row.Score).Select(score => score.Points?.ToString() ?? ""),
                            string.Join("; ", row.Reasons.Select(Text)),
                            string.Join("; ", row.ProposedVetoes),
                        ])
                .Prepend(headings));
    }

    public string AsTable(Terminal terminal)
    {
        var all = Below(_rulebook.Root).ToList();
        var shown = all.Count <= MostColumns ? all : [.. all.Where(node => node is Group)];
        if (shown.Count < all.Count)
        {
            terminal.Note(
                "the table shows groups only; --format csv has every indicator, --format json every step");
        }

        var ids = shown.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        List<string> headings =
        [
            _chinese ? ">名次" : ">rank",
            _chinese ? "地区" : "key",
            _chinese ? ">总分" : ">total",
            .. shown.Select(node => ">" + node.Name.In(language)),
            _chinese ? "命名" : "outcome",
        ];
        return Title()
            + TextTable.Of(
                terminal,
                headings,
                rating
                    .Table(level)
                    .Select(
                        IReadOnlyList<string> (row) =>
                            [
                                Rank(row),
                                row.Key,
                                Shown(row.Total),
                                .. Below(row.Score)
                                    .Where(score => ids.Contains(score.Node.Id))
                                    .Select(score => Shown(score.Points)),
                                string.Join("; ", [Outcome(row), .. Why(row)]),
                            ]));
    }

    /// <summary>One row's whole derivation, read out; null when no row has the key.</summary>
    public string? Explain(string key) =>
        rating.Table(level).FirstOrDefault(row => row.Key == key) is { } row
            ? string.Concat(
                DerivationText
                    .Lines(_rulebook, row, language)
                    .Prepend($"{Title()}{key}")
                    .Select(line => line + "\n"))
            : null;

    public string AsJson() =>
        JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("rulebook");
            json.WriteString("id", _rulebook.Id);
            json.WriteString("hash", _rulebook.Hash);
            json.WriteEndObject();
            json.WriteBoolean("demonstration", _rulebook.Demonstration);
            json.WriteString("level", JsonText.Kebab(level));
            json.WriteNumber("semantics", Rater.Semantics);
            json.WriteStartArray("entries");
            foreach (var row in rating.Table(level))
            {
                Write(json, row);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    private string Title()
    {
        var demonstration = _rulebook.Demonstration
            ? _chinese
                ? "，示范办法"
                : ", a demonstration rulebook"
            : "";
        return $"{_rulebook.Name.In(language)}\n{_rulebook.Id} {_rulebook.Hash[..12]}{demonstration}\n";
    }

    // A row that lacks most figures would fill the screen with their names.
    private IEnumerable<string> Why(SheetRating row)
    {
        var missing = row.Reasons.Count(reason => reason.Code == ReasonCode.FigureMissing);
        var told = row.Reasons.Where(reason =>
            missing <= MostMissing || reason.Code != ReasonCode.FigureMissing);
        return missing <= MostMissing
            ? told.Select(Text)
            : told.Select(Text).Append(_chinese ? $"缺报 {missing} 项" : $"{missing} figures are missing");
    }

    private void Write(Utf8JsonWriter json, SheetRating row)
    {
        json.WriteStartObject();
        JsonText.Write(json, "rank", row.Rank);
        json.WriteString("key", row.Key);
        JsonText.Write(json, "total", row.Total?.ToDecimal());
        json.WriteBoolean("pending", row.Pending);
        json.WriteBoolean("designated", row.Outcome == Rules.Rating.Outcome.Designated);
        json.WriteStartArray("reasons");
        foreach (var reason in row.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("code", JsonText.Kebab(reason.Code));
            json.WriteString("subject", reason.Subject);
            json.WriteString("required", reason.Required);
            json.WriteString("actual", reason.Actual);
            json.WriteString("text", Text(reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("vetoes");
        foreach (var veto in row.ProposedVetoes)
        {
            json.WriteStringValue(veto);
        }

        json.WriteEndArray();
        json.WritePropertyName("score");
        Write(json, row.Score);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, NodeScore score)
    {
        json.WriteStartObject();
        json.WriteString("id", score.Node.Id);
        JsonText.Write(json, "points", score.Points?.ToDecimal());
        json.WriteNumber("full", score.Full.ToDecimal());
        if (score.Excluded)
        {
            json.WriteBoolean("excluded", true);
        }

        json.WriteString("rule", score.Rule);
        if (score.Node is Indicator indicator)
        {
            json.WriteString("value", score.Value?.ToString());
            json.WriteString("unit", indicator.Unit);
            json.WriteString("provenance", JsonText.Kebab(score.Provenance));
        }

        json.WriteStartArray("working");
        foreach (var line in score.Working)
        {
            json.WriteStartObject();
            json.WriteString("code", line.Code);
            json.WriteStartArray("arguments");
            foreach (var argument in line.Arguments)
            {
                json.WriteStringValue(argument);
            }

            json.WriteEndArray();
            json.WriteString("text", DerivationText.Of(_rulebook, line, language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (score.Children.Count > 0)
        {
            json.WriteStartArray("children");
            foreach (var child in score.Children)
            {
                Write(json, child);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private string Text(Reason reason) => DerivationText.Of(_rulebook, reason, language);

    private string Outcome(SheetRating row) =>
        row.Pending
            ? _chinese
                ? "待定"
                : "pending"
            : DerivationText.Outcome(row.Outcome, language);

    private static string Kebab(SheetRating row) => row.Pending ? "pending" : JsonText.Kebab(row.Outcome);

    private string Shown(Points? points) =>
        points
            ?.Round(_rulebook.Precision.Decimals, _rulebook.Precision.Rounding)
            .ToDecimal()
            .ToString($"F{_rulebook.Precision.Decimals}", CultureInfo.InvariantCulture)
        ?? "";

    private static string Rank(SheetRating row) => row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static IEnumerable<ScoreNode> Below(ScoreNode node) =>
        node is Group group ? group.Children.SelectMany(child => Below(child).Prepend(child)) : [];

    private static IEnumerable<NodeScore> Below(NodeScore score) =>
        score.Children.SelectMany(child => Below(child).Prepend(child));
}
