using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Grains;

/// <inheritdoc cref="ICountyGrain"/>
public sealed class CountyGrain(RegionYearServices services) : RegionYearGrain(services, RegionLevel.County), ICountyGrain;

/// <inheritdoc cref="ICityGrain"/>
public sealed class CityGrain(RegionYearServices services) : RegionYearGrain(services, RegionLevel.City), ICityGrain;

/// <summary>What a region-year grain works with.</summary>
public sealed record RegionYearServices(
    ILedger Ledger, Recorder Recorder, ProvinceCatalogue Catalogue, ISheetNotices Notices, IGrainFactory Grains);

/// <summary>
/// The one implementation behind counties and cities: load → decide → append → evolve. Every append is guarded by the
/// year's version, so no figure slips past a change of stage.
/// </summary>
public abstract class RegionYearGrain(RegionYearServices services, RegionLevel level) : Grain, IRegionYearGrain
{
    private SheetOnRecord _sheet = null!;
    private YearOnRecord _year = null!;
    private RegionCode _code;
    private AwardYear _awardYear;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetPrimaryKeyString();
        (_awardYear, _code) = GrainKeys.RegionYear(stream, level);
        _sheet = SheetOnRecord.New(stream);
        _year = YearOnRecord.New(StreamNames.Year(_code.Province, _awardYear));
        await CatchUpAsync();
    }

    public Task<WriteResult> SubmitFiguresAsync(WriteRequest request, IReadOnlyList<FigureRow> rows) =>
        WriteAsync(request, context => SheetDecider.SubmitFigures(
            _sheet.State, _year.State, context, [.. rows.Select((row, index) => Inputs.Of(row) with { Row = index })]));

    public Task<WriteResult> AmendFigureAsync(
        WriteRequest request, string indicator, string value, string reason, long expectedVersion) =>
        WriteAsync(request, context => SheetDecider.AmendFigure(
            _sheet.State, _year.State, context, indicator, value, reason, expectedVersion));

    public Task<WriteResult> RecordIncidentsAsync(WriteRequest request, IReadOnlyList<IncidentRow> rows) =>
        WriteAsync(request, context => SheetDecider.RecordIncidents(
            _sheet.State, _year.State, context, [.. rows.Select((row, index) => Inputs.Of(row) with { Row = index })]));

    public Task<WriteResult> AmendIncidentAsync(
        WriteRequest request, string id, IncidentRow incident, string reason) =>
        WriteAsync(request, context => SheetDecider.AmendIncident(
            _sheet.State, _year.State, context, id, Inputs.Of(incident), reason));

    public Task<WriteResult> WithdrawIncidentAsync(WriteRequest request, string id, string reason) =>
        WriteAsync(request, context => SheetDecider.WithdrawIncident(_sheet.State, _year.State, context, id, reason));

    public Task<WriteResult> RaiseVetoAsync(WriteRequest request, string ground, string reason) =>
        WriteAsync(request, context => SheetDecider.RaiseVeto(_sheet.State, _year.State, context, ground, reason));

    public Task<WriteResult> AmendVetoAsync(WriteRequest request, string id, string ground, string reason) =>
        WriteAsync(request, context => SheetDecider.AmendVeto(
            _sheet.State, _year.State, context, id, ground, reason));

    public Task<WriteResult> DecideVetoAsync(WriteRequest request, string id, VetoStep step, string? reason) =>
        WriteAsync(request, context => step switch
        {
            VetoStep.Confirm => SheetDecider.ConfirmVeto(_sheet.State, _year.State, context, id, reason),
            VetoStep.Reject => SheetDecider.RejectVeto(_sheet.State, _year.State, context, id, reason),
            _ => SheetDecider.WithdrawVeto(_sheet.State, _year.State, context, id, reason),
        });

    public Task<WriteResult> SuspendAsync(WriteRequest request, string reason) =>
        WriteAsync(request, context => SheetDecider.Suspend(_sheet.State, _year.State, context, reason));

    public async Task<WriteResult> DecideSuspensionAsync(
        WriteRequest request, string id, bool designated, string reason)
    {
        await CatchUpAsync();
        if (_year.State.Stage != Stage.Published)
        {
            var result = await WriteAsync(request, context => SheetDecider.DecideSuspension(
                _sheet.State, _year.State, context, id, designated, reason));
            if (result.Receipt is not null || _year.State.Stage != Stage.Published)
            {
                return result;
            }

            // Published meanwhile: it is decided on the streak from now on.
        }

        var register = await services.Catalogue.RegisterAsync(_code.Province, _year.State.Opened!.RegisterHash);
        if (register.LineageOf(_code) is not { } lineage || _sheet.State.FindSuspension(id) is not { } suspension)
        {
            return WriteResult.Refused(new RefusalView(
                nameof(RefusalCode.SuspensionUnknown), "", $"There is no suspension {id} on this sheet.", null));
        }

        return await services.Grains.GetGrain<IStreakGrain>(StreamNames.Streak(lineage)).ResolveSuspensionAsync(
            request, id, _awardYear.Value, designated, reason, suspension.SuspendedBy.Subject);
    }

    public async Task<SheetView> ViewAsync()
    {
        await CatchUpAsync();
        return Views.Of(_sheet);
    }

    private async Task<WriteResult> WriteAsync(WriteRequest request, Func<SheetContext, Decision> decide)
    {
        var result = await services.Recorder.RecordAsync(
            request,
            _code.Province,
            PlanAsync,
            CatchUpAsync,
            plan => _sheet = _sheet.Appended(plan.Appends[0].Facts, new Person(request.Subject)));
        if (result.Receipt is not null)
        {
            services.Notices.Changed(_code.Province, _awardYear, _sheet.Stream, _sheet.Version);
        }

        return result;

        async Task<Plan> PlanAsync(DateTimeOffset at)
        {
            var (context, refusal) = await ContextAsync(new Person(request.Subject));
            var year = new StreamGuard(_year.Stream, _year.Version);
            return refusal is not null
                ? Plan.Refuse([refusal], [year])
                : Plan.From(decide(context!), _sheet.Stream, _sheet.Version, year);
        }
    }

    private Task<(SheetContext? Context, Refusal? Refusal)> ContextAsync(Person person) =>
        SheetContexts.OfAsync(services.Catalogue, _year.State, _code, level, _awardYear, person);

    private async Task CatchUpAsync()
    {
        _year = await _year.CatchUpAsync(services.Ledger);
        _sheet = await _sheet.CatchUpAsync(services.Ledger);
    }
}
