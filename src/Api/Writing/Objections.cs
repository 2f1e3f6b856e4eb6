using Award.Api.People;
using Award.Api.Published;
using Award.Grains;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>Objections to the caller's regions, by region and number.</summary>
internal sealed record ObjectionsAnswer(string Province, int Year, IReadOnlyList<ObjectionAnswer> Objections);

/// <summary>Without who raised it and how they can be reached.</summary>
/// <param name="Origin"><c>city|public</c>.</param>
/// <param name="Text">Null once it was erased.</param>
/// <param name="State"><c>open|upheld|rejected</c>.</param>
/// <param name="Reason">Of the decision; null while it is open.</param>
internal sealed record ObjectionAnswer(
    string Id,
    string Region,
    string Origin,
    string? Indicator,
    string? Text,
    string? Evidence,
    bool Erased,
    string State,
    string? Reason);

/// <summary>异议、复核: raised during notice by a city, a county or anybody; answered by a reviewer.</summary>
internal static class Objections
{
    private const string Kind = "o";
    private const int MaxAmendments = 1_000;

    public static void MapObjections(this IEndpointRouteBuilder api)
    {
        api.MapPost($"{Routes.Year}/objections", RaiseAsync)
            .WriteByPublicOr(
                Operation.RaiseObjection,
                "Objects to the list on public notice: a city or county, or anybody without a token, with a contact.",
                StatusCodes.Status201Created)
            .Produces<PublicReceiptAnswer>(StatusCodes.Status201Created)
            .Produces<Problem>(StatusCodes.Status429TooManyRequests, "application/problem+json");
        api.MapGet($"{Routes.Year}/objections", ListAsync)
            .Working<ObjectionsAnswer>(Operation.ReadObjections, "The objections to the caller's regions, without contacts.");
        api.MapPost($"{Routes.Year}/objections/{{id}}/decision", DecideAsync).Write(
            Operation.DecideObjection,
            "Answers an objection, by another person than raised it. An upheld one may amend figures and returns the year to review.");
    }

    private static Task<IResult> RaiseAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status201Created, (write, place) =>
        {
            var objection = write.Body.Object(o => new
            {
                Region = o.Word("region"),
                Row = new ObjectionRow(
                    o.OptionalText("text") ?? "",
                    o.OptionalWord("indicator"),
                    o.OptionalText("evidence"),
                    o.OptionalText("contact")),
            });
            return !write.Body.IsGood ? Task.FromResult(write.Body.Refused)
                : !write.IsPublic ? write.OnRegionAsync(place, objection!.Region, "/region", region =>
                    region.RaiseObjectionAsync(write.Request, objection.Row))
                : place.Region(write.Grains, objection!.Region) is { } open
                ? open.RaisePublicObjectionAsync(write.Request, objection.Row)
                : Task.FromResult(Writing.Write.Refused(
                    RefusalCode.RegionUnknown, "/region", $"no region {objection.Region} in province {place.Province}"));
        });

    private static async Task<IResult> ListAsync(
        string province, string year, HttpContext context, IGrainFactory grains, Catalogues catalogues,
        CancellationToken cancellation)
    {
        var (place, refusal) = await WorkingYears.FindAsync(province, year, catalogues, cancellation);
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        var objections = await place!.Grain(grains).ObjectionsAsync(context.Caller()).WaitAsync(cancellation);
        return objections is null ? WorkingYears.NotOpen(place) : PrivateResult.Of(new ObjectionsAnswer(
            place.Province.Value,
            place.Year.Value,
            [.. objections.Select(o => new ObjectionAnswer(
                o.Id, o.Region, o.Origin, o.Indicator, o.Text, o.Evidence, o.Text is null,
                o.Upheld is { } upheld ? (upheld ? "upheld" : "rejected") : "open", o.Reason))]));
    }

    private static Task<IResult> DecideAsync(
        string province, string year, string id, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var answer = write.Body.Object(o => new ObjectionAnswerRow(
                o.Flag("upheld", required: true) ?? false,
                o.Reason(),
                o.List("amendments", MaxAmendments, row => new CorrectionRow(row.Word("indicator"), row.Decimal("value")))));
            return write.Body.IsGood
                ? write.OnObjectAsync(place, (id, Kind), RefusalCode.ObjectionUnknown, (region, own) =>
                    region.DecideObjectionAsync(write.Request, own, answer!))
                : Task.FromResult(write.Body.Refused);
        });
}
