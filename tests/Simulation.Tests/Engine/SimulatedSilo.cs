using Award.Grains;
using Award.Grains.Recording;
using Award.Ledger;
using Award.Silo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Simulation.Tests.Engine;

/// <summary>
/// The real grains in a real silo of this process, over a ledger with mishaps, with notices that go astray
/// and a clock of each
/// caller's own. Standings heal only when they are asked to, so that nothing depends on how fast the machine
/// is.
/// </summary>
public sealed class SimulatedSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private SimulatedSilo(IHost host, FaultyLedger ledger)
    {
        _host = host;
        Ledger = ledger;
    }

    public FaultyLedger Ledger { get; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public FaultyNotices Notices => _host.Services.GetRequiredService<FaultyNotices>();

    public static async Task<SimulatedSilo> StartAsync(ILedger store, Planted planted = Planted.Nothing)
    {
        var ledger = new FaultyLedger(store, planted);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new SimulatedClock());
        builder.Services.AddSingleton<FaultyNotices>();
        builder.Services.AddSingleton<ISheetNotices>(
            services => services.GetRequiredService<FaultyNotices>());
        builder.Services.Configure<StandingsOptions>(options => options.HealEvery = TimeSpan.Zero);
        builder.AddEmbeddedSilo(ledger, new AwardSiloOptions { Dashboard = false });
        var host = builder.Build();
        await host.StartAsync();
        return new SimulatedSilo(host, ledger);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Ledger.DisposeAsync();
    }
}
