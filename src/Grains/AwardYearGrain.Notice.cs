using Award.Grains.Recording;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains;

/// <summary>Public notice, objections as they are read, and recusals.</summary>
public sealed partial class AwardYearGrain
{
    public Task<WriteResult> DeclareRecusalAsync(WriteRequest request, string region, string reason) =>
        services.Recorder.RecordAsync(request, _province, async at =>
        {
            if (!RegionCode.TryFrom(region, out var code) || code.Province != _province)
            {
                return Plan.Refuse(RefusalCode.RegionUnknown, "/region", $"'{region}' is no region of {_province}.");
            }

            var year = _year;
            var (context, refusal) = await SheetContexts.OfAsync(
                services.Catalogue, year.State, code, null, _awardYear, request.Caller.ToCaller(), Operation.DeclareRecusal,
                CivilDates.Of(at));
            return context is null
                ? Plan.Refuse([refusal!], [Seen(year)])
                : Plan.From(RecusalDecider.Declare(year.State, context, reason), year.Stream, year.Version);
        }, CatchUpAsync);

    public Task<WriteResult> WithdrawRecusalAsync(WriteRequest request, string id, string reason) =>
        services.Recorder.RecordAsync(request, _province, async _ =>
        {
            var year = _year;
            var caller = request.Caller.ToCaller();
            var forbidden = await ForbiddenAsync(caller, year.State, id);
            return forbidden is not null
                ? Plan.Refuse([forbidden], [Seen(year)])
                : Plan.From(
                    RecusalDecider.Withdraw(year.State, _awardYear, id, reason, caller.Person), year.Stream, year.Version);
        }, CatchUpAsync);

    public async Task<IReadOnlyList<ObjectionView>?> ObjectionsAsync(CallerView caller)
    {
        await CatchUpAsync();
        if (_year.State.Opened is not { } opened)
        {
            return null;
        }

        var asking = caller.ToCaller();
        var regions = AccessRules.CheckRole(asking, Operation.ReadObjections) is null
            ? await services.Loader.SheetsAsync(opened)
            : [];
        return
        [
            .. regions.Where(r => asking.Covers(r.Row.Code, r.Row.Parent)).OrderBy(r => r.Row.Code)
                .SelectMany(r => r.State.Objections, (r, objection) => View(r.Row.Code, objection)),
        ];
    }

    private ObjectionView View(RegionCode region, ObjectionRecord objection)
    {
        var said = services.Objections.Find(objection.Digest);
        return new ObjectionView(
            objection.Id, region.Value, Texts.Of(objection.Origin), objection.Indicator, said?.Text, said?.Evidence,
            objection.Upheld, objection.Answer);
    }

    /// <summary>Whoever reaches the region a recusal is about may ask for it; an unknown id is told by the decider.</summary>
    private async Task<Refusal?> ForbiddenAsync(Caller caller, YearState year, string id)
    {
        if (year.Opened is not { } opened || year.Recusals.Find(r => r.Id == id) is not { } recusal)
        {
            return AccessRules.CheckRole(caller, Operation.WithdrawRecusal);
        }

        var register = await services.Catalogue.RegisterAsync(_province, opened.RegisterHash);
        return AccessRules.Check(
            caller, Operation.WithdrawRecusal, recusal.Region, register.Find(recusal.Region, _awardYear)?.Parent, "id");
    }

    /// <summary>A step that is no publication, with what the public sees of it.</summary>
    private async Task<Plan> StepPlanAsync(
        YearOnRecord year,
        IReadOnlyList<Fact> facts,
        Stage to,
        (Rulebook Rulebook, IReadOnlyList<SealedRegion> Regions, OtherYears Others) material,
        WriteRequest request,
        DateTimeOffset at)
    {
        if (to != Stage.Notice)
        {
            return year.State.Stage == Stage.Notice
                ? YearPlan(year, facts, request, at, null, NoticeDocuments.None(_province, _awardYear))
                : YearPlan(year, facts, request, at);
        }

        // What the list looks back on is read behind a guard: last year's publication may come in between.
        var opened = year.State.Opened!;
        return YearPlan(
            year,
            facts,
            request,
            at,
            [.. SheetGuards(material.Regions), .. material.Others.HoldPrevious()],
            NoticeDocuments.Of(
                opened,
                material.Rulebook,
                await services.Catalogue.RegisterAsync(_province, opened.RegisterHash),
                material.Regions,
                await services.Loader.PreviousAsync(_province, _awardYear)));
    }
}
