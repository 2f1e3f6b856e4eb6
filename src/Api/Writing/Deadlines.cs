using Award.Ledger.Published;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>Sets the deadlines of an award year to later days.</summary>
internal static class Deadlines
{
    public static void MapDeadlines(this IEndpointRouteBuilder api) => api
        .MapPost($"{Routes.Year}/extensions", ExtendAsync)
        .Write(Operation.ExtendDeadline, "Sets the last day of collecting or of notice to a later day.");

    private static Task<IResult> ExtendAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var extension = write.Body.Object(o => new
            {
                Deadline = o.OneOf<Deadline>("deadline", required: true) ?? default,
                Until = o.Date("until", required: true) ?? default,
                Reason = o.Reason(),
            });
            return !write.Body.IsGood ? Task.FromResult(write.Body.Refused)
                : AccessRules.Check(
                    write.Caller, Operation.ExtendDeadline, place.Province, path: "province") is { } beyond
                ? Task.FromResult(Writing.Write.Refused(beyond))
                : place.Grain(write.Grains).ExtendDeadlineAsync(
                    write.Request, Texts.Of(extension!.Deadline), extension.Until, extension.Reason);
        });
}
