using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Microsoft.Extensions.Hosting;
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

/// <summary>
/// A round at the start, before anything is answered, so that what passed while everything was down is honoured first; then one
/// now and again.
/// </summary>
internal sealed partial class DeadlineRounds(
    DeadlineRound round, IOptions<DeadlineOptions> options, TimeProvider clock, ILogger<DeadlineRounds> log)
    : BackgroundService
{
    private PeriodicTimer? _timer;

    /// <summary>The timer counts from the start, not from when a thread is free for the first wait.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken);
        _timer = options.Value.Every > TimeSpan.Zero ? new PeriodicTimer(options.Value.Every, clock) : null;
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_timer is { } timer && await NextAsync(timer, stoppingToken))
        {
            await RunAsync(stoppingToken);
        }
    }

    public override void Dispose()
    {
        _timer?.Dispose();
        base.Dispose();
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await round.RunAsync(cancellation);
        }
        catch (Exception failure) when (failure is not LedgerFailedException)
        {
            LogMissed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A round of the deadlines was missed")]
    private partial void LogMissed(Exception failure);
}
