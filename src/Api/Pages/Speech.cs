using Award.Api.Public;
using Microsoft.Net.Http.Headers;

namespace Award.Api.Pages;

/// <summary>
/// The language of a page, and its words. Taken from <c>?lang=</c>, else from <c>Accept-Language</c>, else
/// Chinese; nothing is kept in a cookie.
/// </summary>
/// <param name="Chosen">It was asked for in the address, so links go on asking for it.</param>
public sealed record Speech(bool IsChinese, bool Chosen)
{
    public string Tag => IsChinese ? "zh-CN" : "en";

    public static Speech Of(HttpRequest request) => request.Query["lang"].ToString() switch
    {
        "zh" => new(true, true),
        "en" => new(false, true),
        _ => new(PrefersChinese(request), false),
    };

    public string this[string zh, string en] => IsChinese ? zh : en;

    public string Name(NameAnswer name) => this[name.Zh, name.En];

    public string Name(TierAnswer tier) => this[tier.Zh, tier.En];

    public string Level(string level) => level == "city" ? this["设区市", "city"] : this["县（市、区）", "county"];

    public string Levels(string level) =>
        level == "city" ? this["设区市", "Cities"] : this["县（市、区）", "Counties"];

    /// <summary>A scoring function or aggregation, by the name it has in rulebooks.</summary>
    public string Rule(string rule) => rule switch
    {
        "linear-ramp" => this["线性计分", "linear ramp"],
        "bands" => this["分段扣分", "bands"],
        "stepped-table" => this["分档计分", "stepped table"],
        "deduction-per-incident" => this["按起扣分", "deduction per incident"],
        "deduction-tiered" => this["分级扣分", "tiered deduction"],
        "pass-fail" => this["达标计分", "pass or fail"],
        "below-reference" => this["低于上年全省均值扣分", "below last year's provincial mean"],
        "change-on-last-year" => this["与上年比较", "change on last year"],
        "relative-min-max" => this["同级相对计分（极差）", "among peers, min-max"],
        "relative-z-score" => this["同级相对计分（标准分）", "among peers, z-score"],
        "relative-percentile" => this["同级相对计分（百分位）", "among peers, percentile"],
        _ => rule,
    };

    /// <summary>Where a scored value came from.</summary>
    public string Provenance(string provenance) => provenance switch
    {
        "reported" => this["填报", "as reported"],
        "summed-from-counties" => this["所辖县（市、区）之和", "the sum of its counties"],
        "mean-of-counties" => this["所辖县（市、区）均值", "the mean of its counties"],
        "incidents" => this["按事件计", "counted from incidents"],
        "missing" => this["缺报", "missing"],
        _ => provenance,
    };

    public string Outcome(string outcome) => outcome switch
    {
        Outcomes.Designated => this["命名", "Designated"],
        Outcomes.Suspended => this["暂缓", "Suspended"],
        Outcomes.Revoked => this["撤销", "Revoked"],
        Outcomes.NotAssessed => this["未考核", "Not assessed"],
        _ => this["未命名", "Not designated"],
    };

    /// <summary>An address within the site that keeps the chosen language.</summary>
    public string To(string path) =>
        Chosen ? $"{path}{(path.Contains('?') ? '&' : '?')}lang={(IsChinese ? "zh" : "en")}" : path;

    private static bool PrefersChinese(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var liked))
        {
            return true;
        }

        var first = liked
            .OrderByDescending(l => l.Quality ?? 1)
            .FirstOrDefault(l => Is(l, "zh") || Is(l, "en"));
        return first is null || Is(first, "zh");
    }

    private static bool Is(StringWithQualityHeaderValue language, string tag) =>
        language.Value.StartsWith(tag, StringComparison.OrdinalIgnoreCase);
}
