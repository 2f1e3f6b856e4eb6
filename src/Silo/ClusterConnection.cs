using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Award.Silo;

/// <summary>Connects the client to its cluster while the host goes on with its start.</summary>
/// <param name="client">Orleans' own service that connects, and disconnects.</param>
internal sealed partial class ClusterConnection(
    IHostedService client, ClusterReach reach, IHostApplicationLifetime lifetime, ILogger<ClusterConnection> log)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _connecting = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _connecting = ConnectAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (reach.Found.IsCompleted)
        {
            await client.StopAsync(cancellationToken);
        }
    }

    public void Dispose() => _stopping.Dispose();

    private async Task ConnectAsync()
    {
        await Task.Yield();
        try
        {
            await client.StartAsync(_stopping.Token);
            reach.Tell();
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // The host stops before a silo was found.
        }
        catch (Exception fault)
        {
            // What is merely away is looked for again and again; this would never come right.
            SayFailed(log, fault);
            Environment.ExitCode = EndOfSilo.ExitCode;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(LogLevel.Critical, "this process cannot become a client of the cluster and ends")]
    private static partial void SayFailed(ILogger log, Exception fault);
}
