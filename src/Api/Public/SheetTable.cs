using System.Globalization;
using Award.Api.Tables;
using Award.Rules;

namespace Award.Api.Public;

/// <summary>
/// A score sheet as a table to be saved: the total, then each dimension and group before what lies in it,
/// a row each.
/// </summary>
internal static class SheetTable
{
    public static OutTable Of(SheetAnswer answer, Language language)
    {
        var words = new TableWords(language);
        return new OutTable(
            string.Create(
                CultureInfo.InvariantCulture, $"sheet-{answer.Province}-{answer.Year}-{answer.Code}"),
            language,
            [
                words["考核年度", "Year"], words["地区代码", "Region code"], words["地区名称", "Region name"],
                words["命名结果", "Outcome"], words["类别", "Kind"], words["代码", "Id"], words["名称", "Name"],
                words["上级", "Within"], words["单位", "Unit"], words["填报值", "Reported"],
                words["计分值", "Value"], words["得分", "Points"], words["满分", "Full marks"],
                words["计分方法", "Rule"], words["来源", "Provenance"], words["依据", "Evidence"],
                words["示范数据", "Demonstration"],
            ],
            [
                .. Lines(answer, words).Select(line => (IReadOnlyList<OutCell>)
                [
                    OutCell.Number(answer.Year),
                    answer.Code,
                    words.Name(answer.Name),
                    words.Outcome(answer.Outcome),
                    .. line,
                    words.YesNo(answer.Demonstration),
                ]),
            ],
            FixedColumns: 3);
    }

    private static IEnumerable<OutCell[]> Lines(SheetAnswer answer, TableWords words)
    {
        OutCell[] total =
        [
            words["总分", "total"], "", words["总分", "Total"], "", "", default, default,
            OutCell.Number(answer.Score), OutCell.Number(answer.Full), "", "", "",
        ];
        return
        [
            total,
            .. answer.Dimensions.SelectMany(group => Lines(group, "", words)),
            .. answer.Indicators.Select(indicator => Line(indicator, "", words)),
        ];
    }

    private static IEnumerable<OutCell[]> Lines(GroupAnswer group, string within, TableWords words)
    {
        OutCell[] own =
        [
            words["大类", "group"], group.Id, words.Name(group.Name), within, "", default, default,
            OutCell.Number(group.Points), OutCell.Number(group.Full), group.Rule, group.Provenance, "",
        ];
        return
        [
            own,
            .. group.Groups.SelectMany(inner => Lines(inner, group.Id, words)),
            .. group.Indicators.Select(indicator => Line(indicator, group.Id, words)),
        ];
    }

    private static OutCell[] Line(IndicatorAnswer indicator, string within, TableWords words) =>
    [
        words["指标", "indicator"], indicator.Id, words.Name(indicator.Name), within, indicator.Unit,
        OutCell.Number(indicator.Reported), OutCell.Number(indicator.Value),
        OutCell.Number(indicator.Points), OutCell.Number(indicator.Full),
        indicator.Rule, indicator.Provenance, indicator.Evidence,
    ];
}
