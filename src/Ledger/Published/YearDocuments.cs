using Award.Ledger.Replay;
using Award.Rules.Record;

namespace Award.Ledger.Published;

/// <summary>An award year's public document: stage and dates, no figure.</summary>
public static class YearDocuments
{
    /// <summary>The document as it reads with the facts so far.</summary>
    /// <exception cref="InvalidOperationException">The year is not open.</exception>
    public static PublishedDocument Of(YearOnRecord year) => Of(
        year.State.Opened ?? throw new InvalidOperationException($"{year.Stream} was never opened"),
        new YearDates(year.State.Dates.CollectingUntil, year.State.NoticeUntil),
        year.Stages);

    private static PublishedDocument Of(
        YearOpened opened, YearDates dates, IReadOnlyList<StageTime> stages) => DocumentJson.Write(
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
            dates.CollectingUntil,
            dates.NoticeUntil,
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
