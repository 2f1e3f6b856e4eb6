using System.Globalization;
using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Microsoft.Extensions.Logging;

namespace Award.Grains;

/// <summary>Deadlines: set to a later day by people, honoured by the engine, each once however often it is tried.</summary>
public sealed partial class AwardYearGrain
{
    private const int HonourAttempts = 4;

    public Task<WriteResult> ExtendDeadlineAsync(WriteRequest request, string deadline, DateOnly until, string reason) =>
        services.Recorder.RecordAsync(
            request, _province, at => Task.FromResult(ExtensionPlan(request, deadline, until, reason, at)), CatchUpAsync);

    public async Task<WriteResult?> HonourDeadlinesAsync()
    {
        await CatchUpAsync();
        for (var attempt = 0; attempt < HonourAttempts; attempt++)
        {
            if (DeadlineRules.Due(_year.State, services.Recorder.Today) is not { } due)
            {
                return null;
            }

            // One key for what is due: whoever tries it, and however often, the ledger takes it once.
            var key = KeyOf(due);
            var request = WriteRequest.OfEngine(key, ContentHash.Of(key));
            var result = await services.Recorder.RecordAsync(
                request, _province, at => Task.FromResult(DeadlinePlan(request, due, at)), CatchUpAsync);
            if (result.Receipt is not null)
            {
                LogHonoured(_province.Value, _awardYear.Value, due.Deadline, due.Date, Texts.Of(_year.State.Stage));
                return result;
            }

            // An extension or a step came in between: look again at what is due now.
            await CatchUpAsync();
        }

        return null;
    }

    private Plan ExtensionPlan(WriteRequest request, string deadline, DateOnly until, string reason, DateTimeOffset at)
    {
        if (AccessRules.Check(
            request.Caller.ToCaller(), Operation.ExtendDeadline, _province, path: "province") is { } forbidden)
        {
            return Plan.Refuse(forbidden);
        }

        return Texts.TryParse<Deadline>(deadline, out var which)
            ? Decided(
                YearDecider.ExtendDeadline(_year.State, _awardYear, which, until, reason, CivilDates.Of(at)), request, at)
            : Plan.Refuse(
                RefusalCode.MalformedInput, "/deadline", $"'{deadline}' is none of collecting, notice.");
    }

    // An announcement changes nothing that is public.
    private Plan DeadlinePlan(WriteRequest request, DueDeadline due, DateTimeOffset at)
    {
        var decision = YearDecider.HonourDeadline(_year.State, due, CivilDates.Of(at));
        return due.Passed ? Decided(decision, request, at) : Plan.From(decision, _year.Stream, _year.Version);
    }

    private Plan Decided(Decision decision, WriteRequest request, DateTimeOffset at) => decision.Match(
        facts => YearPlan(_year, facts, request, at), refusals => Plan.Refuse(refusals, [Seen(_year)]));

    // "deadline/330000/2017/collecting/2018-01-31"; an announcement has "announced/" before the deadline's name.
    private string KeyOf(DueDeadline due) => string.Create(
        CultureInfo.InvariantCulture,
        $"deadline/{_province}/{_awardYear}/{(due.Passed ? "" : "announced/")}{Texts.Of(due.Deadline)}/{due.Date:yyyy-MM-dd}");

    [LoggerMessage(Level = LogLevel.Information, Message = "{Province} {Year}: {Deadline} ends on {Date}; the year stands in {Stage}")]
    private partial void LogHonoured(string province, int year, Deadline deadline, DateOnly date, string stage);
}
