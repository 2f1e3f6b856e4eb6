using System.Net;
using Api.Tests.Hosts;
using Award.Ledger.Verify;
using Support;

namespace Api.Tests.Writing;

/// <summary>The same host over PostgreSQL: the year's story, then the database goes away and comes back.</summary>
public sealed class PostgresLifecycleTests : YearLifecycle, IClassFixture<PostgresHost>
{
    private const int Year = 2006;
    private readonly PostgresHost _host;

    public PostgresLifecycleTests(PostgresHost host)
        : base(host)
    {
        PostgresServer.Require();
        _host = host;
    }

    [Fact]
    public async Task While_the_database_is_away_writes_are_503_and_the_same_key_is_recorded_once_afterwards()
    {
        var key = Guid.NewGuid().ToString("n");
        await _host.Server.StopAsync("immediate");
        using (var away = await OpenAsync(key))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
            Assert.NotNull(away.Headers.RetryAfter);
        }

        await _host.Server.StartAgainAsync();
        var receipts = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var back = await OpenAsync(key);
            receipts.Add(await back.Content.ReadAsStringAsync());
            Assert.True(back.IsSuccessStatusCode, receipts[^1]);
        }

        Assert.Equal(receipts[0], receipts[1]);
        Assert.Empty(LedgerVerifier.Verify(_host.Database).Findings);
    }

    private Task<HttpResponseMessage> OpenAsync(string key) => _host.SendAsync(
        HttpMethod.Post,
        "/api/v1/award-years",
        Asking.Publisher,
        $$"""{"province": "330000", "year": {{Year}}, "rulebook": "{{YearBook.RulebookId}}"}""",
        ("Idempotency-Key", key));
}

/// <summary>A host over a PostgreSQL server of its own, without the demonstration.</summary>
public sealed class PostgresHost() : RunningHost("--Award:Demonstration", "false", "--Award:Store", "Postgres")
{
    public PostgresServer Server { get; } = new();

    public string Database { get; private set; } = "";

    public override async ValueTask InitializeAsync()
    {
        await Server.InitializeAsync();
        if (PostgresServer.Missing is null)
        {
            Database = await Server.NewDatabaseAsync();
            Add("--ConnectionStrings:Ledger", Database);
            await base.InitializeAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
    }
}
