using Award.Api.People;
using Award.Grains;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>
/// How writing endpoints are told to the reference, and the steps that several of them share.
/// </summary>
internal static class Routes
{
    public const string Year = "/award-years/{province}/{year}";

    /// <summary>Documents a write and asks for a role.</summary>
    public static RouteHandlerBuilder Write(
        this RouteHandlerBuilder route,
        Operation operation,
        string summary,
        int success = StatusCodes.Status200OK) => route.Write([operation], summary, success);

    public static RouteHandlerBuilder Write(
        this RouteHandlerBuilder route,
        Operation[] operations,
        string summary,
        int success = StatusCodes.Status200OK) => route
        .For(operations)
        .Documented(summary, success);

    /// <summary>The same for a write that needs no token.</summary>
    public static RouteHandlerBuilder WriteByPublicOr(
        this RouteHandlerBuilder route, Operation operation, string summary, int success) => route
        .ForPublicOr(operation)
        .Documented(summary, success);

    private static RouteHandlerBuilder Documented(this RouteHandlerBuilder route, string summary, int success) => route
        .WithTags("Writing")
        .WithSummary(summary)
        .ProducesWritten(success)
        .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status409Conflict, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json");

    // A preview is answered 200; where a receipt is too, the reference can show one of them only.
    private static RouteHandlerBuilder ProducesWritten(this RouteHandlerBuilder route, int success) =>
        success == StatusCodes.Status200OK
            ? route.Produces<ReceiptAnswer>(success)
            : route.Produces<ReceiptAnswer>(success).Produces<PreviewAnswer>(StatusCodes.Status200OK);

    /// <summary>What looks odd in it is asked about; <c>?confirm=</c> says that it is meant.</summary>
    public static RouteHandlerBuilder Confirmable(this RouteHandlerBuilder route) => route.WithMetadata(new Confirmed());

    /// <summary>Carries out a write in one province's year.</summary>
    public static Task<IResult> RunInYearAsync(
        this Writes writes,
        HttpContext context,
        (string Province, string Year) path,
        int success,
        Func<Write, YearPlace, Task<WriteResult>> carryOut,
        int maxBytes = RequestBody.ObjectBytes) => writes.RunAsync(
            context,
            success,
            async write =>
            {
                var (place, refusal) = await YearPlace.FindAsync(
                    path.Province, path.Year, write.CatalogueAsync);
                return refusal is null
                    ? await carryOut(write, place!)
                    : Writing.Write.Refused(refusal.Code, refusal.Path, refusal.Message);
            },
            maxBytes);

    /// <summary>Carries out a write on one region's year.</summary>
    /// <param name="at">Where the code stands in the request, for the refusal when no region has it.</param>
    public static Task<WriteResult> OnRegionAsync(
        this Write write,
        YearPlace place,
        string code,
        string at,
        Func<IRegionYearGrain, Task<WriteResult>> carryOut) =>
        write.Beyond(place, code, at) is { } beyond ? Task.FromResult(Writing.Write.Refused(beyond))
        : place.Region(write.Grains, code) is { } region
            ? carryOut(region)
            : Task.FromResult(Writing.Write.Refused(
                RefusalCode.RegionUnknown, at, $"no region {code} in province {place.Province}"));

    /// <summary>Carries out a write on something that a path names by id.</summary>
    /// <param name="unknown">The refusal when there is no such thing.</param>
    public static async Task<WriteResult> OnObjectAsync(
        this Write write,
        YearPlace place,
        (string Id, string Kind) named,
        RefusalCode unknown,
        Func<IRegionYearGrain, string, Task<WriteResult>> carryOut)
    {
        var (found, beyond) = await write.ResolveAsync(place, named.Id, named.Kind);
        return beyond is not null ? Writing.Write.Refused(beyond)
            : found is { } known && place.Region(write.Grains, known.Region) is { } region
            ? await carryOut(region, known.Id)
            : Writing.Write.Refused(
                unknown, "id", $"there is no {named.Id} in {place.Province} {place.Year}");
    }

    /// <summary>
    /// What a path names by id, and whether the caller may not touch it. An id says its region, so the answer does not depend
    /// on whether there is such a thing; a receipt of somebody else's region names nothing.
    /// </summary>
    public static async Task<((string Id, string Region)? Found, Refusal? Beyond)> ResolveAsync(
        this Write write, YearPlace place, string id, string kind)
    {
        var found = await ObjectIds.ResolveAsync(id, kind, place.Year, write.Grains, write.Cancellation);
        return found is not { } known || write.Beyond(place, known.Region, "id") is not { } beyond ? (found, null)
            : known.Id == id ? (null, beyond)
            : (null, null);
    }
}

/// <summary>A write that may be asked to confirm what looks odd.</summary>
internal sealed record Confirmed;
