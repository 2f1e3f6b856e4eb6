using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.People;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Grains;

/// <summary>Objections (异议): what is said stands beside the record, what becomes of it on record.</summary>
public abstract partial class RegionYearGrain
{
    public Task<WriteResult> RaiseObjectionAsync(WriteRequest request, ObjectionRow objection) => RaiseAsync(
        request with { BodyHash = services.Objections.Veiled(request.BodyHash) },
        ObjectionOrigin.City,
        objection,
        today => SheetContexts.OfAsync(
            services.Catalogue, _year.State, _code, level, _awardYear, request.Caller.ToCaller(), Operation.RaiseObjection,
            today));

    public Task<WriteResult> RaisePublicObjectionAsync(WriteRequest request, ObjectionRow objection)
    {
        var person = services.Objections.PersonOf(objection.Contact ?? "");
        return RaiseAsync(
            request with
            {
                Caller = new CallerView(person.Subject, [], [], [], null),
                BodyHash = services.Objections.Veiled(request.BodyHash),
            },
            ObjectionOrigin.Public,
            objection,
            today => SheetContexts.OfPublicAsync(services.Catalogue, _year.State, _code, level, _awardYear, person, today));
    }

    public async Task<WriteResult> DecideObjectionAsync(WriteRequest request, string id, ObjectionAnswerRow answer)
    {
        // It may be of two streams, so the state catches up from the record rather than from the plan.
        var result = await services.Recorder.RecordAsync(
            request, _code.Province, at => AnswerPlanAsync(request.Caller.ToCaller(), id, answer, at), CatchUpAsync);
        TellIfWritten(result);
        return result;
    }

    private async Task<WriteResult> RaiseAsync(
        WriteRequest request,
        ObjectionOrigin origin,
        ObjectionRow objection,
        Func<DateOnly, Task<(SheetContext? Context, Refusal? Refusal)>> contextOf)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var result = await services.Recorder.RecordAsync(request, _code.Province, PlanAsync, CatchUpAsync);

        // What is not on record is not kept either: a repeat, or a text that another objection was quicker than.
        foreach (var digest in kept.Where(digest => _sheet.State.Objections.All(o => o.Digest != digest)))
        {
            services.Objections.Erase(digest);
        }

        TellIfWritten(result);
        return result;

        async Task<Plan> PlanAsync(DateTimeOffset at)
        {
            var year = new StreamGuard(_year.Stream, _year.Version);
            var (context, refusal) = await contextOf(CivilDates.Of(at));
            if (context is null)
            {
                return Plan.Refuse([AsToThePublic(refusal!, origin)], [year]);
            }

            var decision = Decide(context, "");
            if (decision is Decision.Accepted && !request.Preview)
            {
                // Kept before it is recorded: what the record names is there, whatever ends this process meanwhile.
                var (digest, isNew) = services.Objections.Keep(
                    context.Person, request.IdempotencyKey, new ObjectionText(objection.Text, objection.Evidence, objection.Contact));
                if (isNew)
                {
                    kept.Add(digest);
                }

                decision = Decide(context, digest);
            }

            return Plan.From(decision, _sheet.Stream, _sheet.Version, year);
        }

        Decision Decide(SheetContext context, string digest) => SheetDecider.RaiseObjection(
            _sheet.State,
            _year.State,
            context,
            new ObjectionInput(origin, objection.Text, objection.Indicator, objection.Evidence, objection.Contact, digest),
            services.ObjectionLimits.Value.MostOpen);
    }

    // A year that nobody opened and one that takes no objections are the same to whoever has no token.
    private Refusal AsToThePublic(Refusal refusal, ObjectionOrigin origin) =>
        refusal.Code == RefusalCode.YearUnknown && origin == ObjectionOrigin.Public
            ? new(RefusalCode.StageForbids, "", $"award year {_awardYear} is not on public notice")
            : refusal;

    private async Task<Plan> AnswerPlanAsync(Caller caller, string id, ObjectionAnswerRow answer, DateTimeOffset at)
    {
        var year = _year;
        var sheet = _sheet;
        var (context, refusal) = await SheetContexts.OfAsync(
            services.Catalogue, year.State, _code, level, _awardYear, caller, Operation.DecideObjection, CivilDates.Of(at));
        var seen = new StreamGuard(year.Stream, year.Version);
        if (context is null)
        {
            return Plan.Refuse([refusal!], [seen]);
        }

        var decision = SheetDecider.DecideObjection(
            sheet.State, year.State, context, id, answer.Upheld, answer.Reason,
            [.. answer.Amendments.Select(a => new FigureCorrection(a.Indicator, a.Value))]);
        if (decision is not Decision.Accepted { Facts: var facts } || !answer.Upheld)
        {
            return Plan.From(decision, sheet.Stream, sheet.Version, seen);
        }

        var back = YearDecider.ReturnToReview(year.State, answer.Reason);
        return Plan.Append(
            [
                new StreamAppend(sheet.Stream, sheet.Version, facts),
                new StreamAppend(year.Stream, year.Version, [back]),
            ],
            documents:
            [
                YearDocuments.Of(year.Appended([back], caller.Person, at)),
                NoticeDocuments.None(_code.Province, _awardYear),
            ]);
    }

    private void TellIfWritten(WriteResult result)
    {
        if (result.Receipt is not null)
        {
            services.Notices.Changed(_code.Province, _awardYear, _sheet.Stream, _sheet.Version);
        }
    }
}
