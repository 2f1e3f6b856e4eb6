using System.Collections.Frozen;

namespace Award.Rules.Rating.Text;

/// <summary>
/// The words for each code of working. In a template {n} is argument n, {#n} a number (n/d is shown as a
/// rounded decimal), {@n} an id shown by its name in the rulebook, {*} all arguments.
/// </summary>
internal static class Phrases
{
    public static FrozenDictionary<string, BilingualName> Working { get; } =
        new Dictionary<string, BilingualName>
        {
            ["figure-missing"] = new("未填报", "not reported"),
            ["counties-missing"] = new("下列县(市、区)缺数:{*}", "missing in these counties: {*}"),
            ["denominator-missing"] = new("缺少分母“{@0}”", "the denominator is missing: {@0}"),
            ["denominator-zero"] = new("分母“{@0}”为零", "the denominator is zero: {@0}"),
            ["weights-zero"] = new("权数“{@0}”合计为零", "the weights add up to zero: {@0}"),
            ["weights-missing"] = new("下列县(市、区)缺少权数:{*}", "these counties lack the weight: {*}"),
            ["rate"] = new("{#0} ÷ {#1}({@2})", "{#0} ÷ {#1} ({@2})"),
            ["mean-of-counties"] = new("{0} 个县(市、区)的平均值", "the mean of {0} counties"),
            ["incident"] = new("事件 {0}:扣 {#1} 分", "incident {0}: {#1} points off"),
            ["incident-not-rectified"] = new(
                "事件 {0} 未整改:扣 {#1} 分", "incident {0}, not put right: {#1} points off"),
            ["tier"] = new("事件 {0}:扣 {#2} 分", "incident {0}: {#2} points off"),
            ["tier-repeat"] = new(
                "事件 {0}(再次发生,基准 {#1} 分):扣 {#2} 分", "incident {0}, a repeat of tier {#1}: {#2} points off"),
            ["tier-key-period"] = new(
                "事件 {0}(重点时段,基准 {#1} 分):扣 {#2} 分", "incident {0}, in a key period, tier {#1}: {#2} points off"),
            ["tier-repeat-key-period"] = new(
                "事件 {0}(重点时段再次发生,基准 {#1} 分):扣 {#2} 分",
                "incident {0}, a repeat in a key period, tier {#1}: {#2} points off"),
            ["no-tier"] = new("事件 {0} 不在扣分档内", "incident {0} fits no tier"),
            ["lost"] = new("共扣 {#0} 分", "{#0} points lost"),
            ["cap"] = new("扣分以 {#0} 分为限", "capped at {#0} points"),
            ["step"] = new("达到 {#0},得 {#1} 分", "meets {#0}: {#1} points"),
            ["no-step"] = new("未达到任何一档", "meets no step"),
            ["reference"] = new("上年全省均值 {#0}", "last year's provincial mean {#0}"),
            ["no-reference"] = new("没有上年全省均值", "no provincial mean of last year"),
            ["previous"] = new("上年 {#0}", "last year {#0}"),
            ["no-previous"] = new("没有上年数值", "no value of last year"),
            ["change"] = new("较上年变化 {#0}", "a change of {#0}"),
            ["change-percent"] = new("较上年变化 {#0}%", "a change of {#0} %"),
            ["still-zero"] = new("上年为零,今年仍为零", "zero last year and still zero"),
            ["risen-from-zero"] = new("上年为零,今年不为零", "zero last year and no longer zero"),
            ["peers-without-spread"] = new("{0} 个同级地区数值相同", "the {0} peers do not differ"),
            ["peers-min-max"] = new("同级地区最小 {#0},最大 {#1}", "peers range from {#0} to {#1}"),
            ["z-score"] = new("标准分 {#0}", "z-score {#0}"),
            ["percentile"] = new("{2} 个同级地区中 {0} 个较差,{1} 个相同", "of {2} other peers {0} are worse and {1} equal"),
            ["missing-open"] = new("缺数,得分待定", "missing: the score stays open"),
            ["missing-zero"] = new("缺数,计零分", "missing: scores zero"),
            ["excluded"] = new("缺数,不计入", "left out"),
            ["rescaled"] = new("满分 {#0} 分在其余各项间重新分配", "its {#0} points are shared by what is left"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenDictionary<Provenance, BilingualName> Provenances { get; } =
        new Dictionary<Provenance, BilingualName>
        {
            [Provenance.Reported] = new("填报", "reported"),
            [Provenance.SummedFromCounties] = new("所辖县(市、区)合计", "sum of its counties"),
            [Provenance.MeanOfCounties] = new("所辖县(市、区)平均", "mean of its counties"),
            [Provenance.Incidents] = new("事件计数", "incidents counted"),
            [Provenance.Aggregated] = new("汇总", "aggregated"),
            [Provenance.Missing] = new("缺数", "missing"),
        }.ToFrozenDictionary();

    public static BilingualName Outcome(Outcome outcome) => outcome switch
    {
        Rating.Outcome.Designated => new("命名", "designated"),
        Rating.Outcome.NotDesignated => new("未命名", "not designated"),
        Rating.Outcome.Suspended => new("暂缓命名", "suspended"),
        Rating.Outcome.Revoked => new("撤销命名", "revoked"),
        _ => new("不参评", "not assessed"),
    };

    public static BilingualName Reason(ReasonCode code) => code switch
    {
        ReasonCode.BelowPassMark =>
            new("总分 {#1} 低于合格线 {#0}", "the total of {#1} is below the pass mark of {#0}"),
        ReasonCode.BelowDimensionMinimum => new(
            "“{@2}”得分 {#1} 低于最低要求 {#0}", "{@2}: {#1} points are below the least of {#0}"),
        ReasonCode.BelowFigureMinimum => new("“{@2}”为 {#1},未达到 {#0}", "{@2}: {#1} does not meet {#0}"),
        ReasonCode.Vetoed => new("一票否决:{@2}", "vetoed: {@2}"),
        ReasonCode.TooFewCountiesDesignated => new(
            "所辖县(市、区)命名 {1},不足 {#0}", "{1} of its counties are designated, fewer than {#0}"),
        ReasonCode.FigureMissing => new("缺少数据:{@2}", "missing: {@2}"),
        ReasonCode.Suspended => new("暂缓命名", "suspended, to be decided"),
        ReasonCode.Revoked => new("命名已撤销", "the designation was revoked"),
        _ => new("本年度不参评", "not assessed this year"),
    };
}
