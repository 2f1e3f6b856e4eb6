using Award.Grains;
using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>撤销命名: proposed by one person, confirmed by another; the streak is counted anew.</summary>
internal static class Revocations
{
    private const string Kind = "r";

    public static void MapRevocations(this IEndpointRouteBuilder api)
    {
        api.MapPost($"{Routes.Year}/revocations", ProposeAsync).Write(
            Operation.ProposeRevocation, "Proposes to revoke a designation.", StatusCodes.Status201Created);
        api.MapPut($"{Routes.Year}/revocations/{{id}}", AmendAsync).Write(
            Operation.AmendRevocation, "Amends a revocation that is not yet decided, by the person who proposed it.");
        api.MapPost($"{Routes.Year}/revocations/{{id}}/withdraw", WithdrawAsync).Write(
            Operation.WithdrawRevocation, "Takes a revocation back, by the person who proposed it.");
        api.MapPost($"{Routes.Year}/revocations/{{id}}/confirm", ConfirmAsync).Write(
            Operation.ConfirmRevocation, "Confirms a revocation, by another person than proposed it.");
        api.MapPost($"{Routes.Year}/revocations/{{id}}/reject", RejectAsync).Write(
            Operation.RejectRevocation, "Rejects a revocation, by another person than proposed it.");
    }

    private static Task<IResult> ProposeAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status201Created, (write, place) =>
        {
            var revocation = write.Body.Object(o => new { Region = o.Word("region"), Reason = o.Reason() });
            if (!write.Body.IsGood)
            {
                return Task.FromResult(write.Body.Refused);
            }

            return write.Beyond(place, revocation!.Region, "/region") is { } beyond
                ? Task.FromResult(Writing.Write.Refused(beyond))
                : Streak(write, place, revocation.Region) is { } streak
                ? streak.ProposeRevocationAsync(write.Request, place.Year.Value, revocation.Reason)
                : Task.FromResult(Writing.Write.Refused(
                    RefusalCode.RegionUnknown, "/region",
                    $"no region {revocation.Region} in province {place.Province}"));
        });

    private static Task<IResult> AmendAsync(
        string province, string year, string id, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var reason = write.Body.Object(o => o.Reason());
            return OnRevocationAsync(write, place, id, (streak, own) =>
                streak.AmendRevocationAsync(write.Request, own, reason!));
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
            return OnRevocationAsync(write, place, id, (streak, own) =>
                streak.DecideRevocationAsync(write.Request, own, step, given!.Reason));
        });

    private static async Task<WriteResult> OnRevocationAsync(
        Write write, YearPlace place, string id, Func<IStreakGrain, string, Task<WriteResult>> carryOut)
    {
        if (!write.Body.IsGood)
        {
            return write.Body.Refused;
        }

        var (found, beyond) = await write.ResolveAsync(place, id, Kind);
        return beyond is not null ? Writing.Write.Refused(beyond)
            : place.Catalogue.PublishedYear(place.Year.Value) is null ? Writing.Write.Refused(
                RefusalCode.YearNotPublished, "year", $"award year {place.Year} is not published")
            : found is { } known && Streak(write, place, known.Region) is { } streak
                && await streak.YearOfRevocationAsync(known.Id).WaitAsync(write.Cancellation) == place.Year.Value
            ? await carryOut(streak, known.Id)
            : Writing.Write.Refused(
                RefusalCode.RevocationUnknown, "id", $"there is no {id} in {place.Province} {place.Year}");
    }

    private static IStreakGrain? Streak(Write write, YearPlace place, string code) =>
        RegionCode.TryFrom(code, out var region) && region.Province == place.Province
        && place.Catalogue.Register!.LevelOf(region, place.Year) is not null
            ? write.Grains.GetGrain<IStreakGrain>(
                StreamNames.Streak(place.Catalogue.Register.LineageOf(region)))
            : null;
}
