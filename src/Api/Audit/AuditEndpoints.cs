using System.Text.Json;
using Award.Api.People;
using Award.Api.Public;
using Award.Api.Published;
using Award.Api.Writing;
using Award.Grains;
using Award.Ledger.People;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Api.Audit;

/// <summary>The ledger entries of a year, as they stand on record.</summary>
/// <param name="Next">For <c>after</c>; also when there is nothing more yet.</param>
/// <param name="More">Whether there may be more already.</param>
internal sealed record RecordAnswer(
    string Province, int Year, IReadOnlyList<EntryAnswer> Entries, long Next, bool More);

/// <summary>
/// An entry. With <c>province</c>, these are the members its canonical bytes are made of, from which its hash
/// follows (docs/ledger-format.md).
/// </summary>
internal sealed record EntryAnswer(
    long Position,
    string Stream,
    long Version,
    string Kind,
    JsonElement Payload,
    string Actor,
    string At,
    string CommandId,
    string PreviousHash,
    string Hash);

/// <summary>Every value a figure has had, newest last.</summary>
internal sealed record HistoryAnswer(
    string Province, int Year, string Region, string Indicator, NameAnswer Name, IReadOnlyList<ValueAnswer> Values);

/// <param name="Version">The sheet's version that holds it.</param>
/// <param name="By">Opaque subject id.</param>
/// <param name="Reason">Why it was amended; null of the first value.</param>
internal sealed record ValueAnswer(
    long Version, string At, string By, decimal Value, string? Reason, string? Evidence);

/// <summary>Who read and wrote what.</summary>
/// <param name="Next">For <c>after</c>; also when there is nothing more yet.</param>
/// <param name="More">Whether there may be more already.</param>
internal sealed record AccessLogAnswer(IReadOnlyList<AccessLineAnswer> Lines, long Next, bool More);

internal sealed record AccessLineAnswer(
    long Id,
    string At,
    string Subject,
    IReadOnlyList<string> Roles,
    string Operation,
    string Method,
    string? Province,
    int? Year,
    string? Region,
    int Status,
    string Trace,
    string? Address);

