using Award.Rules.Rating;
using Award.Rules.Rating.Text;

namespace Award.Rules.Awarding;

/// <summary>Reads a comparison of two ratings out to a person, a line a point.</summary>
public static class ComparisonText
{
    public static string Of(NodeComparison node, Language language)
    {
        var chinese = language == Language.Chinese;
        var name = node.Name.In(language);
        return (node.Real, node.Other) switch
        {
            ({ } real, null) => chinese
                ? $"{name}:只在本年度办法中,{Points(real, language)}"
                : $"{name}: in the year's rulebook only, {Points(real, language)}",
            (null, { } other) => chinese
                ? $"{name}:只在对照办法中,{Points(other, language)}"
                : $"{name}: in the other rulebook only, {Points(other, language)}",
            ({ } real, { } other) =>
                $"{name}{(chinese ? ":" : ": ")}{Points(real, language)} → {Points(other, language)}{Gain(real, other)}",
            _ => name,
        };
    }

    public static string Of(DemandComparison demand, Language language)
    {
        var none = language == Language.Chinese ? "无要求" : "not asked for";
        var what = demand.Kind switch
        {
            "group-minimum" => language == Language.Chinese ? "最低得分" : "least points",
            "figure-minimum" => language == Language.Chinese ? "最低数值" : "least figure",
            _ => "",
        };
        var name = demand.Name.In(language) + (what.Length == 0 ? "" : language == Language.Chinese ? what : $", {what}");
        return $"{name}{(language == Language.Chinese ? ":" : ": ")}{demand.Real ?? none} → {demand.Other ?? none}";
    }

    /// <summary>"designated → not designated".</summary>
    public static string Of(Outcome real, Outcome other, Language language) =>
        $"{(language == Language.Chinese ? "结果:" : "Outcome: ")}"
        + $"{DerivationText.Outcome(real, language)} → {DerivationText.Outcome(other, language)}";

    private static string Points(NodePoints node, Language language) => (language, node.Points) switch
    {
        (Language.Chinese, { } points) => $"{points} 分(满分 {node.Full})",
        (Language.Chinese, null) => $"没有得分(满分 {node.Full})",
        (_, { } points) => $"{points} of {node.Full}",
        _ => $"no points, of {node.Full}",
    };

    private static string Gain(NodePoints real, NodePoints other)
    {
        if (real.Points is not { } before || other.Points is not { } after || before == after)
            return "";

        return after > before ? $" (+{after - before})" : $" (-{before - after})";
    }
}
