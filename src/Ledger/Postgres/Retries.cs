using System.Net.Sockets;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Award.Ledger.Postgres;

/// <summary>
/// Whole transactions are tried again, on a new connection, while the database is restarting, cannot be
/// reached, or gives way to another (serialisation failure, deadlock, lock timeout), as long as patience lasts.
/// </summary>
internal sealed class Retries
{
    private const int MostFences = 3;

    /// <summary>idle_in_transaction_session_timeout: this process was frozen for a while.</summary>
    private const string IdleInTransaction = "25P03";

    private readonly ResiliencePipeline _pipeline;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;

    public Retries(NpgsqlDataSource source, PostgresLedgerOptions options)
    {
        (_clock, _patience) = (options.Clock, options.Patience);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = options.Clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is { } fault
                    && (IsPassing(fault) || (fault is FencedException && arguments.AttemptNumber < MostFences))
                    && arguments.Context.Properties.GetValue(Began, 0) is var began
                    && _clock.GetElapsedTime(began) < _patience),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(10),
                MaxDelay = TimeSpan.FromMilliseconds(500),
                UseJitter = true,
                OnRetry = arguments =>
                {
                    // The other connections of the pool broke when this one did.
                    if (IsLost(arguments.Outcome.Exception!))
                    {
                        source.Clear();
                    }

                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    private static readonly ResiliencePropertyKey<long> Began = new("began");

    /// <summary>Whether the same may succeed a little later: it is the server's or the network's, not ours.</summary>
    public static bool IsPassing(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled
            or PostgresErrorCodes.ReadOnlySqlTransaction
            or IdleInTransaction } => true,

        // Room is made by people, not by waiting.
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => false,
        PostgresException known => known.IsTransient,
        _ => IsLost(fault),
    };

    public Task RunAsync(Func<Task> attempt) => RunAsync(
        async _ =>
        {
            await attempt().ConfigureAwait(false);
            return 0;
        },
        CancellationToken.None);

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(Began, _clock.GetTimestamp());
        try
        {
            return await _pipeline.ExecuteAsync(
                async inner => await attempt(inner.CancellationToken).ConfigureAwait(false), context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsLost(Exception fault) => fault is PostgresException known
        ? known.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.ReadOnlySqlTransaction
            or IdleInTransaction
        : fault is NpgsqlException or IOException or SocketException or TimeoutException;
}
