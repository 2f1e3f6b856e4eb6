using Award.Grains;
using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Award.Silo;

/// <summary>How recounts are looked after.</summary>
public sealed class RecountOptions
{
    /// <summary>How often what has changed is looked at after the start; zero: only then.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(20);
}

/// <summary>
/// Finishes what a publication, a revocation or a decided suspension left open: because its process ended, or because a silo, the
/// network or the record was away for a moment. What is open is looked for in the record, not remembered anywhere else. What is
/// finished ends with the fact that says so, so one entry a stream tells. It may run in many silos at once.
/// </summary>
public sealed partial class RecountRound(ILedger ledger, IGrainFactory grains, ILogger<RecountRound> log)
{
    private readonly Dictionary<(RegionCode, string), long> _lookedAt = [];
    private readonly SortedSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>
    /// Looks at the streams that have changed since the last round, all of them in the first, and at those that could not be
    /// finished then. Streaks come before the years that wait for them. Not to be run twice at the same time.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        foreach (var province in await ledger.ReadProvincesAsync(cancellation))
        {
            await LookAsync(province, StreamNames.Streaks, cancellation);
            await LookAsync(province, StreamNames.Years(province), cancellation);
        }

        foreach (var stream in _open.ToList())
        {
            await FinishAsync(stream);
        }
    }

    /// <summary>The streams whose last entry is something else; the grain then sees whether anything is left to do.</summary>
    private async Task LookAsync(RegionCode province, string prefix, CancellationToken cancellation)
    {
        var before = _lookedAt.GetValueOrDefault((province, prefix));
        foreach (var head in await ledger.ReadHeadsAsync(province, prefix, before, cancellation))
        {
            var last = await ledger.ReadStreamAsync(head.Stream, head.Version - 1, cancellation);
            if (last is not [.., { Fact: StreakRecounted or RecountFinished }])
            {
                _open.Add(head.Stream);
            }

            _lookedAt[(province, prefix)] = head.Position;
        }
    }

    /// <summary>One that cannot be finished keeps no other from being.</summary>
    private async Task FinishAsync(string stream)
    {
        try
        {
            await (stream.StartsWith(StreamNames.Streaks, StringComparison.Ordinal)
                ? grains.GetGrain<IStreakGrain>(stream).RecountAsync()
                : grains.GetGrain<IAwardYearGrain>(stream).FinishRecountAsync());
            _open.Remove(stream);
        }
        catch (Exception failure) when (failure is not LedgerFailedException)
        {
            SayOpen(log, stream, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The recount of {Stream} is not finished; the next round tries again")]
    private static partial void SayOpen(ILogger log, string stream, Exception failure);
}

/// <summary>Recounts are finished first; then they are looked after as told.</summary>
internal sealed class RecountRounds(
    RecountRound round, IOptions<RecountOptions> options, TimeProvider clock, ILogger<RecountRounds> log)
    : Rounds(options.Value.Every, clock, log)
{
    protected override Task RunAsync(CancellationToken cancellation) => round.RunAsync(cancellation);
}
