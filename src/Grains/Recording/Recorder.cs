using Award.Ledger;
using Award.Ledger.People;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>
/// The way of every write: decide, append, answer. A refusal is given only when no earlier receipt answers for the key and
/// everything it was decided on still stands, so that it was right at one moment. Else, and on a conflict, the caller's state
/// is brought up to date and the decision is made again; the ledger's fences, not the grain's activation, keep order.
/// </summary>
/// <remarks>
/// A preview goes the same way up to the append. A command that confirms one is appended under guards on everything the
/// difference was computed from, so that what was seen is what happens.
/// </remarks>
public sealed class Recorder(
    ILedger ledger, ITokenRegistry tokens, Previewer previewer, IPublishedNotices notices, TimeProvider clock)
{
    private const int Attempts = 8;

    /// <param name="decide">Decides on the state as it stands, for the given instant.</param>
    /// <param name="catchUp">Brings the deciding state up to the ledger's: after a conflict, and when a refusal was out of date.</param>
    /// <param name="committed">Takes in what was just appended; without it the state catches up from the ledger.</param>
    internal async Task<WriteResult> RecordAsync(
        WriteRequest request,
        RegionCode province,
        Func<DateTimeOffset, Task<Plan>> decide,
        Func<Task> catchUp,
        Action<Plan>? committed = null)
    {
        var person = new Person(request.Subject);
        if (request.Caller.TokenId is { } token && !await tokens.IsGoodAsync(token))
        {
            return WriteResult.Refused(new RefusalView(
                nameof(RefusalCode.TokenRevoked), "Authorization", "This token was revoked or has expired.", null));
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var at = Now();
            var plan = await decide(at);
            if (plan.Refusals.Count > 0)
            {
                if (await StillStandsAsync(plan.Guards))
                {
                    return await EarlierAsync(person, request)
                        ?? WriteResult.Refused([.. plan.Refusals.Select(Views.Of)]) with { Affirm = plan.Affirm };
                }

                await catchUp();
                continue;
            }

            IReadOnlyList<StreamGuard> guards = plan.Guards;
            if (request.Preview || request.Confirms is not null)
            {
                var foretold = await previewer.ForetellAsync(request, province, plan, at);
                if (request.Preview || request.Confirms != foretold.Hash)
                {
                    if (await StillStandsAsync([.. plan.Seen, .. foretold.Guards]))
                    {
                        return request.Preview
                            ? WriteResult.Previewed(new PreviewView(foretold.Hash, foretold.Difference))
                            : await EarlierAsync(person, request) ?? Outdated();
                    }

                    await catchUp();
                    continue;
                }

                guards = plan.GuardedBy(foretold.Guards);
            }

            var command = new Command(
                province, person, request.IdempotencyKey, request.BodyHash, at,
                plan.Appends, guards, plan.Documents);
            switch (await GrainMetrics.AppendAsync(ledger, command))
            {
                case AppendResult.Committed done:
                    if (plan.Documents.Count > 0)
                    {
                        notices.Published();
                    }

                    await TakeInAsync(plan, catchUp, committed);
                    return new WriteResult(Views.Of(done.Receipt), CreatedBy(plan.Appends), []);
                case AppendResult.AlreadyRecorded recorded:
                    return await AnswerAsync(recorded.Receipt);
                case AppendResult.KeyReused:
                    return KeyReused();
                default:
                    await catchUp();
                    break;
            }
        }

        return WriteResult.Refused(new RefusalView(
            nameof(RefusalCode.RecordBusy), "", "The record changed too often meanwhile; try again.", null));
    }

    /// <summary>
    /// An append on an old state conflicts; a refusal would not be noticed, so what it was decided on is looked at again.
    /// Versions only grow: what stands now as it was seen has stood so ever since.
    /// </summary>
    private async Task<bool> StillStandsAsync(IReadOnlyList<StreamGuard> seen)
    {
        foreach (var guard in seen)
        {
            if ((await ledger.ReadHeadAsync(guard.Stream))?.Version is var stands && (stands ?? 0) != guard.Version)
            {
                return false;
            }
        }

        return true;
    }

    private static Task TakeInAsync(Plan plan, Func<Task> catchUp, Action<Plan>? committed)
    {
        if (committed is null)
        {
            return catchUp();
        }

        committed(plan);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The answer to a command that was recorded before, when a repeat would be refused by what it did itself; null when there
    /// is none. A repeat that would be accepted is told apart by the append.
    /// </summary>
    private async Task<WriteResult?> EarlierAsync(Person person, WriteRequest request) =>
        request.Preview || await ledger.FindCommandAsync(person, request.IdempotencyKey) is not { } earlier ? null
        : earlier.BodyHash == request.BodyHash ? await AnswerAsync(earlier.Receipt)
        : KeyReused();

    /// <summary>The id of the first object a recorded command created, by its receipt's id; null when there is none.</summary>
    public async Task<CreatedView?> CreatedByAsync(string receiptId)
    {
        var receipt = await ledger.FindReceiptAsync(receiptId);
        foreach (var stream in receipt?.Streams.Select(head => head.Stream) ?? [])
        {
            var entries = await ledger.ReadStreamAsync(stream);
            if (entries.FirstOrDefault(e => e.CommandId == receiptId && CreatedBy(e.Fact) is not null) is { } entry)
            {
                return new CreatedView(CreatedBy(entry.Fact)!, YearOf(entry));
            }
        }

        return null;
    }

    /// <summary>The calendar date in Asia/Shanghai.</summary>
    internal DateOnly Today => CivilDates.Of(Now());

    /// <summary>Now, cut to the whole milliseconds the record keeps.</summary>
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private async Task<WriteResult> AnswerAsync(Receipt receipt)
    {
        var created = new List<string>();
        foreach (var head in receipt.Streams)
        {
            var entries = await ledger.ReadStreamAsync(head.Stream);
            created.AddRange(entries.Where(e => e.CommandId == receipt.Id).Select(e => CreatedBy(e.Fact)).OfType<string>());
        }

        return new WriteResult(Views.Of(receipt), created, []);
    }

    private static List<string> CreatedBy(IReadOnlyList<StreamAppend> appends) =>
        [.. appends.SelectMany(append => append.Facts).Select(CreatedBy).OfType<string>()];

    private static string? CreatedBy(Fact fact) => fact switch
    {
        IncidentRecorded recorded => recorded.Incident.Id,
        VetoRaised raised => raised.Id,
        DesignationSuspended suspended => suspended.Id,
        RevocationProposed proposed => proposed.Id,
        RulebookProposed proposed => proposed.Id,
        RegisterProposed proposed => proposed.Id,
        ObjectionRaised raised => raised.Id,
        RecusalDeclared declared => declared.Id,
        _ => null,
    };

    // A sheet's stream names its year second, a year's own last; a revocation is on a streak, which spans them all.
    private static int YearOf(Entry entry) => entry.Fact switch
    {
        RevocationProposed proposed => proposed.Year.Value,
        RecusalDeclared => int.Parse(entry.Stream.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture),
        _ => int.Parse(entry.Stream.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture),
    };

    private static WriteResult Outdated() => WriteResult.Refused(new RefusalView(
        nameof(RefusalCode.PreviewOutdated), "X-Preview-Hash",
        "This would change the awards otherwise than was previewed; preview it again.", null));

    private static WriteResult KeyReused() => WriteResult.Refused(new RefusalView(
        nameof(RefusalCode.IdempotencyKeyReused), "Idempotency-Key",
        "This idempotency key was used before with another request.", null));
}
