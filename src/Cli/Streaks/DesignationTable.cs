using System.Globalization;
using Award.Cli.Tables;
using Award.Rules;
using Award.Rules.Rating;

namespace Award.Cli.Streaks;

/// <summary>One row of a table of designations.</summary>
/// <param name="Key">A region code, or without a lineage any text.</param>
/// <param name="Name">What the table calls it, or null.</param>
internal sealed record DesignationRow(
    int Line,
    int Row,
    string Key,
    string? Name,
    AwardYear Year,
    Outcome Outcome
)
{
    public LineRefusal Refuse(RefusalCode code, string column, string message) =>
        new(Line, new Refusal(code, $"/{Row}/{column}", message, Row));
}

/// <summary>
/// Reads designations: a key, a year and an outcome a row. Rows whose outcome is empty or '..' are left
/// out.
/// </summary>
internal static class DesignationTable
{
    private static readonly string[] KeyWords =
    [
        "key",
        "code",
        "region_code",
        "region",
        "地区代码",
        "代码",
        "地区",
    ];
    private static readonly string[] YearWords =
    [
        "year",
        "assessed_year",
        "award_year",
        "年度",
        "考核年度",
        "年份",
    ];
    private static readonly string[] OutcomeWords = ["outcome", "designated", "结果", "命名结果", "命名"];
    private static readonly string[] NameWords = ["name_zh", "name", "名称", "地区名称"];

    private static readonly Dictionary<string, Outcome> Outcomes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["designated"] = Outcome.Designated,
        ["true"] = Outcome.Designated,
        ["yes"] = Outcome.Designated,
        ["1"] = Outcome.Designated,
        ["是"] = Outcome.Designated,
        ["命名"] = Outcome.Designated,
        ["not-designated"] = Outcome.NotDesignated,
        ["false"] = Outcome.NotDesignated,
        ["no"] = Outcome.NotDesignated,
        ["0"] = Outcome.NotDesignated,
        ["否"] = Outcome.NotDesignated,
        ["未命名"] = Outcome.NotDesignated,
        ["不予命名"] = Outcome.NotDesignated,
        ["suspended"] = Outcome.Suspended,
        ["暂缓"] = Outcome.Suspended,
        ["暂缓命名"] = Outcome.Suspended,
        ["revoked"] = Outcome.Revoked,
        ["撤销"] = Outcome.Revoked,
        ["撤销命名"] = Outcome.Revoked,
        ["not-assessed"] = Outcome.NotAssessed,
        ["不参评"] = Outcome.NotAssessed,
        ["未考核"] = Outcome.NotAssessed,
    };

    /// <exception cref="InputRefusedException">With everything that is wrong with the table, at
    /// once.</exception>
    public static IReadOnlyList<DesignationRow> Read(CsvTable table)
    {
        var year = Headings.Need(table, YearWords);
        var outcome = Headings.Need(table, OutcomeWords);
        var key = Headings.Find(table, KeyWords) ?? 0;
        var name = Headings.Find(table, NameWords);
        var rows = new List<DesignationRow>();
        var problems = new List<LineRefusal>();
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var cells = table.Rows[i].Cells;
            var row = new DesignationRow(
                table.Rows[i].Line,
                i,
                cells[key],
                name is { } n && n != key ? cells[n] : null,
                default,
                default);
            var before = problems.Count;
            if (row.Key.Length == 0)
            {
                problems.Add(row.Refuse(RefusalCode.TableKeyMissing, "key", "the row names no region"));
            }

            if (
                !int.TryParse(cells[year], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !AwardYear.TryFrom(number, out var awardYear))
            {
                awardYear = default;
                problems.Add(
                    row.Refuse(
                        RefusalCode.TableCellMalformed,
                        "year",
                        $"'{cells[year]}' is no award year from {AwardYear.First} to {AwardYear.Last}"));
            }

            var missing = cells[outcome] is "" or "..";
            if (!missing && !Outcomes.ContainsKey(cells[outcome]))
            {
                problems.Add(
                    row.Refuse(
                        RefusalCode.TableCellMalformed,
                        "outcome",
                        $"'{cells[outcome]}' is no outcome: designated, not-designated, suspended, revoked, "
                            + "not-assessed, true, false"));
            }

            if (!missing && problems.Count == before)
            {
                rows.Add(row with { Year = awardYear, Outcome = Outcomes[cells[outcome]] });
            }
        }

        return problems.Count == 0 ? rows : throw new InputRefusedException(table.File, problems);
    }
}
