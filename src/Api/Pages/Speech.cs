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
