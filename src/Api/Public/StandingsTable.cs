using System.Globalization;
using Award.Api.Tables;
using Award.Rules;

namespace Award.Api.Public;

/// <summary>The standings as a table to be saved.</summary>
internal static class StandingsTable
{
    public static OutTable Of(StandingsAnswer answer, Language language)
    {
        var words = new TableWords(language);
        return new OutTable(
            string.Create(
                CultureInfo.InvariantCulture, $"standings-{answer.Province}-{answer.Year}-{answer.Level}"),
            language,
            [
                words["位次", "Rank"], words["地区代码", "Region code"], words["地区名称", "Region name"],
                words["得分", "Score"], words["命名结果", "Outcome"], words["连冠年数", "Years in a row"],
                words["称号", "Title"], words["位次变动", "Movement"], words["考核年度", "Year"],
                words["示范数据", "Demonstration"],
            ],
            [.. answer.Entries.Select(entry => (IReadOnlyList<OutCell>)
            [
                OutCell.Number(entry.Rank),
                entry.Code,
                words.Name(entry.Name),
                OutCell.Number(entry.Score),
                words.Outcome(entry.Outcome),
                OutCell.Number(entry.StreakYears),
                words.Tier(entry.Tier),
                OutCell.Number(entry.Movement),
                OutCell.Number(answer.Year),
                words.YesNo(answer.Demonstration),
            ])],
            FixedColumns: 3);
    }
}

/// <summary>The streak board as a table to be saved.</summary>
internal static class StreakTable
{
    public static OutTable Of(StreakBoardAnswer answer, Language language)
    {
        var words = new TableWords(language);
        return new OutTable(
            string.Create(
                CultureInfo.InvariantCulture, $"streaks-{answer.Province}-{answer.AsOf}-{answer.Level}"),
            language,
            [
                words["位次", "Rank"], words["地区代码", "Region code"], words["地区名称", "Region name"],
                words["连冠年数", "Years in a row"], words["起始年度", "From"], words["截止年度", "To"],
                words["称号", "Title"], words["平均得分", "Mean score"], words["下一级称号", "Next title"],
                words["尚需年数", "Years to go"], words["最早年度", "Earliest"], words["统计至", "As of"],
                words["示范数据", "Demonstration"],
            ],
            [.. answer.Entries.Select(entry => (IReadOnlyList<OutCell>)
            [
                OutCell.Number(entry.Rank),
                entry.Code,
                words.Name(entry.Name),
                OutCell.Number(entry.Streak.Years),
                OutCell.Number(entry.Streak.From),
                OutCell.Number(entry.Streak.To),
                words.Tier(entry.Streak.Tier),
                OutCell.Number(entry.MeanScore),
                words.Tier(entry.Streak.Next?.Tier),
                OutCell.Number(entry.Streak.Next?.YearsToGo),
                OutCell.Number(entry.Streak.Next?.Earliest),
                OutCell.Number(answer.AsOf),
                words.YesNo(answer.Demonstration),
            ])],
            FixedColumns: 3);
    }
}
