using Award.Api.Published;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Public;

/// <summary>The list on public notice (公示), by code: neither scores nor places, which are not public yet.</summary>
/// <param name="Level">The level asked for; null: both.</param>
/// <param name="Stage">Always <c>notice</c>.</param>
/// <param name="Closes">The last day of notice, in Asia/Shanghai; null while it is open.</param>
public sealed record NoticeAnswer(
    string Province,
    int Year,
    string? Level,
    string Stage,
    DateOnly? Closes,
    bool Demonstration,
    RulebookRef Rulebook,
    int Total,
    IReadOnlyList<NoticeEntry> Entries);

/// <param name="Outcome">As the list stood when notice was given: <c>designated|not-designated|suspended|not-assessed</c>.</param>
public sealed record NoticeEntry(string Code, NameAnswer Name, string Level, string Outcome);

internal static class Notices
{
    public static void MapNotices(this IEndpointRouteBuilder api) =>
        api.MapGet("/award-years/{province}/{year}/notice", OneAsync).Describes<NoticeAnswer>(
            "Award years", "The list on public notice, with the last day of notice; only while the year is in notice.");

    private static async Task<IResult> OneAsync(
        string province, string year, string? level,
        Catalogues catalogues, IPublishedDocuments documents, CancellationToken cancellation)
    {
        var form = new QueryForm();
        RegionLevel? wanted = level is null ? null : form.Level(level);
        var catalogue = await form.ProvinceAsync(province, catalogues, cancellation);
        var asked = form.Year("year", year, catalogue);
        if (form.Refused is { } refused)
        {
            return refused;
        }

        if (asked is not { } awardYear
            || catalogue!.Years.FirstOrDefault(y => y.Year == awardYear.Value) is not { Stage: "notice" } under
            || await documents.FindAsync(DocumentKeys.Notice(catalogue.Province, awardYear), cancellation) is not { } view
            || DocumentJson.Read<NoticeDocument>(view.Bytes).List is not { } list)
        {
            form.UnknownNotice(year);
            return form.Refused!;
        }

        return catalogue.Answer($"notice/{awardYear}/{wanted}", _ => Of(under, wanted, list));
    }

    private static NoticeAnswer Of(YearDocument year, RegionLevel? level, NoticeList list)
    {
        var only = level is { } one ? Texts.Of(one) : null;
        var rows = list.Rows.Where(row => only is null || row.Level == only).ToList();
        return new NoticeAnswer(
            year.Province,
            year.Year,
            only,
            year.Stage,
            year.NoticeUntil,
            list.Demonstration,
            new RulebookRef(list.RulebookId, list.RulebookHash),
            rows.Count,
            [.. rows.Select(row => new NoticeEntry(row.Code, NameAnswer.Of(row.Name), row.Level, row.Outcome))]);
    }
}
