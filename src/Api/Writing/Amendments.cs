using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>更正: replaces a figure; the old one stays on record.</summary>
internal static class Amendments
{
    public static void MapAmendments(this IEndpointRouteBuilder api) => api
        .MapPut($"{Routes.Year}/regions/{{code}}/figures/{{indicator}}", AmendAsync)
        .Write(Operation.AmendFigure, "Amends a figure. If-Match names the version of the sheet that was seen.")
        .Confirmable()
        .Produces<Problem>(StatusCodes.Status412PreconditionFailed, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status428PreconditionRequired, "application/problem+json");

    private static Task<IResult> AmendAsync(
        string province, string year, string code, string indicator, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var (version, refused) = write.ExpectedVersion();
            if (refused is not null)
            {
                return Task.FromResult(refused);
            }

            var amendment = write.Body.Object(o => new { Value = o.Decimal("value"), Reason = o.Reason() });
            return write.Body.IsGood
                ? write.OnRegionAsync(place, code, "code", region => region.AmendFigureAsync(
                    write.Request, indicator, amendment!.Value, amendment.Reason, version))
                : Task.FromResult(write.Body.Refused);
        });
}
