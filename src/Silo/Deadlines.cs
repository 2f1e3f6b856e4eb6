using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Award.Silo;

/// <summary>How deadlines are looked after.</summary>
public sealed class DeadlineOptions
{
    /// <summary>How often open years are looked at after the start; zero: only then.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// Wakes every year that is not published. It only wakes up: the year decides from the ledger what is due, so a round may be
/// missed, doubled or run in many silos at once.
/// </summary>
public sealed partial class DeadlineRound(
    IPublished published, IGrainFactory grains, ILogger<DeadlineRound> log)
{
    /// <summary>One year that cannot be woken keeps no other from being; the next round tries it again.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        foreach (var document in await published.ListAsync("years/", cancellation))
        {
            var year = DocumentJson.Read<YearDocument>(document.Bytes.Span);
            if (year.Stage != "published")
            {
                await WakeAsync(StreamNames.Year(new RegionCode(year.Province), new AwardYear(year.Year)));
            }
        }
    }

    private async Task WakeAsync(string year)
    {
        try
        {
            await grains.GetGrain<IAwardYearGrain>(year).HonourDeadlinesAsync();
        }
        catch (Exception failure) when (failure is not LedgerFailedException)
        {
            LogPostponed(year, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The deadlines of {Year} are not honoured yet; the next round tries again")]
    private partial void LogPostponed(string year, Exception failure);
}

/// <summary>What passed while everything was down is honoured first; then deadlines are looked after as told.</summary>
internal sealed class DeadlineRounds(
    DeadlineRound round, IOptions<DeadlineOptions> options, TimeProvider clock, ILogger<DeadlineRounds> log)
    : Rounds(options.Value.Every, clock, log)
{
    protected override Task RunAsync(CancellationToken cancellation) => round.RunAsync(cancellation);
}
