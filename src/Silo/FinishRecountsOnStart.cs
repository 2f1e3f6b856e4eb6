using Award.Grains;
using Award.Ledger;
using Award.Ledger.Replay;

namespace Award.Silo;

/// <summary>
/// Finishes what a publication, a revocation or a decided suspension left open when the process ended: recounts are looked for
/// in the record, not remembered anywhere else.
/// </summary>
internal sealed class FinishRecountsOnStart(ILedger ledger, IGrainFactory grains) : IStartupTask
{
    public async Task Execute(CancellationToken cancellationToken)
    {
        foreach (var province in await ledger.ReadProvincesAsync(cancellationToken))
        {
            foreach (var head in await ledger.ReadHeadsAsync(province, "streak/", 0, cancellationToken))
            {
                var streak = await StreakOnRecord.LoadAsync(ledger, head.Stream);
                if (streak.State.NeedsRecount)
                {
                    await grains.GetGrain<IStreakGrain>(head.Stream).RecountAsync();
                }
            }

            foreach (var head in await ledger.ReadHeadsAsync(province, $"year/{province}/", 0, cancellationToken))
            {
                var year = await YearOnRecord.LoadAsync(ledger, head.Stream);
                if (year.State.IsPublished && !year.State.IsRecounted)
                {
                    await grains.GetGrain<IAwardYearGrain>(head.Stream).FinishRecountAsync();
                }
            }
        }
    }
}
