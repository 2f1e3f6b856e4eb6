using Award.Api.Answers;
using Award.Api.People;
using Award.Api.Published;
using Award.Api.Tables;
using Award.Grains;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>What an import would do (<c>?dryRun=true</c>); nothing was written.</summary>
/// <param name="Written">Figures that would be put on record, in the order of the table.</param>
/// <param name="OnRecord">Figures that would be left out: on record with the same value.</param>
/// <param name="Regions">Regions whose sheets would change.</param>
/// <param name="Warnings">What looks odd: the import asks for it to be confirmed.</param>
/// <param name="Confirm">What <c>?confirm=</c> confirms it with; null where nothing looks odd.</param>
internal sealed record ImportAnswer(
    string Province, int Year, bool DryRun, int Regions, int OnRecord,
    IReadOnlyList<ImportedFigureAnswer> Written, IReadOnlyList<ProblemError> Warnings, string? Confirm);

/// <param name="Cell">Where the value stands: "B7".</param>
/// <param name="Value">As it would be put on record.</param>
internal sealed record ImportedFigureAnswer(
    string Cell, string Region, string Indicator, decimal Value, string? Evidence);

/// <summary>
/// Imports tables of figures (CSV or XLSX), all or nothing, and gives the templates for them.
/// </summary>
internal static class Imports
{
    public static void MapImports(this IEndpointRouteBuilder api)
    {
        api.MapPost($"{Routes.Year}/import", ImportAsync)
            .Write(
                Operation.SubmitFigures,
                "Imports a table of figures (CSV or XLSX), all or nothing; ?dryRun=true reports only.",
                StatusCodes.Status201Created)
            .Confirmable()
            .Produces<ImportAnswer>()
            .Produces<Problem>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status415UnsupportedMediaType, "application/problem+json");
        api.MapGet($"{Routes.Year}/import/template", TemplateAsync)
            .For(Operation.ReadProgress)
            .WithTags("Writing")
            .WithSummary("An empty table for the year's rulebook: regions, indicators and units filled in.")
            .Produces<string>(StatusCodes.Status200OK, TableFiles.CsvType)
            .Produces<string>(StatusCodes.Status200OK, TableFiles.XlsxType)
            .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
    }

    private static async Task<IResult> ImportAsync(
        string province, string year, string? dryRun,
        HttpContext context, IGrainFactory grains, Catalogues catalogues, TableImport import)
    {
        if (dryRun is not (null or "true" or "false"))
        {
            return Problems.Refuse(RefusalCode.MalformedInput, "dryRun", "dryRun is true or false");
        }

        var isDry = dryRun == "true";
        if (!isDry && Writes.HeaderFault(context.Request) is { } fault)
        {
            return Problems.Refuse([fault]);
        }

        var cancellation = context.RequestAborted;
        var (place, refusal) = await YearPlace.FindAsync(
            province, year, code => catalogues.FindAsync(code, cancellation));
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        if (!TableFile.IsTable(context.Request.ContentType))
        {
            return Problems.UnsupportedMedia($"{TableFiles.CsvType} or {TableFiles.XlsxType}");
        }

        var (bytes, tooLarge) = await RequestBody.ReadBytesAsync(
            context.Request, import.Limits.Bytes, cancellation);
        if (tooLarge is not null)
        {
            return Problems.Refuse([tooLarge]);
        }

        var grain = place!.Grain(grains);
        if (await TableImport.BookAsync(place, grain, cancellation) is not { } book)
        {
            return NotOpen(place);
        }

        var file = new TableFile(bytes!, context.Request.ContentType);
        return isDry
            ? await CheckAsync(place, book, file, context, grain, import)
            : await WriteAsync(place, book, file, context, grain, (import, catalogues));
    }

    private static async Task<IResult> CheckAsync(
        YearPlace place, FigureBook book, TableFile file,
        HttpContext context, IAwardYearGrain grain, TableImport import)
    {
        var (figures, report) = await ReadAsync(place, book, file, context, import);
        var check = await CheckRulesAsync(figures, report, context, grain);
        ImportCells.Report(check?.Refusals ?? [], figures, place, report);
        var warnings = new ImportReport(import.Limits.Problems);
        ImportCells.Report(check?.Warnings ?? [], figures, place, warnings);
        return report.IsGood
            ? PrivateResult.Of(new ImportAnswer(
                place.Province.Value,
                place.Year.Value,
                true,
                check!.Regions,
                figures.Count - check.Written.Count,
                [.. check.Written.Select(index => figures[index]).Select(figure => new ImportedFigureAnswer(
                    figure.Value.ToString(),
                    figure.Row.Region,
                    figure.Row.Indicator,
                    Public.Numbers.Exact(figure.Row.Value),
                    figure.Row.Evidence))],
                [.. warnings.Refusals.Select(w => new ProblemError(w.Path, w.Code.ToString(), w.Message, w.Row))],
                check.Confirm))
            : Problems.Refuse(report.Refusals, report.More);
    }

    private static async Task<IResult> WriteAsync(
        YearPlace place, FigureBook book, TableFile file,
        HttpContext context, IAwardYearGrain grain, (TableImport Import, Catalogues Catalogues) services)
    {
        var (figures, report) = await ReadAsync(place, book, file, context, services.Import);
        if (!report.IsGood)
        {
            var check = await CheckRulesAsync(figures, report, context, grain);
            ImportCells.Report(check?.Refusals ?? [], figures, place, report);
            return Problems.Refuse(report.Refusals, report.More);
        }

        var request = Writes.RequestOf(context, file.Bytes);
        var result = await grain.ImportFiguresAsync(request, [.. figures.Select(figure => figure.Row)])
            .WaitAsync(context.RequestAborted);
        if (result.Receipt is { } receipt)
        {
            return new PrivateResult(
                StatusCodes.Status201Created, Json.Bytes(ReceiptAnswer.Of(receipt, result.CreatedIds)));
        }

        if (result.Preview is { } foretold)
        {
            return PrivateResult.Of(
                await Previews.AnswerAsync(foretold, services.Catalogues, context.RequestAborted));
        }

        ImportCells.Report(result.Refusals, figures, place, report);
        return Problems.Refuse(report.Refusals, report.More, result.Affirm);
    }

    // Regions that the caller may not touch are refused here, before the silo refuses them again.
    private static async Task<(IReadOnlyList<ImportedFigure> Figures, ImportReport Report)> ReadAsync(
        YearPlace place, FigureBook book, TableFile file, HttpContext context, TableImport import)
    {
        var (figures, report) = await import.ReadAsync(file, book, context.RequestAborted);
        var caller = context.Caller().ToCaller();
        var beyond = figures
            .Where(figure => ImportCells.Beyond(caller, figure, place) is not null)
            .ToHashSet();
        foreach (var figure in beyond.DistinctBy(figure => figure.Region))
        {
            report.Add(
                RefusalCode.RegionForbids, figure.Region, ImportCells.Beyond(caller, figure, place)!.Message);
        }

        return ([.. figures.Where(figure => !beyond.Contains(figure))], report);
    }

    // What the rules say of the rows that could be read stands in the same report.
    private static async Task<ImportView?> CheckRulesAsync(
        IReadOnlyList<ImportedFigure> figures, ImportReport report,
        HttpContext context, IAwardYearGrain grain) =>
        figures.Count == 0 || report.IsStopped
            ? null
            : await grain
                .CheckImportAsync(context.Caller(), [.. figures.Select(figure => figure.Row)])
                .WaitAsync(context.RequestAborted);

    private static async Task<IResult> TemplateAsync(
        string province, string year, string? format, string? layout, string? lang,
        IGrainFactory grains, Catalogues catalogues, CancellationToken cancellation)
    {
        var form = new Public.QueryForm();
        var wanted = form.OneOf("format", format, ("xlsx", TableFormat.Xlsx), ("csv", TableFormat.Csv));
        var isLong = form.OneOf("layout", layout, ("wide", false), ("long", true));
        var language = form.Language(lang);
        var (place, refusal) = await YearPlace.FindAsync(
            province, year, code => catalogues.FindAsync(code, cancellation));
        if ((form.Refused ?? (refusal is null ? null : Problems.Refuse([refusal]))) is { } refused)
        {
            return refused;
        }

        if (await TableImport.BookAsync(place!, place!.Grain(grains), cancellation) is not { } book)
        {
            return NotOpen(place);
        }

        var table = isLong
            ? Templates.Long(place.Province.Value, book, language)
            : Templates.Wide(place.Province.Value, book, language);
        return new PrivateFile(
            TableFiles.Write(table, wanted), TableFiles.TypeOf(wanted), TableFiles.FileName(table, wanted));
    }

    private static IResult NotOpen(YearPlace place) => Problems.Refuse(
        RefusalCode.YearUnknown, "year", $"year {place.Year} of {place.Province} is not open");
}
