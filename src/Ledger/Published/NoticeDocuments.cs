using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Ledger.Published;

/// <summary>The list on public notice (公示), from the sheets as they stand when notice is given.</summary>
public static class NoticeDocuments
{
    /// <param name="previous">Last year's references; null when it was not published.</param>
    public static PublishedDocument Of(
        YearOpened opened,
        Rulebook rulebook,
        RegionRegister register,
        IReadOnlyList<SealedRegion> regions,
        ReferencesDocument? previous)
    {
        var rating = YearMaterial.Rate(rulebook, register, opened.Year, regions, previous);
        var outcomes = rating.Counties.Concat(rating.Cities).ToDictionary(
            r => r.Key, r => r.Outcome, StringComparer.Ordinal);
        return DocumentJson.Write(
            DocumentKeys.Notice(opened.Province, opened.Year),
            new NoticeDocument(opened.Province.Value, opened.Year.Value, new NoticeList(
                opened.RulebookId,
                opened.RulebookHash,
                opened.Demonstration,
                [.. regions.OrderBy(r => r.Row.Code).Select(r => Row(r.Row, outcomes[r.Row.Code.Value]))])));
    }

    /// <summary>What stands in its place once the year has left notice.</summary>
    public static PublishedDocument None(RegionCode province, AwardYear year) => DocumentJson.Write(
        DocumentKeys.Notice(province, year), new NoticeDocument(province.Value, year.Value, null));

    private static NoticeRow Row(RegisterRow row, Outcome outcome) =>
        new(row.Code.Value, Texts.Of(row.Name), Texts.Of(row.Level), Texts.Of(outcome));
}
