using Award.Api.Published;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using YearOpening = Award.Grains.YearOpening;

namespace Award.Api.Writing;

/// <summary>Opens award years (考核年度).</summary>
internal static class OpenYears
{
    public static void MapOpenYears(this IEndpointRouteBuilder api) => api
        .MapPost("/award-years", OpenAsync)
        .Write(Operation.OpenYear, "Opens an award year as a draft.", StatusCodes.Status201Created);

    private static Task<IResult> OpenAsync(HttpContext context, Writes writes) =>
        writes.RunAsync(context, StatusCodes.Status201Created, async write =>
        {
            var asked = write.Body.Object(Read);
            if (!write.Body.IsGood)
            {
                return write.Body.Refused;
            }

            if (AccessRules.Check(write.Caller, Operation.OpenYear, asked!.Province, path: "/province") is { } beyond)
            {
                return Write.Refused(beyond);
            }

            if (await write.CatalogueAsync(asked.Province) is not { } catalogue)
            {
                return Write.Refused(
                    RefusalCode.ProvinceUnknown, "/province", $"no province {asked.Province} is on record");
            }

            var opening = asked.Opening with { Demonstration = IsDemonstration(catalogue, asked.Opening) };
            return await write.Grains
                .GetGrain<IAwardYearGrain>(StreamNames.Year(asked.Province, asked.Year))
                .OpenAsync(write.Request, opening);
        });

    // What stands beside demonstration data, or is rated by a demonstration rulebook, is demonstration data.
    private static bool IsDemonstration(Catalogue catalogue, YearOpening opening) =>
        catalogue.Demonstration
        || catalogue.Rulebooks.LastOrDefault(r => r.Rulebook.Id == opening.Rulebook)
            is { Rulebook.Demonstration: true };

    private static Asked Read(ObjectForm form)
    {
        if (!RegionCode.TryFrom(form.Word("province"), out var province))
        {
            province = new RegionCode("100000");
            form.RefuseMalformed("province", "six digits");
        }

        var number = form.Whole("year", required: true);
        var year = new AwardYear(AwardYear.First);
        if (number is { } given && !AwardYear.TryFrom(given, out year))
        {
            year = new AwardYear(AwardYear.First);
            form.Refuse(
                RefusalCode.YearOutOfRange, "year",
                $"award years lie from {AwardYear.First} to {AwardYear.Last}");
        }

        var rulebook = form.Word("rulebook");
        var visibility = form.OneOf<Visibility>("visibility", required: false) ?? Visibility.Embargoed;
        var (collecting, notice) = form.Nested("dates", dates => (
            dates.Date("collectingUntil", required: false), dates.Date("noticeUntil", required: false)));
        return new Asked(
            province, year, new YearOpening(
                rulebook, Texts.Of(visibility), collecting, notice, Demonstration: false));
    }

    private sealed record Asked(RegionCode Province, AwardYear Year, YearOpening Opening);
}
