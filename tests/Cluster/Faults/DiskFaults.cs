using System.Net;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>The disk of the embedded engine is full, and has room again.</summary>
internal sealed class FullDisk(Func<DiskImage> disk) : Fault
{
    public override string Name => "disk full";

    public override string? Missing => Needs.Missing(DiskImage.Programs);

    public override TimeSpan Budget => TimeSpan.FromSeconds(10);

    public override TimeSpan Lasts(FaultScene scene) => TimeSpan.FromSeconds(4);

    public override Task BeginAsync(FaultScene scene) => disk().FillAsync();

    public override Task EndAsync(FaultScene scene)
    {
        disk().Empty();
        return Task.CompletedTask;
    }
}

/// <summary>A synchronisation fails: the embedded engine ends by itself, and is started again.</summary>
internal sealed class FailedSyncOfTheEngine : Fault
{
    private Strace? _strace;

    public override string Name => "fdatasync error of the embedded engine";

    public override string? Missing => Needs.Missing("strace");

    public override TimeSpan Budget => TimeSpan.FromSeconds(45);

    public override async Task BeginAsync(FaultScene scene)
    {
        var engine = scene.AnySilo();
        _strace = await Strace.FailSyncsAsync([engine.ProcessId]);
        await engine.UntilEndedAsync();
    }

    public override async Task EndAsync(FaultScene scene)
    {
        await (_strace?.DisposeAsync() ?? ValueTask.CompletedTask);
        FaultScene.Revive(scene.AnySilo());
    }
}

/// <summary>A synchronisation of the database server fails: it panics, and recovers.</summary>
internal sealed class FailedSyncOfTheDatabase : Fault
{
    private Strace? _strace;

    public override string Name => "WAL fdatasync error of the database";

    public override string? Missing => Needs.Missing("strace");

    public override TimeSpan Budget => TimeSpan.FromSeconds(20);

    public override async Task BeginAsync(FaultScene scene)
    {
        var server = scene.Installation.Server!;
        var before = Panics(server);
        _strace = await Strace.FailSyncsAsync([.. Processes.Family(server.ProcessId).Skip(1)]);
        await Until.TrueAsync(() => Panics(server) > before, "a panic of the server");
    }

    public override async Task EndAsync(FaultScene scene) => await (_strace?.DisposeAsync() ?? ValueTask.CompletedTask);

    private static int Panics(PostgresServer server) => server.Log.Split("PANIC").Length;
}

/// <summary>The database takes no writes: as after a failover to a standby, or when its guard says so.</summary>
internal sealed class ReadOnlyDatabase : Fault
{
    public override string Name => "database read-only";

    public override TimeSpan Budget => TimeSpan.FromSeconds(10);

    public override TimeSpan Lasts(FaultScene scene) => TimeSpan.FromSeconds(4);

    public override Task BeginAsync(FaultScene scene) => SetAsync(scene.Installation.Server!, isReadOnly: true);

    public override Task EndAsync(FaultScene scene) => SetAsync(scene.Installation.Server!, isReadOnly: false);

    internal static async Task SetAsync(PostgresServer server, bool isReadOnly)
    {
        await PostgresServer.ExecuteAsync(
            $"{server.ConnectionString()};Options=-c default_transaction_read_only=off",
            $"ALTER SYSTEM SET default_transaction_read_only = {(isReadOnly ? "on" : "off")}");
        await PostgresServer.ExecuteAsync(server.ConnectionString(), "SELECT pg_reload_conf()");
    }
}

/// <summary>Two thousand clients that trickle, at one entrance.</summary>
internal sealed class SlowClients : Fault, IAsyncDisposable
{
    private const int Clients = 2000;
    private const string Live = "/api/v1/standings/live?province=970000&year=2020&level=county";
    private TricklingClients? _clients;

    public override string Name => "2,000 trickling clients";

    public override TimeSpan Budget => TimeSpan.FromSeconds(10);

    public override bool IsRiddenOut => true;

    public override TimeSpan Lasts(FaultScene scene) => TimeSpan.FromSeconds(scene.IsShort ? 6 : 40);

    public override async Task BeginAsync(FaultScene scene)
    {
        var entrance = scene.AnyEntrance();
        var server = new IPEndPoint(IPAddress.Parse(entrance.Plan.Address.Host), entrance.Plan.Address.Port);
        _clients = new TricklingClients(server, Clients, scene.Installation.Token("slow", ["publisher"]), Live);
        await Until.TrueAsync(() => _clients.Connected > Clients * 9 / 10, "most slow clients to have a connection");
    }

    public override async Task EndAsync(FaultScene scene) => await DisposeAsync();

    public ValueTask DisposeAsync() => _clients?.DisposeAsync() ?? ValueTask.CompletedTask;
}
