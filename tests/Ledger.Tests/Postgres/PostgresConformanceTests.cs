using Award.Ledger;
using Award.Ledger.Postgres;
using Ledger.Tests.Conformance;
using Support;

namespace Ledger.Tests.Postgres;

public sealed class PostgresConformanceTests(PostgresServer server) : LedgerConformance
{
    private string? _database;

    protected override async Task<ILedger> OpenAsync() => await PostgresLedger.OpenAsync(new PostgresLedgerOptions
    {
        ConnectionString = _database ??= await server.NewDatabaseAsync(),
        Clock = RealClock.Instance,
    });
}
