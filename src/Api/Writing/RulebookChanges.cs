using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>Changes the rulebook of a year that is not under notice yet.</summary>
internal static class RulebookChanges
{
    public static void MapRulebookChanges(this IEndpointRouteBuilder api) => api
        .MapPut($"{Routes.Year}/rulebook", ChangeAsync)
        .Write(Operation.ChangeRulebook, "Changes the year's rulebook: draft, collecting, review. Figures stay on record.");

    private static Task<IResult> ChangeAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var change = write.Body.Object(o => new { Rulebook = o.Word("rulebook"), Reason = o.Reason() });
            return !write.Body.IsGood ? Task.FromResult(write.Body.Refused)
                : AccessRules.Check(
                    write.Caller, Operation.ChangeRulebook, place.Province, path: "province") is { } beyond
                ? Task.FromResult(Writing.Write.Refused(beyond))
                : place.Grain(write.Grains).ChangeRulebookAsync(write.Request, change!.Rulebook, change.Reason);
        });
}
