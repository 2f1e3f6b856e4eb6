using Award.Rules.Rulebooks;

namespace Award.Rules.Rating.Text;

/// <summary>One clause for the rule by which a node was scored.</summary>
internal static class RuleText
{
    public static string Of(NodeScore score, Language language)
    {
        var text = score.Rule switch
        {
            "mean-of-county-scores" =>
                new BilingualName("所辖县(市、区)得分的平均", "the mean of its counties' scores"),
            "weighted-mean-of-county-scores" =>
                new("所辖县(市、区)得分的加权平均", "the weighted mean of its counties' scores"),
            "not-assessed" => new("不参评", "not assessed"),
            _ when score.Node is Indicator indicator => Of(indicator),
            "sum" => new("各项之和", "the sum of its parts"),
            "mean" => new("各项得分率的平均", "the mean of its parts' shares"),
            "weighted-mean" => new("各项得分率的加权平均", "the weighted mean of its parts' shares"),
            _ => new("各项得分率的几何平均", "the geometric mean of its parts' shares"),
        };
        return text.In(language);
    }

    private static BilingualName Of(Indicator indicator) => indicator.Scoring switch
    {
        LinearRamp ramp => new(
            $"线性:{Number(ramp.Floor)} 得零分,{Number(ramp.Target)} 得满分",
            $"straight from {Number(ramp.Floor)} (nothing) to {Number(ramp.Target)} (full)"),
        Bands bands => new(
            $"{Number(bands.FullAt)} 起满分,以下分段扣分", $"full from {Number(bands.FullAt)}, then band by band"),
        SteppedTable => new("分档计分", "by steps"),
        DeductionPerIncident each => new(
            $"每起扣 {each.PerIncident} 分,以 {each.Cap} 分为限",
            $"{each.PerIncident} points off each, at most {each.Cap}"),
        DeductionTiered tiered =>
            new($"按档扣分,以 {tiered.Cap} 分为限", $"points off by tier, at most {tiered.Cap}"),
        PassFail pass => new($"达到 {Number(pass.Limit)} 得满分", $"full when it meets {Number(pass.Limit)}"),
        BelowReference reference => new(
            $"每差于上年全省均值一个单位扣 {reference.PerUnit} 分,以 {reference.Cap} 分为限",
            $"{reference.PerUnit} points off a unit worse than last year's provincial mean, "
            + $"at most {reference.Cap}"),
        ChangeOnLastYear change => new(
            $"较上年变化:{Number(change.Floor)} 得零分,{Number(change.Target)} 得满分",
            $"change on last year, from {Number(change.Floor)} (nothing) to {Number(change.Target)} (full)"),
        Relative { Method: RelativeMethod.MinMax } =>
            new("在同级地区最差与最好之间", "between the worst and the best of its peers"),
        Relative { Method: RelativeMethod.ZScore } z => new(
            $"同级地区标准分:{Number(z.ZFloor)} 得零分,{Number(z.ZTarget)} 得满分",
            $"z-score among its peers, from {Number(z.ZFloor)} (nothing) to {Number(z.ZTarget)} (full)"),
        _ => new("同级地区百分位", "percentile rank among its peers"),
    };

    private static string Number(Ratio value) => Template.Number(value);
}
