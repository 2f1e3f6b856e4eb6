using Award.Grains;
using Simulation.Tests.Audit;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Driving;

// Several commands at once on one year, most of them on one region.
public sealed partial class Simulation
{
    private sealed record Sent(Ask Ask, WriteRequest Request, WriteResult Result);

    private async Task BurstAsync()
    {
        if (_auditor.Years.Count == 0) return;
        Look();
        var asks = _intentions.Burst();
        _steps.Add($"at once: {string.Join(" | ", asks)}");
        _tally.Add("bursts");
        var requests = asks.Select(ask => (Ask: ask, Request: Calls.Request(ask, NewKey()))).ToList();
        if (_chance.Once(40))
        {
            requests.Add(_chance.Of(requests));
        }

        var results = await Task.WhenAll(requests.Select(r => CallAsync(r.Ask, r.Request)));
        await SettleAsync([.. requests.Zip(results, (r, result) => new Sent(r.Ask, r.Request, result))]);
    }

    /// <summary>
    /// Applies what was recorded in the ledger's order, in which each must have been right; and each refusal
    /// must have been
    /// right at one moment between.
    /// </summary>
    private async Task SettleAsync(IReadOnlyList<Sent> sent)
    {
        var recorded = new SortedDictionary<long, Sent>();
        var answered = sent.Where(s => s.Result.Receipt is not null);
        foreach (var one in answered.DistinctBy(s => s.Result.Receipt!.Id))
        {
            var receipt = await _silo.Ledger.FindReceiptAsync(one.Result.Receipt!.Id);
            Compare.Holds(receipt is not null, () => $"the receipt of {one.Ask} is not on record");
            recorded.Add(receipt!.Streams.Max(head => head.Position), one);
        }

        foreach (var (position, one) in await ByTheEngineAsync(sent.Select(s => s.Ask)))
        {
            recorded.TryAdd(position, one);
        }

        var refused = sent.Where(s => s.Result.Receipt is null).ToList();
        ExplainRefusals(refused);
        foreach (var one in recorded.Values)
        {
            Compare.Same(
                [], _auditor.Judge(one.Ask), () => $"{one.Ask} was recorded, at its place in the order");
            Take(one.Ask, one.Request, one.Result);
            ExplainRefusals(refused);
        }

        refused.RemoveAll(s => s.Result.Refusals.All(r => r.Code == "RecordBusy"));
        Compare.Holds(refused.Count == 0, () =>
            $"{refused[0].Ask} was refused ({Codes(refused[0])}), and at no moment was that right");
    }

    private void ExplainRefusals(List<Sent> refused)
    {
        foreach (var one in refused.Where(s => string.Join(",", _auditor.Judge(s.Ask)) == Codes(s)).ToList())
        {
            refused.Remove(one);
            Count(one.Ask, one.Result, one.Request);
        }
    }

    private static string Codes(Sent sent) => string.Join(",", sent.Result.Refusals.Select(r => r.Code));
}
