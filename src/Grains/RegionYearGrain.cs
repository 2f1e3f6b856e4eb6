using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.People;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Microsoft.Extensions.Options;

namespace Award.Grains;

/// <inheritdoc cref="ICountyGrain"/>
public sealed class CountyGrain(RegionYearServices services) : RegionYearGrain(services, RegionLevel.County), ICountyGrain;

/// <inheritdoc cref="ICityGrain"/>
public sealed class CityGrain(RegionYearServices services) : RegionYearGrain(services, RegionLevel.City), ICityGrain;

/// <summary>What a region-year grain works with.</summary>
public sealed record RegionYearServices(
    ILedger Ledger,
    Recorder Recorder,
    ProvinceCatalogue Catalogue,
    ISheetNotices Notices,
    IGrainFactory Grains,
    IObjectionTexts Objections,
    IOptions<ObjectionOptions> ObjectionLimits);

/// <summary>
/// The one implementation behind counties and cities: load → decide → append → evolve. Every append is guarded by the
/// year's version, so no figure slips past a change of stage.
/// </summary>
public abstract partial class RegionYearGrain(RegionYearServices services, RegionLevel level) : Grain, IRegionYearGrain
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
        WriteAsync(
            request,
            Operation.SubmitFigures,
            context => SheetDecider.SubmitFigures(
                _sheet.State, _year.State, context, [.. rows.Select((row, index) => Inputs.Of(row) with { Row = index })]),
            Figures(rows.Select((row, index) => ((string?)row.Indicator, (int?)index))));

    public Task<WriteResult> AmendFigureAsync(
        WriteRequest request, string indicator, string value, string reason, long expectedVersion) =>
        WriteAsync(
            request,
            Operation.AmendFigure,
            context => SheetDecider.AmendFigure(
                _sheet.State, _year.State, context, indicator, value, reason, expectedVersion),
            Figures([(indicator, null)]));

    public Task<WriteResult> RecordIncidentsAsync(WriteRequest request, IReadOnlyList<IncidentRow> rows) =>
        WriteAsync(
            request,
            Operation.RecordIncidents,
            context => SheetDecider.RecordIncidents(
                _sheet.State, _year.State, context, [.. rows.Select((row, index) => Inputs.Of(row) with { Row = index })]),
            Incidents(rows.Select((row, index) => ((string?)row.Kind, (int?)index))));

    public Task<WriteResult> AmendIncidentAsync(
        WriteRequest request, string id, IncidentRow incident, string reason) =>
        WriteAsync(
            request,
            Operation.AmendIncident,
            context => SheetDecider.AmendIncident(
                _sheet.State, _year.State, context, id, Inputs.Of(incident), reason),
            Incidents([(incident.Kind, null), (KindOf(id), null)]));

    public Task<WriteResult> WithdrawIncidentAsync(WriteRequest request, string id, string reason) =>
        WriteAsync(
            request,
            Operation.WithdrawIncident,
            context => SheetDecider.WithdrawIncident(_sheet.State, _year.State, context, id, reason),
            Incidents([(KindOf(id), null)]));

    public Task<WriteResult> RaiseVetoAsync(WriteRequest request, string ground, string reason) =>
        WriteAsync(request, Operation.RaiseVeto, context => SheetDecider.RaiseVeto(
            _sheet.State, _year.State, context, ground, reason));

    public Task<WriteResult> AmendVetoAsync(WriteRequest request, string id, string ground, string reason) =>
        WriteAsync(request, Operation.AmendVeto, context => SheetDecider.AmendVeto(
            _sheet.State, _year.State, context, id, ground, reason));

    public Task<WriteResult> DecideVetoAsync(WriteRequest request, string id, VetoStep step, string? reason) => step switch
    {
        VetoStep.Confirm => WriteAsync(request, Operation.ConfirmVeto, context => SheetDecider.ConfirmVeto(
            _sheet.State, _year.State, context, id, reason)),
        VetoStep.Reject => WriteAsync(request, Operation.RejectVeto, context => SheetDecider.RejectVeto(
            _sheet.State, _year.State, context, id, reason)),
        _ => WriteAsync(request, Operation.WithdrawVeto, context => SheetDecider.WithdrawVeto(
            _sheet.State, _year.State, context, id, reason)),
    };

    public Task<WriteResult> SuspendAsync(WriteRequest request, string reason) =>
        WriteAsync(request, Operation.Suspend, context => SheetDecider.Suspend(
            _sheet.State, _year.State, context, reason));

    public async Task<WriteResult> DecideSuspensionAsync(
        WriteRequest request, string id, bool designated, string reason)
    {
        await CatchUpAsync();
        if (_year.State.Stage != Stage.Published)
        {
            var result = await WriteAsync(request, Operation.DecideSuspension, context => SheetDecider.DecideSuspension(
                _sheet.State, _year.State, context, id, designated, reason));
            if (result.Receipt is not null || result.Preview is not null || _year.State.Stage != Stage.Published)
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

    public async Task<SheetReading> ViewAsync(CallerView caller)
    {
        await CatchUpAsync();
        var (_, refusal) = await SheetContexts.OfAsync(
            services.Catalogue, _year.State, _code, level, _awardYear, caller.ToCaller(), Operation.ReadSheet,
            services.Recorder.Today);
        return refusal is null ? new SheetReading(Views.Of(_sheet), []) : new SheetReading(null, [Views.Of(refusal)]);
    }

    private string? KindOf(string incident) => _sheet.State.FindIncident(incident)?.Incident.Kind;

    private static Bounds Figures(IEnumerable<(string?, int?)> rows) =>
        (caller, operation, rulebook) => SheetAccess.Figures(caller, operation, rulebook, rows);

    private static Bounds Incidents(IEnumerable<(string?, int?)> rows) =>
        (caller, operation, rulebook) => SheetAccess.Incidents(caller, operation, rulebook, rows);

    /// <param name="bounds">What the caller's dimensions say to it.</param>
    private async Task<WriteResult> WriteAsync(
        WriteRequest request, Operation operation, Func<SheetContext, Decision> decide, Bounds? bounds = null)
    {
        var caller = request.Caller.ToCaller();
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
            var (context, refusal) = await SheetContexts.OfAsync(
                services.Catalogue, _year.State, _code, level, _awardYear, caller, operation, CivilDates.Of(at));
            var year = new StreamGuard(_year.Stream, _year.Version);
            IReadOnlyList<Refusal> refusals = refusal is not null
                ? [refusal]
                : SheetContexts.Bounds(
                    _year.State, context!, bounds is null ? null : () => bounds(caller, operation, context!.Rulebook));
            if (refusals.Count > 0)
            {
                return Plan.Refuse(refusals, [year]);
            }

            var plan = Plan.From(decide(context!), _sheet.Stream, _sheet.Version, year);
            return await Doubts.AskAsync(
                plan,
                request,
                context!.Rulebook,
                services.Grains.GetGrain<IStandingsGrain>($"standings/{_code.Province}/{_awardYear}"),
                doubt => Doubts.PlaceIn(plan, doubt));
        }
    }

    private delegate IReadOnlyList<Refusal> Bounds(Caller caller, Operation operation, Rulebook rulebook);

    private async Task CatchUpAsync()
    {
        _year = await _year.CatchUpAsync(services.Ledger);
        _sheet = await _sheet.CatchUpAsync(services.Ledger);
    }
}
