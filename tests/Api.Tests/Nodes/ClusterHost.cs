using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Api.Tests.Hosts;
using Award.Grains;
using Award.Ledger.People;
using Award.Ledger.Postgres;
using Award.Silo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Support;

namespace Api.Tests.Nodes;

/// <summary>One process of a cluster; it may be killed and started again over its folder.</summary>
internal sealed class Member(params string[] arguments) : RunningHost(arguments)
{
    public Task KillAsync() => EndAsync();

    public ValueTask StartAgainAsync() => StartAsync();
}

/// <summary>
/// A real PostgreSQL with two published years of the small province and a live one, two silos and two API nodes over it, each a
/// process.
/// </summary>
public sealed class ClusterHost : IAsyncLifetime
{
    /// <summary>Published.</summary>
    public const int First = 2001;

    /// <summary>Published.</summary>
    public const int Second = 2002;

    /// <summary>Collecting, and shown.</summary>
    public const int Live = 2003;

    private readonly PostgresServer _server = new();
    private string _database = "";
    private LocalTokens _tokens = null!;
    private PeopleDatabase _people = null!;

    internal IReadOnlyList<Member> Silos { get; private set; } = [];

    internal Member One { get; private set; } = null!;

    internal Member Two { get; private set; } = null!;

    internal IReadOnlyList<Member> Nodes => [One, Two];

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        if (PostgresServer.Missing is not null)
        {
            return;
        }

        _database = await _server.NewDatabaseAsync();
        await PostgresSchema.EnsureAsync(_database);
        await FillAsync();
        _people = PeopleDatabase.Open(new PostgresLedgerOptions { ConnectionString = _database, Clock = RealClock.Instance });
        Silos = [ASilo(), ASilo()];
        _tokens = new LocalTokens(_people, Silos[0].DataFolder, RealClock.Instance);
        _ = _tokens.Key;
        File.Copy(SigningKey.PathIn(Silos[0].DataFolder), SigningKey.PathIn(Silos[1].DataFolder));
        One = Node();
        Two = Node();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in (Member?[])[One, Two, .. Silos])
        {
            if (member is not null)
            {
                await member.DisposeAsync();
            }
        }

        if (_people is not null)
        {
            await _people.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    /// <summary>A token for somebody, issued where the silo's key is.</summary>
    public (string Id, string Text) Token(string person, string role, string region = "990000")
    {
        var (token, text) = _tokens.Issue(person, [role], [region], [], TimeSpan.FromDays(1));
        return (token.Id, text);
    }

    public void Revoke(string tokenId) => Assert.True(_tokens.Revoke(tokenId));

    /// <summary>All of it in one process over the same database, to compare with; it must be ended before silos start.</summary>
    internal Member Embedded() => new(
        "--Award:Mode", "Embedded", "--Award:Store", "Postgres", "--ConnectionStrings:Ledger", _database,
        "--Award:Demonstration", "false");

    /// <summary>Starts silos and nodes, and waits until every node holds all that is published.</summary>
    internal async Task StartAsync()
    {
        await Task.WhenAll(Silos.Concat(Nodes).Select(member => member.InitializeAsync().AsTask()));
        await UntilReadyAsync(One, "healthy");
        await UntilReadyAsync(Two, "healthy");
    }

    /// <summary>The silos, and the database under them.</summary>
    internal async Task LoseEverythingAsync()
    {
        await Task.WhenAll(Silos.Select(silo => silo.KillAsync()));
        await _server.StopAsync("immediate");
    }

    internal static Task UntilReadyAsync(RunningHost host, string status) => UntilAsync(async () =>
    {
        using var answer = await host.SendAsync(HttpMethod.Get, "/health/ready");
        return (await answer.Content.ReadAsStringAsync()).Contains($"\"{status}\"", StringComparison.OrdinalIgnoreCase);
    });

    /// <summary>Processes tell nothing of their own accord: they are asked until it is so.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> so)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await so())
        {
            await pulse.WaitForNextTickAsync(patience.Token);
        }
    }

    private Member ASilo() => new(
        "--Award:Mode", "Silo", "--Award:Store", "Postgres", "--ConnectionStrings:Ledger", _database,
        "--Award:Silo:Port", FreePort(), "--Award:Silo:GatewayPort", FreePort(), "--Award:Demonstration", "false",
        "--Award:Webhooks:AllowLoopback", "true");

    private Member Node() => new(
        "--Award:Mode", "Client", "--ConnectionStrings:Membership", _database, "--Award:Webhooks:AllowLoopback", "true");

    private async Task FillAsync()
    {
        await using var ledger = await PostgresLedger.OpenAsync(
            new PostgresLedgerOptions { ConnectionString = _database, Clock = RealClock.Instance });
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddEmbeddedSilo(ledger, new AwardSiloOptions { Dashboard = false });
        using var host = builder.Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await SmallProvince.PublishAsync(grains);
        var years = new SmallYears(grains);
        await years.PublishAsync(First);
        await years.PublishAsync(Second);
        var live = SmallProvince.Year(grains, Live);
        await SmallProvince.Must(live.OpenAsync(
            SmallProvince.By("publisher", "open-live"), new YearOpening(SmallProvince.RulebookId, "live", null, null, true)));
        await SmallProvince.Must(live.MoveStageAsync(SmallProvince.By("reviewer", "collect-live"), "collecting", null));
        await host.StopAsync();
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
