using Award.Rules;
using Award.Rules.Rating.Text;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains.Telling;

/// <summary>What a fact says to those it is about.</summary>
/// <param name="About">Name and text of what it is about; what is null is left out.</param>
/// <param name="Kind">Another name than the entry's kind, or null.</param>
internal sealed record Telling(
    IReadOnlyList<(string Name, string? Text)> About, string Zh, string En, string? Kind = null)
{
    public IReadOnlyDictionary<string, string> Subject =>
        About.Where(part => part.Text is not null).ToDictionary(part => part.Name, part => part.Text!);

    /// <summary>After the region's name and the year, in both languages.</summary>
    public BilingualName Sentence(BilingualName region, AwardYear year) =>
        new($"{region.Zh} {year} 年度：{Zh}", $"{region.En}, award year {year}: {En}");
}

/// <summary>Names as the year's rulebook has them; the id where there is none.</summary>
internal sealed class Names(Rulebook? rulebook)
{
    public string Zh(string id) => Of(id).Zh;

    public string En(string id) => Of(id).En;

    private BilingualName Of(string id) =>
        rulebook is null ? new BilingualName(id, id) : Subjects.NameOf(rulebook, id);
}

/// <summary>Stages in words.</summary>
internal static class StageNames
{
    public static string Zh(Stage stage) => stage switch
    {
        Stage.Draft => "准备",
        Stage.Collecting => "填报",
        Stage.Review => "复核",
        Stage.Notice => "公示",
        _ => "已发布",
    };

    public static string En(Stage stage) => stage.ToString().ToLowerInvariant();
}
