using Award.Grains;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>填报: figures of one region or of many, all or nothing.</summary>
internal static class Figures
{
    public static void MapFigures(this IEndpointRouteBuilder api) => api
        .MapPost($"{Routes.Year}/figures", SubmitAsync)
        .Write(Operation.SubmitFigures, "Submits figures, up to 10,000 rows, all or nothing.",
            StatusCodes.Status201Created)
        .Confirmable();

    private static Task<IResult> SubmitAsync(
        string province, string year, HttpContext context, Writes writes) =>
        writes.RunInYearAsync(
            context, (province, year), StatusCodes.Status201Created, Submit, RequestBody.TableBytes);

    private static Task<WriteResult> Submit(Write write, YearPlace place)
    {
        var rows = write.Body.Rows(row => new FigureRow(
            row.Word("region"), row.Word("indicator"), row.Decimal("value"), row.OptionalText("evidence")));
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
            ? region.SubmitFiguresAsync(write.Request, rows)
            : place.Grain(write.Grains).SubmitFiguresAsync(write.Request, rows);
    }
}
