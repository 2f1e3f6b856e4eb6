using Microsoft.Extensions.Logging;

namespace Award.Silo;

/// <summary>Whether this client has found the cluster since it started.</summary>
public sealed partial class ClusterReach(TimeProvider clock, ILogger<ClusterReach> log) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan BeforeTheNextTry = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _said;

    /// <summary>Ends when a silo has been found for the first time.</summary>
    public Task Found => _found.Task;

    /// <summary>As long as it takes: silos and the database may come later than this process.</summary>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (!_said)
        {
            _said = true;
            SayLooking(log, exception.Message);
        }

        await Task.Delay(BeforeTheNextTry, clock, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }

    internal void Tell()
    {
        if (_said)
        {
            SayFound(log);
        }

        _found.TrySetResult();
    }

    [LoggerMessage(LogLevel.Warning, "no silo is found yet, and one is looked for every second: {Why}")]
    private static partial void SayLooking(ILogger log, string why);

    [LoggerMessage(LogLevel.Warning, "a silo is found")]
    private static partial void SayFound(ILogger log);
}
