using Award.Grains;
using Award.Ledger;
using Award.Rules.Record;
using Simulation.Tests.Audit;

namespace Simulation.Tests.Driving;

// What the engine does by itself when a date is near or over.
public sealed partial class Simulation
{
    /// <summary>The engine looks at the dates of every year, as it does now and again and at each start.</summary>
    private async Task WakeAsync()
    {
        foreach (var year in _auditor.Years.Keys.ToList())
        {
            await SendAsync(new HonourDeadlines(year));
        }
    }

    /// <summary>
    /// What is due is done, though the answer may have been lost: then nothing is due any more, and the record tells that it was.
    /// </summary>
    private async Task WakeAsync(HonourDeadlines ask)
    {
        Look();
        _steps.Add($"{ask}{(_auditor.Judge(ask).Count > 0 ? " → NothingDue" : "")}");
        var request = Engine.Calls.Request(ask, "unused");
        await SettleAsync([new Sent(ask, request, await CallAsync(ask, request))]);
        Compare.Same(["NothingDue"], _auditor.Judge(ask), () => $"what is left to do after {ask}");
    }

    /// <summary>Of the years of a burst, the engine's own commands that were recorded in it, by position.</summary>
    private async Task<IReadOnlyList<(long Position, Sent Sent)>> ByTheEngineAsync(IEnumerable<Ask> asks)
    {
        var found = new List<(long, Sent)>();
        foreach (var ask in asks.OfType<HonourDeadlines>().DistinctBy(a => a.Year))
        {
            var stream = $"year/{Land.Province}/{ask.Year}";
            foreach (var entry in await _silo.Ledger.ReadStreamAsync(stream, _auditor.VersionOf(stream)))
            {
                if (entry.Actor == Person.Engine && entry.Fact is StageMoved { To: Stage.Review } or DeadlineAnnounced)
                {
                    found.Add((entry.Position, new Sent(ask, Engine.Calls.Request(ask, "unused"), Recorded(entry))));
                }
            }
        }

        return found;
    }

    private static WriteResult Recorded(Entry entry) => new(
        new ReceiptView(
            entry.CommandId, entry.Stream, entry.Version, entry.Hash, entry.At, [new HeadView(entry.Stream, entry.Version)]),
        [],
        []);
}
