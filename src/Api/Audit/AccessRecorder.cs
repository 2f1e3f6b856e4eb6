using System.Threading.Channels;
using Award.Ledger;
using Award.Ledger.People;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Award.Api.Audit;

/// <summary>
/// Writes the access log in batches beside the requests: a line is on the disk a moment after its request,
/// and all are before the host has stopped. A line taken is never dropped while the process lives. Where
/// writing fails, lines wait and requests are answered; what cannot be logged is not answered: while too
/// many wait, requests of signed-in people are refused.
/// </summary>
internal sealed partial class AccessRecorder(IAccessLines lines, TimeProvider clock, ILogger<AccessRecorder> log)
    : BackgroundService, IHealthCheck
{
    /// <summary>Lines that may wait, those of requests under way included.</summary>
    public const int Capacity = 10_000;

    private const int MostInABatch = 1000;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BeforeTheNextTry = TimeSpan.FromSeconds(1);

    private readonly Channel<AccessLine> _waiting =
        Channel.CreateUnbounded<AccessLine>(new UnboundedChannelOptions { SingleReader = true });

    private int _pending;
    private volatile string? _fault;

    /// <summary>Lines that wait, those of requests under way included.</summary>
    public int Backlog => Volatile.Read(ref _pending);

    /// <summary>
    /// Takes the place of one line; false when the request cannot be logged and must be refused.
    /// </summary>
    public bool TryBegin()
    {
        if (Interlocked.Increment(ref _pending) <= Capacity)
        {
            return true;
        }

        Interlocked.Decrement(ref _pending);
        return false;
    }

    /// <summary>The line of a request whose place was taken.</summary>
    public void End(AccessLine line)
    {
        if (!_waiting.Writer.TryWrite(line))
        {
            SayLate(log, line.Trace);
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_fault is { } fault
            ? HealthCheckResult.Degraded($"the access log cannot be written, its lines wait: {fault}")
            : HealthCheckResult.Healthy());

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);

        // A host that stops as soon as it has started may never have begun to write.
        if (ExecuteTask is { IsCompleted: true })
        {
            while (Take() is { Count: > 0 } rest && await FinishAsync(rest))
            {
            }
        }
    }

    /// <summary>Ends when the channel is empty and completed, which <see cref="StopAsync"/> does.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await PauseAsync(Gathering, stoppingToken);
            var batch = Take();
            while (!await TryWriteAsync(batch))
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    SayLost(log, batch.Count + _waiting.Reader.Count);
                    return;
                }

                await PauseAsync(BeforeTheNextTry, stoppingToken);
            }

            Interlocked.Add(ref _pending, -batch.Count);
        }
    }

    private List<AccessLine> Take()
    {
        var batch = new List<AccessLine>();
        while (batch.Count < MostInABatch && _waiting.Reader.TryRead(out var line))
        {
            batch.Add(line);
        }

        return batch;
    }

    private async Task<bool> FinishAsync(List<AccessLine> rest)
    {
        if (await TryWriteAsync(rest))
        {
            return true;
        }

        SayLost(log, rest.Count + _waiting.Reader.Count);
        return false;
    }

    private async Task<bool> TryWriteAsync(List<AccessLine> batch)
    {
        try
        {
            await lines.WriteAsync(batch);
            if (_fault is not null)
            {
                SayWritten(log);
                _fault = null;
            }

            return true;
        }
        // Whatever it is, the lines wait and are tried again: a log out of reach ends no process.
        catch (Exception fault) when (fault is not LedgerFailedException)
        {
            if (_fault is null)
            {
                SayFailed(log, fault);
            }

            _fault = fault.Message;
            return false;
        }
    }

    private async Task PauseAsync(TimeSpan time, CancellationToken stopping) =>
        await Task.Delay(time, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(LogLevel.Critical, "the access log cannot be written; its lines wait, and when too many do, signed-in people are refused")]
    private static partial void SayFailed(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Warning, "the access log is written again")]
    private static partial void SayWritten(ILogger log);

    [LoggerMessage(LogLevel.Critical, "the access log could not be written before the end: {Count} lines are lost")]
    private static partial void SayLost(ILogger log, int count);

    [LoggerMessage(LogLevel.Critical, "request {Trace} ended after the access log was closed")]
    private static partial void SayLate(ILogger log, string trace);
}
