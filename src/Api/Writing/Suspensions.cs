using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>暂缓: no designation this year, decided later by another person.</summary>
internal static class Suspensions
{
    private const string Kind = "s";

    public static void MapSuspensions(this IEndpointRouteBuilder api)
    {
        api.MapPost($"{Routes.Year}/suspensions", SuspendAsync).Write(
            Operation.Suspend, "Suspends a region's designation.", StatusCodes.Status201Created);
        api.MapPost($"{Routes.Year}/suspensions/{{id}}/decision", DecideAsync).Write(
            [Operation.DecideSuspension, Operation.ResolveSuspension], "Decides a suspension, before or after publication.");
    }

    private static Task<IResult> SuspendAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status201Created, (write, place) =>
        {
            var suspension = write.Body.Object(o => new { Region = o.Word("region"), Reason = o.Reason() });
            return write.Body.IsGood
                ? write.OnRegionAsync(place, suspension!.Region, "/region", region =>
                    region.SuspendAsync(write.Request, suspension.Reason))
                : Task.FromResult(write.Body.Refused);
        });

    private static Task<IResult> DecideAsync(
        string province, string year, string id, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var decision = write.Body.Object(o => new
            {
                Designated = o.Flag("designated", required: true) ?? false,
                Reason = o.Reason(),
            });
            return write.Body.IsGood
                ? write.OnObjectAsync(place, (id, Kind), RefusalCode.SuspensionUnknown, (region, own) =>
                    region.DecideSuspensionAsync(write.Request, own, decision!.Designated, decision.Reason))
                : Task.FromResult(write.Body.Refused);
        });
}
