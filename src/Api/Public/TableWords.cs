using Award.Rules;

namespace Award.Api.Public;

/// <summary>The words of exported tables in one language.</summary>
internal sealed class TableWords(Language language)
{
    public string this[string zh, string en] => language == Language.Chinese ? zh : en;

    public string Name(NameAnswer name) => this[name.Zh, name.En];

    public string? Tier(TierAnswer? tier) => tier is null ? null : this[tier.Zh, tier.En];

    public string YesNo(bool value) => value ? this["是", "yes"] : this["否", "no"];

    /// <summary>In English the API's own word, such as <c>not-designated</c>.</summary>
    public string Outcome(string outcome) => this[
        outcome switch
        {
            Outcomes.Designated => "命名",
            Outcomes.Suspended => "暂缓",
            Outcomes.Revoked => "撤销",
            Outcomes.NotAssessed => "未考核",
            _ => "未命名",
        },
        outcome];
}