/// <summary>What auditors look at: the record, the history of a figure, and who looked.</summary>
internal static class AuditEndpoints
{
    private static readonly RegionCode Nation = new("100000");

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        api.MapGet($"{Routes.Year}/record", RecordAsync).Audited<RecordAnswer>(
            Operation.ReadRecord, "The ledger entries of a year in order, with all that their hashes are made of.");
        api.MapGet($"{Routes.Year}/regions/{{code}}/figures/{{indicator}}/history", HistoryAsync)
            .Audited<HistoryAnswer>(Operation.ReadHistory, "Every value a figure has had, who wrote it and why.");
        api.MapGet("/access-log", AccessLogAsync).Audited<AccessLogAnswer>(
            Operation.ReadAccessLog, "Who read and wrote what in a province, and from where, oldest first.");
    }

    private static void Audited<T>(this RouteHandlerBuilder route, Operation operation, string summary) => route
        .For(operation)
        .WithTags("Audit")
        .WithSummary(summary)
        .Produces<T>()
        .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");

    private static async Task<IResult> RecordAsync(
        string province, string year, string? region, string? after, string? limit,
        HttpContext context, IGrainFactory grains, Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var (start, most) = (form.After(after), form.Window(null, limit).Limit);
        var only = form.OptionalCode("region", region);
        var (place, refusal) = await FindAsync(province, year, catalogues, cancellation);
        if ((form.Refused ?? (refusal is null ? null : Problems.Refuse([refusal]))) is { } refused)
        {
            return refused;
        }

        if (await place!.Grain(grains).ViewAsync().WaitAsync(cancellation) is null)
        {
            return Problems.Refuse(
                RefusalCode.YearUnknown, "year", $"year {place.Year} of {place.Province} is not open");
        }

        var page = await Grain(grains, place)
            .RecordAsync(context.Caller(), place.Year.Value, only?.Value, start, most)
            .WaitAsync(cancellation);
        return page.Refusals.Count > 0 ? Problems.Refuse(page.Refusals) : PrivateResult.Of(new RecordAnswer(
            place.Province.Value, place.Year.Value, [.. page.Entries.Select(Of)], page.Next, page.More));
    }

    private static async Task<IResult> HistoryAsync(
        string province, string year, string code, string indicator,
        HttpContext context, IGrainFactory grains, Catalogues catalogues, CancellationToken cancellation)
    {
        var (place, refusal) = await FindAsync(province, year, catalogues, cancellation);
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        if (!RegionCode.TryFrom(code, out var region) || region.Province != place!.Province)
        {
            return Problems.Refuse(
                RefusalCode.RegionUnknown, "code", $"no region {code} in {place!.Province} {place.Year}");
        }

        var caller = context.Caller();
        if (AccessRules.Check(
            caller.ToCaller(), Operation.ReadHistory, region, place.ParentOf(region), "code") is { } beyond)
        {
            return Problems.Refuse([beyond]);
        }

        var history = await Grain(grains, place)
            .HistoryAsync(caller, place.Year.Value, code, indicator)
            .WaitAsync(cancellation);
        return history.Refusals.Count > 0 ? Problems.Refuse(history.Refusals) : PrivateResult.Of(new HistoryAnswer(
            place.Province.Value,
            place.Year.Value,
            code,
            indicator,
            new NameAnswer(history.NameZh, history.NameEn),
            [.. history.Values.Select(v => new ValueAnswer(
                v.Version, Texts.Of(v.At), v.By, Numbers.Exact(v.Value), v.Reason, v.Evidence))]));
    }

    private static async Task<IResult> AccessLogAsync(
        string? after, string? limit, string? province, string? subject, string? region,
        HttpContext context, IAccessLines log, Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var (start, most) = (form.After(after), form.Window(null, limit).Limit);
        var only = form.OptionalCode("region", region);
        var asked = form.OptionalCode("province", province);
        if (form.Refused is null && asked is null)
        {
            asked = (await form.ProvinceAsync(null, catalogues, cancellation))?.Province;
        }

        if (form.Refused is { } refused)
        {
            return refused;
        }

        if (AccessRules.Check(
            context.Caller().ToCaller(), Operation.ReadAccessLog, asked!.Value, path: "province") is { } beyond)
        {
            return Problems.Refuse([beyond]);
        }

        // The nation's code: lines of every province, and those that belong to none.
        var lines = await log.ReadAsync(
            new AccessQuery(start, most, asked == Nation ? null : asked.Value.Value, subject, only?.Value), cancellation);
        return PrivateResult.Of(new AccessLogAnswer(
            [.. lines.Select(Of)], lines is [.., var last] ? last.Id : start, lines.Count == most));
    }

    private static EntryAnswer Of(RecordEntry entry)
    {
        using var payload = JsonDocument.Parse(entry.Payload);
        return new EntryAnswer(
            entry.Position,
            entry.Stream,
            entry.Version,
            entry.Kind,
            payload.RootElement.Clone(),
            entry.Actor,
            Texts.Of(entry.At),
            entry.CommandId,
            entry.PreviousHash,
            entry.Hash);
    }

    private static AccessLineAnswer Of(AccessLine line) => new(
        line.Id,
        Texts.Of(line.At),
        line.Subject,
        [.. line.Roles.Select(Texts.Kebab)],
        line.Operation,
        line.Method,
        line.Province,
        line.Year,
        line.Region,
        line.Status,
        line.Trace,
        line.Address);

    private static Task<(YearPlace? Place, Refusal? Refusal)> FindAsync(
        string province, string year, Catalogues catalogues, CancellationToken cancellation) =>
        YearPlace.FindAsync(province, year, code => catalogues.FindAsync(code, cancellation));

    private static IAuditGrain Grain(IGrainFactory grains, YearPlace place) =>
        grains.GetGrain<IAuditGrain>($"audit/{place.Province}");
}
