using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Microsoft.Extensions.Logging;

namespace Award.Grains;

/// <summary>Publication: one transaction; then the recount, step by step, each of which may run again.</summary>
public sealed partial class AwardYearGrain
{
    public async Task FinishRecountAsync()
    {
        await CatchUpAsync();
        if (_year.State.Opened is not { } opened || !_year.State.IsPublished || _year.State.IsRecounted)
        {
            return;
        }

        var register = await services.Catalogue.RegisterAsync(_province, opened.RegisterHash);
        foreach (var row in register.RegionsOf(_province, _awardYear))
        {
            var stream = StreamNames.Streak(register.LineageOf(row.Code)!.Value);
            await services.Grains.GetGrain<IStreakGrain>(stream).RecountAsync();
        }

        var key = $"recounted/{_province}/{_awardYear}";
        await services.Recorder.RecordAsync(
            WriteRequest.OfEngine(key, ContentHash.Of(key)),
            _province,
            _ => Task.FromResult(_year.State.IsRecounted
                ? Plan.Refuse(RefusalCode.RecordBusy, "", "The recount is already finished.")
                : Plan.Append([new StreamAppend(_year.Stream, _year.Version, [new RecountFinished()])])),
            CatchUpAsync);
    }

    /// <summary>The publication is on record; a recount that fails now is finished by a later round.</summary>
    private async Task TryFinishRecountAsync()
    {
        try
        {
            await FinishRecountAsync();
        }
        catch (Exception failure) when (failure is not LedgerFailedException)
        {
            LogRecountPostponed(_province.Value, _awardYear.Value, failure);
        }
    }

    private async Task<Plan> PublicationPlanAsync(
        (YearOnRecord OnRecord, YearOpened Opened) year,
        WriteRequest request,
        Rulebook rulebook,
        IReadOnlyList<SealedRegion> regions,
        OtherYears others,
        Func<YearPublished, Decision> publish,
        DateTimeOffset at)
    {
        var streaks = await services.Loader.StreaksAsync(regions.Select(r => r.Lineage));
        if (streaks.Values.Any(streak => streak.State.Outcomes.ContainsKey(_awardYear)))
        {
            // Published meanwhile: this decision was made on a year that is no more.
            return Plan.Refuse(
                [new Refusal(RefusalCode.RecordBusy, "", "The record changed meanwhile; try again.")], [Seen(year.OnRecord)]);
        }

        var publication = Publication.Of(new PublicationInput(
            year.Opened,
            rulebook,
            await services.Catalogue.RegisterAsync(_province, year.Opened.RegisterHash),
            regions,
            await services.Loader.PreviousAsync(_province, _awardYear),
            streaks.ToDictionary(s => s.Key, s => s.Value.State),
            at));
        return publish(publication.Sealed).Match(
            facts => PublicationPlan(
                year.OnRecord,
                YearDocuments.Of(year.OnRecord.Appended(facts, new Person(request.Subject), at)),
                [.. SheetGuards(regions), .. others.HoldEarlier()],
                publication,
                facts,
                streaks),
            refusals => Plan.Refuse(refusals, [Seen(year.OnRecord)]));
    }

    private Plan PublicationPlan(
        YearOnRecord year,
        PublishedDocument document,
        IReadOnlyList<StreamGuard> guards,
        Publication publication,
        IReadOnlyList<Fact> facts,
        IReadOnlyDictionary<LineageId, StreakOnRecord> streaks) =>
        Plan.Append(
            [
                new StreamAppend(year.Stream, year.Version, facts),
                .. publication.Outcomes.Select(o => new StreamAppend(
                    streaks[o.Lineage].Stream, streaks[o.Lineage].Version, [o.Outcome])),
            ],
            guards,
            [
                .. publication.Documents,
                document,
                NoticeDocuments.None(_province, _awardYear),
                .. publication.Outcomes.Select(o => StreakDocuments.Of(
                    _province, o.Lineage, StreakPlans.After(streaks[o.Lineage], Person.Engine, [o.Outcome]))),
            ]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The recount after publishing {Province} {Year} is not finished; "
        + "a round of the recounts goes on")]
    private partial void LogRecountPostponed(string province, int year, Exception failure);
}
