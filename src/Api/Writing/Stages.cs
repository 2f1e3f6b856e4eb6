using Award.Ledger.Published;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>Moves an award year from stage to stage; the last move publishes it.</summary>
internal static class Stages
{
    public static void MapStages(this IEndpointRouteBuilder api) => api
        .MapPost($"{Routes.Year}/stage", MoveAsync)
        .Write(
            [
                Operation.BeginCollecting, Operation.BeginReview, Operation.GiveNotice, Operation.ReturnToReview,
                Operation.Publish,
            ],
            "Moves the year: collecting, review, notice, published.");

    private static Task<IResult> MoveAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var move = write.Body.Object(o => new
            {
                To = o.OneOf<Stage>("to", required: true) ?? default,
                Reason = o.OptionalText("reason"),
            });
            return !write.Body.IsGood ? Task.FromResult(write.Body.Refused)
                : AccessRules.Check(
                    write.Caller, StageRules.MoveTo(Stage.Draft, move!.To), place.Province, path: "province") is { } beyond
                ? Task.FromResult(Writing.Write.Refused(beyond))
                : place.Grain(write.Grains).MoveStageAsync(write.Request, Texts.Of(move.To), move.Reason);
        });
}
