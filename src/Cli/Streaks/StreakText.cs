using System.Globalization;
using System.Text.Json;
using Award.Cli.Tables;
using Award.Rules.Streaks;

namespace Award.Cli.Streaks;

/// <summary>One region's streak, as the table of designations names it.</summary>
internal sealed record StreakRow(string Key, string? Name, Streak Streak);

/// <summary>Streaks as text: for reading, as CSV or as JSON.</summary>
internal sealed class StreakText(IReadOnlyList<StreakRow> rows, bool chinese)
{
    private readonly bool _named = rows.Any(row => row.Name is not null);

    public string AsTable(Terminal terminal)
    {
        List<string> headings = chinese
            ? ["地区", .. Named("名称"), ">连冠", "自", "至", "梯级", "下一级", "已获称号"]
            : ["key", .. Named("name"), ">years", "from", "to", "tier", "next", "titles held"];
        return TextTable.Of(
            terminal,
            headings,
            rows.Select(
                IReadOnlyList<string> (row) =>
                    [
                        row.Key,
                        .. Named(row.Name ?? ""),
                        Text(row.Streak.Years)
                            + (
                                row.Streak.Pending
                                    ? chinese
                                        ? "（待定）"
                                        : " (pending)"
                                    : ""),
                        Text(row.Streak.From?.Value),
                        Text(row.Streak.To?.Value),
                        NameOf(row.Streak.Tier),
                        Next(row.Streak.Next),
                        string.Join(
                            ", ",
                            row.Streak.Titles.Select(title => $"{NameOf(title.Tier)} {title.Year}")),
                    ]));
    }

    public string AsCsv()
    {
        List<string> headings =
        [
            "key",
            .. Named("name"),
            "years",
            "from",
            "to",
            "tier",
            "next",
            "years_to_go",
            "earliest",
            "titles",
            "pending",
        ];
        return CsvText.Of(
            rows.Select(
                    IReadOnlyList<string> (row) =>
                        [
                            row.Key,
                            .. Named(row.Name ?? ""),
                            Text(row.Streak.Years),
                            Text(row.Streak.From?.Value),
                            Text(row.Streak.To?.Value),
                            row.Streak.Tier?.Id ?? "",
                            row.Streak.Next?.Tier.Id ?? "",
                            Text(row.Streak.Next?.YearsToGo),
                            Text(row.Streak.Next?.Earliest.Value),
                            string.Join(
                                "; ",
                                row.Streak.Titles.Select(title => $"{title.Tier.Id} {title.Year}")),
                            row.Streak.Pending ? "true" : "false",
                        ])
                .Prepend(headings));
    }

    public string AsJson() =>
        JsonText.Of(json =>
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("key", row.Key);
                if (row.Name is not null)
                {
                    json.WriteString("name", row.Name);
                }

                Write(json, row.Streak);
                json.WriteStartArray("tripods");
                foreach (var title in row.Streak.Titles)
                {
                    json.WriteStartObject();
                    Write(json, title.Tier);
                    json.WriteNumber("year", title.Year.Value);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    private static void Write(Utf8JsonWriter json, Streak streak)
    {
        json.WriteStartObject("streak");
        json.WriteNumber("years", streak.Years);
        JsonText.Write(json, "from", streak.From?.Value);
        JsonText.Write(json, "to", streak.To?.Value);
        Write(json, streak.Tier);
        if (streak.Next is { } next)
        {
            json.WriteStartObject("next");
            Write(json, next.Tier);
            json.WriteNumber("yearsToGo", next.YearsToGo);
            json.WriteNumber("earliest", next.Earliest.Value);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("next");
        }

        json.WriteBoolean("pending", streak.Pending);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TripodTier? tier)
    {
        if (tier is null)
        {
            json.WriteNull("tier");
            return;
        }

        json.WriteStartObject("tier");
        json.WriteString("id", tier.Id);
        json.WriteString("zh", tier.Name.Zh);
        json.WriteString("en", tier.Name.En);
        json.WriteEndObject();
    }

    private string NameOf(TripodTier? tier) =>
        tier is null ? ""
        : chinese ? tier.Name.Zh
        : tier.Name.En;

    private string Next(NextTier? next) =>
        next is null ? ""
        : chinese ? $"{NameOf(next.Tier)}，还需 {next.YearsToGo} 年，最早 {next.Earliest}"
        : $"{NameOf(next.Tier)} in {next.YearsToGo}, earliest {next.Earliest}";

    private string[] Named(string text) => _named ? [text] : [];

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
