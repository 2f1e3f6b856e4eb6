using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Api.Writing;

/// <summary>事件: dated, with kind, severity and deaths.</summary>
internal static class Incidents
{
    private const string Kind = "i";

    public static void MapIncidents(this IEndpointRouteBuilder api)
    {
        api.MapPost($"{Routes.Year}/incidents", RecordAsync).Write(
            Operation.RecordIncidents, "Records incidents, up to 10,000 rows, all or nothing.",
            StatusCodes.Status201Created).Confirmable();
        api.MapPut($"{Routes.Year}/incidents/{{id}}", AmendAsync).Write(
            Operation.AmendIncident, "Amends an incident; the old reading stays on record.").Confirmable();
        api.MapPost($"{Routes.Year}/incidents/{{id}}/withdraw", WithdrawAsync).Write(
            Operation.WithdrawIncident, "Takes an incident back; it stays on record.");
    }

    private static Task<IResult> RecordAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(
            context, (province, year), StatusCodes.Status201Created, Record, RequestBody.TableBytes);

    private static Task<WriteResult> Record(Write write, YearPlace place)
    {
        var rows = write.Body.Rows(row => Read(row, row.Word("region")));
        if (!write.Body.IsGood)
        {
            return Task.FromResult(write.Body.Refused);
        }

        if (write.Beyond(place, rows.Select(r => r.Region)) is { Count: > 0 } beyond)
        {
            return Task.FromResult(Writing.Write.Refused([.. beyond]));
        }

        return rows.All(r => r.Region == rows[0].Region)
            && place.Region(write.Grains, rows[0].Region) is { } region
            ? region.RecordIncidentsAsync(write.Request, rows)
            : place.Grain(write.Grains).RecordIncidentsAsync(write.Request, rows);
    }

    private static Task<IResult> AmendAsync(
        string province, string year, string id, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var amended = write.Body.Object(o => new
            {
                Incident = Read(o, o.OptionalWord("region") ?? ""),
                Reason = o.Reason(),
            });
            return !write.Body.IsGood
                ? Task.FromResult(write.Body.Refused)
                : write.OnObjectAsync(place, (id, Kind), RefusalCode.IncidentUnknown, (region, own) =>
                    amended!.Incident.Region is ""
                        || own.StartsWith(amended.Incident.Region, StringComparison.Ordinal)
                        ? region.AmendIncidentAsync(
                            write.Request, own, amended.Incident with { Region = own[..6] }, amended.Reason)
                        : Task.FromResult(Writing.Write.Refused(
                            RefusalCode.MalformedInput, "/region",
                            "an incident stays in its region; withdraw it instead")));
        });

    private static Task<IResult> WithdrawAsync(
        string province, string year, string id, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(context, (province, year), StatusCodes.Status200OK, (write, place) =>
        {
            var reason = write.Body.Object(o => o.Reason());
            return write.Body.IsGood
                ? write.OnObjectAsync(place, (id, Kind), RefusalCode.IncidentUnknown, (region, own) =>
                    region.WithdrawIncidentAsync(write.Request, own, reason!))
                : Task.FromResult(write.Body.Refused);
        });

    private static IncidentRow Read(ObjectForm form, string region) => new(
        region,
        form.Word("kind"),
        form.Date("date", required: true) ?? default,
        form.Whole("deaths", required: false) ?? 0,
        form.OneOf<Severity>("severity", required: false) is { } severity ? Texts.Of(severity) : null,
        form.Flag("rectified", required: false) ?? true);
}
