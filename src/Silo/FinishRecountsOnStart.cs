using Award.Grains;
using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Silo;

/// <summary>
/// Finishes what a publication, a revocation or a decided suspension left open when the process ended: recounts are looked for
/// in the record, not remembered anywhere else. What is finished ends with the fact that says so, so one entry a stream tells.
/// </summary>
internal sealed class FinishRecountsOnStart(ILedger ledger, IGrainFactory grains) : IStartupTask
{
    public async Task Execute(CancellationToken cancellationToken)
    {
        foreach (var province in await ledger.ReadProvincesAsync(cancellationToken))
        {
            foreach (var stream in await UnfinishedAsync<StreakRecounted>(province, "streak/", cancellationToken))
            {
                await grains.GetGrain<IStreakGrain>(stream).RecountAsync();
            }

            foreach (var stream in await UnfinishedAsync<RecountFinished>(province, $"year/{province}/", cancellationToken))
            {
                await grains.GetGrain<IAwardYearGrain>(stream).FinishRecountAsync();
            }
        }
    }

    /// <summary>The streams whose last entry is something else; the grain then sees whether anything is left to do.</summary>
    private async Task<IReadOnlyList<string>> UnfinishedAsync<TLast>(
        RegionCode province, string prefix, CancellationToken cancellation)
        where TLast : Fact
    {
        var streams = new List<string>();
        foreach (var head in await ledger.ReadHeadsAsync(province, prefix, 0, cancellation))
        {
            var last = await ledger.ReadStreamAsync(head.Stream, head.Version - 1, cancellation);
            if (last is not [.., { Fact: TLast }])
            {
                streams.Add(head.Stream);
            }
        }

        return streams;
    }
}
