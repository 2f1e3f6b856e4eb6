using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>回避: who has a tie to a region says so, and has no part in what is decided about it.</summary>
internal static class Recusals
{
    private const string Kind = "c";

    public static void MapRecusals(this IEndpointRouteBuilder api)
    {
        api.MapPost($"{Routes.Year}/recusals", DeclareAsync).Write(
            Operation.DeclareRecusal,
            "Declares a tie to a region: the caller has no part in what is decided about it and what lies below.",
            StatusCodes.Status201Created);
        api.MapPost($"{Routes.Year}/recusals/{{id}}/withdraw", WithdrawAsync).Write(
            Operation.WithdrawRecusal, "Takes a recusal back, by the person who declared it, before notice.");
    }

    private static Task<IResult> DeclareAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status201Created, (write, place) =>
        {
            var recusal = write.Body.Object(o => new { Region = o.Word("region"), Reason = o.Reason() });
            return !write.Body.IsGood ? Task.FromResult(write.Body.Refused)
                : write.Beyond(place, recusal!.Region, "/region") is { } beyond
                ? Task.FromResult(Writing.Write.Refused(beyond))
                : place.Grain(write.Grains).DeclareRecusalAsync(write.Request, recusal.Region, recusal.Reason);
        });

    private static Task<IResult> WithdrawAsync(
        string province, string year, string id, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, async (write, place) =>
        {
            var reason = write.Body.Object(o => o.Reason());
            if (!write.Body.IsGood)
            {
                return write.Body.Refused;
            }

            var (found, beyond) = await write.ResolveAsync(place, id, Kind);
            return beyond is not null ? Writing.Write.Refused(beyond)
                : found is { } known
                ? await place.Grain(write.Grains).WithdrawRecusalAsync(write.Request, known.Id, reason!)
                : Writing.Write.Refused(
                    RefusalCode.RecusalUnknown, "id", $"there is no {id} in {place.Province} {place.Year}");
        });
}
