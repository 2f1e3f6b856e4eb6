using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.People;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Award.Grains;

/// <summary>What an award-year grain works with.</summary>
public sealed record AwardYearServices(
    ILedger Ledger,
    IPublished Published,
    Recorder Recorder,
    ProvinceCatalogue Catalogue,
    YearLoader Loader,
    ISheetNotices Notices,
    IGrainFactory Grains,
    IObjectionTexts Objections);

/// <inheritdoc cref="IAwardYearGrain"/>
/// <remarks>
/// Reentrant: its state is one immutable value that the ledger's fences keep honest, and a long publication must not
/// keep people from seeing how far it is.
/// </remarks>
[Reentrant]
public sealed partial class AwardYearGrain(AwardYearServices services, ILogger<AwardYearGrain> log) : Grain, IAwardYearGrain
{
    private RegionCode _province;
    private AwardYear _awardYear;
    private YearOnRecord _year = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_province, _awardYear) = GrainKeys.ProvinceYear(this.GetPrimaryKeyString(), "year");
        _year = YearOnRecord.New(this.GetPrimaryKeyString());
        await CatchUpAsync();
    }

    public Task<WriteResult> OpenAsync(WriteRequest request, YearOpening opening) =>
        services.Recorder.RecordAsync(request, _province, async at =>
        {
            if (AccessRules.Check(request.Caller.ToCaller(), Operation.OpenYear, _province, path: "/province") is { } forbidden)
            {
                return Plan.Refuse(forbidden);
            }

            if (!Texts.TryParse<Visibility>(opening.Visibility, out var visibility))
            {
                return Plan.Refuse(
                    RefusalCode.MalformedInput, "/visibility",
                    $"'{opening.Visibility}' is none of embargoed, live, live-until-freeze.");
            }

            // All that has to be waited for comes first: the state decided on is the one appended to.
            var province = await services.Ledger.ReadHeadAsync(StreamNames.Province(_province));
            var register = await services.Catalogue.LatestRegisterAsync(_province);
            var rulebook = await services.Catalogue.FindRulebookAsync(_province, opening.Rulebook);
            var others = await OtherYearsAsync();
            var decision = YearDecider.Open(
                _year.State,
                new Rules.Record.YearOpening(
                    _province,
                    _awardYear.Value,
                    opening.Rulebook,
                    rulebook,
                    register?.Hash,
                    register?.Register,
                    visibility,
                    new YearDates(opening.CollectingUntil, opening.NoticeUntil),
                    opening.Demonstration),
                others.Standings);
            return decision.Match(
                facts => YearPlan(_year, facts, request, at, others.HoldLater()),
                refusals => Plan.Refuse(
                    refusals,
                    [Seen(_year), new StreamGuard(StreamNames.Province(_province), province?.Version ?? 0), .. others.HoldAll()]));
        }, CatchUpAsync);

    public async Task<WriteResult> MoveStageAsync(WriteRequest request, string to, string? reason)
    {
        if (!Texts.TryParse<Stage>(to, out var stage))
        {
            return WriteResult.Refused(new RefusalView(
                nameof(RefusalCode.MalformedInput), "/to",
                $"'{to}' is none of collecting, review, notice, published.", null));
        }

        var result = await services.Recorder.RecordAsync(
            request, _province, at => StagePlanAsync(stage, reason, request, at), CatchUpAsync);
        if (result.Receipt is not null && stage == Stage.Published)
        {
            await TryFinishRecountAsync();
        }

        return result;
    }

    public Task<WriteResult> SubmitFiguresAsync(WriteRequest request, IReadOnlyList<FigureRow> rows) =>
        SubmitAsync(
            request, rows, row => row.Region, Operation.SubmitFigures,
            (caller, rulebook, ofRegion) => SheetAccess.Figures(
                caller, Operation.SubmitFigures, rulebook, ofRegion.Select(r => ((string?)r.Row.Indicator, (int?)r.Index))),
            (sheet, context, ofRegion) => SheetDecider.SubmitFigures(
                sheet, _year.State, context, [.. ofRegion.Select(r => Inputs.Of(r.Row) with { Row = r.Index })]));

    public Task<WriteResult> RecordIncidentsAsync(WriteRequest request, IReadOnlyList<IncidentRow> rows) =>
        SubmitAsync(
            request, rows, row => row.Region, Operation.RecordIncidents,
            (caller, rulebook, ofRegion) => SheetAccess.Incidents(
                caller, Operation.RecordIncidents, rulebook, ofRegion.Select(r => ((string?)r.Row.Kind, (int?)r.Index))),
            (sheet, context, ofRegion) => SheetDecider.RecordIncidents(
                sheet, _year.State, context, [.. ofRegion.Select(r => Inputs.Of(r.Row) with { Row = r.Index })]));

    public async Task<AwardYearView?> ViewAsync()
    {
        await CatchUpAsync();
        return _year.State.Opened is { } opened
            ? new AwardYearView(
                _province.Value, _awardYear.Value, Texts.Of(_year.State.Stage), _year.Version, opened.RulebookId,
                opened.RulebookHash, Texts.Of(opened.Visibility), _year.State.Dates.CollectingUntil,
                _year.State.NoticeUntil, opened.Demonstration, _year.State.IsRecounted)
            : null;
    }

    public async Task<ProgressView?> ProgressAsync(CallerView caller)
    {
        await CatchUpAsync();
        return _year.State.Opened is { } opened
            ? YearProgress.Of(
                _year.State,
                await services.Catalogue.RulebookAsync(_province, opened.RulebookHash),
                await services.Loader.SheetsAsync(opened),
                caller.ToCaller(),
                services.Recorder.Today)
            : null;
    }

    private async Task<Plan> StagePlanAsync(Stage to, string? reason, WriteRequest request, DateTimeOffset at)
    {
        var caller = request.Caller.ToCaller();
        var person = caller.Person;
        if (AccessRules.Check(caller, StageRules.MoveTo(_year.State.Stage, to), _province, path: "province") is { } forbidden)
        {
            return Plan.Refuse([forbidden], [Seen(_year)]);
        }

        if (_year.State.Opened is not { } opened)
        {
            return Plan.Refuse(
                [new Refusal(RefusalCode.YearUnknown, "/year", $"Award year {_awardYear} has not been opened.")], [Seen(_year)]);
        }

        var regions = await services.Loader.SheetsAsync(opened);
        var rulebook = await services.Catalogue.RulebookAsync(_province, opened.RulebookHash);
        var others = await OtherYearsAsync();
        var context = new StageContext(
            CivilDates.Of(at),
            others.Standings,
            [.. regions.Select(r => SheetReview.Of(
                r.Row.Code, r.Row.Level, r.HasCounties(regions), rulebook, r.State,
                _year.State.RecusalsFor(r.Row.Code, r.Row.Parent).Any()))],
            rulebook.MinimumNoticeDays);
        var year = _year;
        IReadOnlyList<StreamGuard> seen = [Seen(year), .. SheetGuards(regions), .. others.HoldAll()];
        var decision = YearDecider.MoveStage(year.State, _awardYear, to, reason, person, context);
        if (decision is not Decision.Accepted || to != Stage.Published)
        {
            return decision is Decision.Refused { Refusals: var refusals } ? Plan.Refuse(refusals, seen)
                : await StepPlanAsync(year, ((Decision.Accepted)decision).Facts, to, (rulebook, regions, others), request, at);
        }

        return await PublicationPlanAsync(
            (year, opened), request, rulebook, regions, others,
            result => YearDecider.Publish(year.State, _awardYear, reason, person, context, result), at);
    }

    /// <summary>Facts of the year's own stream, with the year's public document as it reads after them.</summary>
    /// <param name="year">As it was decided on: calls interleave.</param>
    private static Plan YearPlan(
        YearOnRecord year,
        IReadOnlyList<Fact> facts,
        WriteRequest request,
        DateTimeOffset at,
        IReadOnlyList<StreamGuard>? guards = null,
        params IReadOnlyList<PublishedDocument> documents) =>
        Plan.Append(
            [new StreamAppend(year.Stream, year.Version, facts)],
            guards,
            [YearDocuments.Of(year.Appended(facts, new Person(request.Subject), at)), .. documents]);

    /// <summary>Every sheet stands as it was looked at; those without an entry too, whose first may be a veto.</summary>
    private IReadOnlyList<StreamGuard> SheetGuards(IReadOnlyList<SealedRegion> regions) =>
        [.. regions.Select(r => new StreamGuard(StreamNames.Sheet(r.Row.Level, _awardYear, r.Row.Code), r.Version))];

    private async Task<OtherYears> OtherYearsAsync()
    {
        var heads = await services.Ledger.ReadHeadsAsync(_province, $"year/{_province}/");
        var documents = await services.Published.ListAsync($"years/{_province}/");
        var standings = documents.Select(d => DocumentJson.Read<YearDocument>(d.Bytes.Span))
            .Where(y => y.Year != _awardYear.Value)
            .Select(y => new YearStanding(new AwardYear(y.Year), Texts.Parse<Stage>(y.Stage)));
        return new OtherYears(_province, _awardYear, heads, [.. standings]);
    }

    private async Task<WriteResult> SubmitAsync<TRow>(
        WriteRequest request,
        IReadOnlyList<TRow> rows,
        Func<TRow, string> regionOf,
        Operation operation,
        Func<Caller, Rulebook, IReadOnlyList<(int Index, TRow Row)>, IReadOnlyList<Refusal>> bounds,
        Func<SheetState, SheetContext, IReadOnlyList<(int Index, TRow Row)>, Decision> decide)
    {
        var batch = new RegionBatch<TRow>(
            services.Ledger, services.Catalogue, _awardYear, _province, rows, regionOf, operation, bounds, decide);
        var result = await services.Recorder.RecordAsync(request, _province, PlanAsync, CatchUpAsync);
        foreach (var head in result.Receipt?.Streams ?? [])
        {
            services.Notices.Changed(_province, _awardYear, head.Stream, head.Version);
        }

        return result;

        async Task<Plan> PlanAsync(DateTimeOffset at) => await DoubtedAsync(
            await batch.PlanAsync(_year, request.Caller.ToCaller(), CivilDates.Of(at)), request, rows);
    }

    /// <summary>The plan, or what is odd in it; of several rows the first that it is about tells where.</summary>
    private async Task<Plan> DoubtedAsync<TRow>(Plan plan, WriteRequest request, IReadOnlyList<TRow> rows) =>
        _year.State.Opened is not { } opened ? plan : await Doubts.AskAsync(
            plan,
            request,
            await services.Catalogue.RulebookAsync(_province, opened.RulebookHash),
            services.Grains.GetGrain<IStandingsGrain>($"standings/{_province}/{_awardYear}"),
            doubt => rows.Index().Where(row => row.Item switch
            {
                FigureRow figure => (figure.Region, figure.Indicator) == (doubt.Region, doubt.Reported),
                IncidentRow incident => incident.Kind == doubt.Reported && incident.Deaths > 0,
                _ => false,
            }).Select(row => (Doubts.At(row.Index, row.Item is FigureRow ? "value" : "deaths"), (int?)row.Index)).First());

    private static StreamGuard Seen(YearOnRecord year) => new(year.Stream, year.Version);

    // Calls interleave, so one that read earlier may come back later: the state never goes back.
    private async Task CatchUpAsync()
    {
        var read = await _year.CatchUpAsync(services.Ledger);
        _year = read.Version > _year.Version ? read : _year;
    }
}
