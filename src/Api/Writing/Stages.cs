using Award.Api.People;
using Award.Ledger.Published;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>Moves an award year from stage to stage; the last move publishes it.</summary>
internal static class Stages
{
    public static void MapStages(this IEndpointRouteBuilder api) => api
        .MapPost($"{Routes.Year}/stage", MoveAsync)
        .Write(Roles.ReviewerOrPublisher, "Moves the year: collecting, review, notice, published.");

    private static Task<IResult> MoveAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var move = write.Body.Object(o => new
            {
                To = o.OneOf<Stage>("to", required: true) ?? default,
                Reason = o.OptionalText("reason"),
            });
            return write.Body.IsGood
                ? place.Grain(write.Grains).MoveStageAsync(write.Request, Texts.Of(move!.To), move.Reason)
                : Task.FromResult(write.Body.Refused);
        });
}
