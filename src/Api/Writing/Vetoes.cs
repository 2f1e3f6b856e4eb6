using Award.Grains;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>一票否决: raised by one person, confirmed by another.</summary>
internal static class Vetoes
{
    private const string Kind = "v";

    public static void MapVetoes(this IEndpointRouteBuilder api)
    {
        api.MapPost($"{Routes.Year}/vetoes", RaiseAsync).Write(
            Operation.RaiseVeto, "Raises a veto.", StatusCodes.Status201Created);
        api.MapPut($"{Routes.Year}/vetoes/{{id}}", AmendAsync).Write(
            Operation.AmendVeto, "Amends a veto that is not yet decided, by the person who raised it.");
        api.MapPost($"{Routes.Year}/vetoes/{{id}}/withdraw", WithdrawAsync).Write(
            Operation.WithdrawVeto, "Takes a veto back, by the person who raised it.");
        api.MapPost($"{Routes.Year}/vetoes/{{id}}/confirm", ConfirmAsync).Write(
            Operation.ConfirmVeto, "Confirms a veto, by another person than raised it.");
        api.MapPost($"{Routes.Year}/vetoes/{{id}}/reject", RejectAsync).Write(
            Operation.RejectVeto, "Rejects a veto, by another person than raised it.");
    }

    private static Task<IResult> RaiseAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status201Created, (write, place) =>
        {
            var veto = write.Body.Object(o => new
            {
                Region = o.Word("region"),
                Ground = o.Word("ground"),
                Reason = o.Reason(),
            });
            return write.Body.IsGood
                ? write.OnRegionAsync(place, veto!.Region, "/region", region =>
                    region.RaiseVetoAsync(write.Request, veto.Ground, veto.Reason))
                : Task.FromResult(write.Body.Refused);
        });

    private static Task<IResult> AmendAsync(
        string province, string year, string id, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var veto = write.Body.Object(o => new { Ground = o.Word("ground"), Reason = o.Reason() });
            return write.Body.IsGood
                ? write.OnObjectAsync(place, (id, Kind), RefusalCode.VetoUnknown, (region, own) =>
                    region.AmendVetoAsync(write.Request, own, veto!.Ground, veto.Reason))
                : Task.FromResult(write.Body.Refused);
        });

    private static Task<IResult> ConfirmAsync(
        string province, string year, string id, HttpContext context, Writes writes) =>
        DecideAsync((province, year), id, VetoStep.Confirm, context, writes);

    private static Task<IResult> RejectAsync(
        string province, string year, string id, HttpContext context, Writes writes) =>
        DecideAsync((province, year), id, VetoStep.Reject, context, writes);

    private static Task<IResult> WithdrawAsync(
        string province, string year, string id, HttpContext context, Writes writes) =>
        DecideAsync((province, year), id, VetoStep.Withdraw, context, writes);

    private static Task<IResult> DecideAsync(
        (string Province, string Year) path, string id, VetoStep step, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, path, StatusCodes.Status200OK, (write, place) =>
        {
            var given = write.Body.Object(o => new
            {
                Reason = step == VetoStep.Confirm ? o.OptionalText("reason") : o.Reason(),
            });
            return write.Body.IsGood
                ? write.OnObjectAsync(place, (id, Kind), RefusalCode.VetoUnknown, (region, own) =>
                    region.DecideVetoAsync(write.Request, own, step, given!.Reason))
                : Task.FromResult(write.Body.Refused);
        });
}
