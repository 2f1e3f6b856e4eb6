using Award.Ledger.Sqlite;
using Award.Silo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Support;

/// <summary>One silo in this process over a ledger in a folder: what the default host runs, without HTTP.</summary>
public sealed class EmbeddedHost : IAsyncDisposable
{
    private readonly IHost _host;

    private EmbeddedHost(IHost host, SqliteLedger ledger, string folder)
    {
        _host = host;
        Ledger = ledger;
        Folder = folder;
    }

    public SqliteLedger Ledger { get; }

    public string Folder { get; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    public static async Task<EmbeddedHost> StartAsync(
        string folder, TimeProvider? time = null, Action<IServiceCollection>? configure = null)
    {
        Directory.CreateDirectory(folder);
        var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = folder });
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.AddEmbeddedSilo(ledger, new AwardSiloOptions { Dashboard = false });
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new EmbeddedHost(host, ledger, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Ledger.DisposeAsync();
    }
}
