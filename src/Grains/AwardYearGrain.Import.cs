using Award.Grains.Recording;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains;

/// <content>Tables of figures: what is on record with the same value is left out.</content>
public sealed partial class AwardYearGrain
{
    public Task<WriteResult> ImportFiguresAsync(WriteRequest request, IReadOnlyList<FigureRow> rows) =>
        SubmitAsync(request, rows, row => row.Region, Operation.SubmitFigures, ImportBounds, DecideImport);

    public async Task<ImportView> CheckImportAsync(CallerView caller, IReadOnlyList<FigureRow> rows)
    {
        await CatchUpAsync();
        var plan = await new RegionBatch<FigureRow>(
            services.Ledger, services.Catalogue, _awardYear, _province, rows, row => row.Region,
            Operation.SubmitFigures, ImportBounds, DecideImport)
            .PlanAsync(_year, caller.ToCaller(), services.Recorder.Today);
        var doubted = await DoubtedAsync(plan, new WriteRequest(caller, "", ""), rows);
        var written = plan.Appends
            .SelectMany(append => append.Facts.OfType<FiguresSubmitted>()
                .SelectMany(fact => fact.Figures)
                .Select(figure => (Region: append.Stream[(append.Stream.LastIndexOf('/') + 1)..], figure.Indicator)))
            .ToHashSet();
        return new ImportView(
            [.. rows.Index().Where(r => written.Contains((r.Item.Region, r.Item.Indicator))).Select(r => r.Index)],
            plan.Appends.Count,
            [.. plan.Refusals.Where(r => r.Code != RefusalCode.ImportNothingNew).Select(Views.Of)],
            doubted.Affirm is null ? [] : [.. doubted.Refusals.Select(Views.Of)],
            doubted.Affirm);
    }

    private static IReadOnlyList<Refusal> ImportBounds(
        Caller caller, Rulebook rulebook, IReadOnlyList<(int Index, FigureRow Row)> ofRegion) =>
        SheetAccess.Figures(
            caller, Operation.SubmitFigures, rulebook, ofRegion.Select(r => ((string?)r.Row.Indicator, (int?)r.Index)));

    private Decision DecideImport(
        SheetState sheet, SheetContext context, IReadOnlyList<(int Index, FigureRow Row)> ofRegion) =>
        SheetDecider.ImportFigures(
            sheet, _year.State, context, [.. ofRegion.Select(r => Inputs.Of(r.Row) with { Row = r.Index })]);
}
