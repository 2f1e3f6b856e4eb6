using Award.Rules.Record;

namespace Award.Ledger.Published;

/// <summary>An award year's public document: stage and dates, no figure.</summary>
public static class YearDocuments
{
    public static PublishedDocument Of(YearOpened opened, IReadOnlyList<StageTime> stages) => DocumentJson.Write(
        DocumentKeys.Year(opened.Province, opened.Year),
        new YearDocument(
            opened.Province.Value,
            opened.Year.Value,
            stages[^1].Stage,
            opened.RulebookId,
            opened.RulebookHash,
            opened.RegisterHash,
            opened.Semantics,
            Texts.Of(opened.Visibility),
            opened.Dates.CollectingUntil,
            opened.Dates.NoticeUntil,
            opened.Demonstration,
            stages));

    public static PublishedDocument Of(Award.Rules.RegionCode province, RulebookPublished rulebook) => DocumentJson.Write(
        DocumentKeys.Rulebook(province, rulebook.Hash),
        new RulebookDocument(province.Value, rulebook.Id, rulebook.Hash, rulebook.Source));

    public static PublishedDocument Of(Award.Rules.RegionCode province, RegisterPublished register) => DocumentJson.Write(
        DocumentKeys.Register(province),
        new RegisterDocument(
            province.Value,
            register.Hash,
            [.. register.Regions.Select(Texts.Of)],
            [.. register.Lineage.Select(Texts.Of)]));
}
